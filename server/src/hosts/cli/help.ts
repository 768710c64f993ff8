/** Prints help for commands, wrapped for a terminal of the usual width. */

export interface Explained {
  readonly usage: string;
  readonly does: string;
}

const WIDTH = 80;

/** All commands with a description indented below their usage, and the options that need no command. */
export function helpOf(program: string, commands: readonly Explained[]): string {
  const options: readonly Explained[] = [
    { usage: '--version', does: 'Print the version.' },
    { usage: '--help', does: 'Print this text; behind a command, how that one is used.' },
  ];
  return [`Usage: ${program} COMMAND`, 'Commands:', ...commands.map(entry), 'Options:', ...options.map(entry)].join(
    '\n\n',
  );
}

export function helpOfCommand(program: string, { usage, does }: Explained): string {
  return `${usageOf(`${program} ${usage}`)}\n\n${wrapped(does, '', '')}`;
}

/** The usage alone, printed after a mistake. */
export function usageOf(usage: string): string {
  return wrapped(usage, 'Usage: ', ' '.repeat(9));
}

function entry({ usage, does }: Explained): string {
  return `${wrapped(usage, '  ', ' '.repeat(6))}\n${wrapped(does, ' '.repeat(4), ' '.repeat(4))}`;
}

/** The text as lines with their prefixes; the content of brackets is kept together if possible. */
function wrapped(text: string, first: string, others: string): string {
  const room = WIDTH - Math.max(first.length, others.length);
  const parts = groupsIn(text).flatMap(group => (group.length > room ? group.split(' ') : [group]));
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line} ${part}`;
    const start = lines.length === 0 ? first : others;
    if (line === '' || start.length + longer.length <= WIDTH) line = longer;
    else {
      lines.push(start + line);
      line = part;
    }
  }
  return [...lines, (lines.length === 0 ? first : others) + line].join('\n');
}

/** The words of a text; an outermost pair of brackets is one word. */
function groupsIn(text: string): readonly string[] {
  const groups: string[] = [];
  let depth = 0;
  for (const word of text.split(' ')) {
    const last = groups.at(-1);
    if (depth > 0 && last !== undefined) groups[groups.length - 1] = `${last} ${word}`;
    else groups.push(word);
    depth = Math.max(0, depth + count(word, '[') - count(word, ']'));
  }
  return groups;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
