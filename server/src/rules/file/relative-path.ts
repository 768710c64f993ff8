/** Warns of a command of a hook that is looked for in the working directory: that is not the folder of the project. */
import { guardedEach } from '../../text/failure.ts';
import type { Edit } from '../../text/problem.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';
import { commandOf, isScript, shellScriptOf, startsShell, type Command, type CommandWord } from './exec-command.ts';
import { itemsBefore } from './shell-form.ts';
import { tokensOf } from './shell/words.ts';

export const relativePath: BlockRule = {
  codes: ['relative-path'],
  check(context, report) {
    guardedEach('relative-path', handlerVisits(context), visit => {
      const command = commandOf(visit);
      const found = command && relativeIn(command);
      if (!command || !found) return;
      const edits = fromProject(command, found);
      report({
        code: 'relative-path',
        message: `\`${found.path}\` is not found from \`/\`: that is where a hook starts, and not in the folder of the project. Write the whole path, or change to \`$CI_PROJECT_DIR\` in a shell first.`,
        at: found.word.value.at,
        fixes: edits.length > 0 ? [{ title: 'Run it in $CI_PROJECT_DIR', edits }] : [],
      });
    });
  },
};

interface Relative {
  readonly path: string;
  readonly word: CommandWord;
}

/** A program, the file that a shell runs, or the first program of its script. */
function relativeIn(command: Command): Relative | undefined {
  const { words } = command;
  if (isScript(command)) return undefined;
  const script = shellScriptOf(command);
  if (script) {
    const first = tokensOf(script.text)?.[0];
    return first?.kind === 'word' && isRelative(first.text) ? { path: first.text, word: script } : undefined;
  }
  const word = startsShell(command) ? words.slice(1).find(({ text }) => !text.startsWith('-')) : words[0];
  return word && isRelative(word.text) ? { path: word.text, word } : undefined;
}

/** A name without a slash is looked for in `PATH`. */
function isRelative(path: string): boolean {
  return /^(?:\.\.?\/)*[\w.-]+\/[\w./-]+$|^\.\.?\/[\w./-]+$/.test(path);
}

const IN_PROJECT = 'cd "$CI_PROJECT_DIR" && ';

function fromProject(command: Command, { word }: Relative): readonly Edit[] {
  if (shellScriptOf(command)) return inScript(word);
  if (command.value.kind !== 'list') return [];
  return itemsBefore(command.value, command.words[0], ['sh', '-c', `'${IN_PROJECT}exec "$0" "$@"'`]);
}

/** In front of the script, within its quotes. */
function inScript({ value: { at } }: CommandWord): readonly Edit[] {
  const source = sourceOf(at);
  if (/^[|>&*!]/.test(source)) return [];
  const isQuoted = /^["']/.test(source);
  const start = at.span.start + (isQuoted ? 1 : 0);
  const text = source.startsWith('"') ? IN_PROJECT.replaceAll('"', '\\"') : IN_PROJECT;
  return [{ at: { ...at, span: { start, end: start } }, text }];
}
