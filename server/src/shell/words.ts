/** Says in plain words what a shell cannot read, at the characters that tell it. */
import { span, type Span } from '../text/span.ts';

export interface ShellFault {
  /** In the script. */
  readonly at: Span;
  readonly message: string;
  /** Whether a quote, bracket or substitution is open, so that the cause may be further up than the place. */
  readonly isOpen: boolean;
}

/** An error of the parser. */
interface Refused {
  readonly message: string;
  readonly pos: number;
}

/** What ends the compound command that begins with this word. */
const ENDS: Readonly<Record<string, string>> = {
  if: 'fi',
  for: 'done',
  while: 'done',
  until: 'done',
  select: 'done',
  case: 'esac',
  '{': '}',
  '(': ')',
  '[[': ']]',
};

/** A compound command that begins there and never ends. */
export function unclosed(script: string, pos: number, message: string): ShellFault {
  const [word = ''] = /^(?:[a-z]+|\[\[|.)/.exec(script.slice(pos)) ?? [];
  const missing = /^expected '(then|do|in)'/.exec(message)?.[1];
  const end = ENDS[word] ?? 'its end';
  return fault(
    span(pos, pos + word.length),
    missing
      ? `This \`${word}\` has no \`${missing}\`. The shell expects it as the first word of a command, after \`;\` or a line break.`
      : `This \`${word}\` is never closed. The shell expects \`${end}\` before the end of the script.`,
  );
}

/** An error of the parser in our words. */
export function explained(script: string, { message, pos }: Refused): ShellFault {
  for (const [pattern, explain] of EXPLANATIONS) {
    const found = pattern.exec(message);
    if (found) return explain(found[1] ?? '', script, pos);
  }
  return fault(wordAt(script, pos), 'The shell cannot read the command from here on.');
}

type Explain = (name: string, script: string, pos: number) => ShellFault;

const EXPLANATIONS: readonly (readonly [RegExp, Explain])[] = [
  [/^unterminated (.+)$/, neverClosed],
  [/^unexpected token '([^]*)'$/, unexpected],
  [/^expected command after '(.+)'$/, noCommand],
  [/^expected command in (?:subshell|brace group)$/, emptyGroup],
  [/^expected redirect target$/, noTarget],
  [/^expected compound command as function body$/, noBody],
  [/^expected '(.+?)'/, missing],
];

/** What begins each kind of thing, as far as it is one character or fixed text, and what ends it. */
const OPEN: Readonly<Record<string, readonly [name: string, end: string]>> = {
  'double quote': ['double quote', '"'],
  'single quote': ['single quote', "'"],
  'ANSI-C quote': ['quote', "'"],
  backtick: ['backtick', 'another one'],
  'command substitution': ['command substitution', ')'],
  'process substitution': ['process substitution', ')'],
  'parameter expansion': ['variable expansion', '}'],
  'arithmetic expansion': ['arithmetic expansion', '))'],
  'arithmetic command': ['arithmetic command', '))'],
  'arithmetic for header': ['`for` header', '))'],
  'extended glob': ['bracket', ')'],
};

function neverClosed(kind: string, script: string, pos: number): ShellFault {
  const [name, end] = OPEN[kind] ?? [kind, 'its end'];
  const [sign = ''] = /^(?:\$\(\(|\(\(|\$[({'"]|[<>]\(|=\(|.)/s.exec(script.slice(pos)) ?? [];
  const quoted = end.length > 2 ? end : `\`${end}\``;
  return {
    ...fault(
      span(pos, pos + Math.max(1, sign.length)),
      `This ${name} is never closed. The shell looks for ${quoted} until the end of the script.`,
    ),
    isOpen: true,
  };
}

/** What each of these words and signs ends or goes on with. */
const PARTNERS: Readonly<Record<string, string>> = {
  fi: 'if',
  then: 'if',
  elif: 'if',
  else: 'if',
  done: '`for`, `while` or `until',
  do: '`for`, `while` or `until',
  esac: 'case',
  '}': '{',
  ')': '(',
  ';;': 'case',
};

function unexpected(token: string, script: string, pos: number): ShellFault {
  const at = span(pos, Math.min(script.length, pos + Math.max(1, token.length)));
  if (script.slice(at.start, at.end) !== token)
    return fault(
      wordAt(script, pos),
      'The shell does not expect the end of the line here. Part of the command is missing.',
    );
  const partner = Object.hasOwn(PARTNERS, token) ? PARTNERS[token] : undefined;
  if (partner === undefined) return fault(at, `The shell does not expect \`${token}\` here.`);
  return fault(
    at,
    `The shell does not expect \`${token}\` here: no \`${partner.replace(/^`/, '')}\` is open that it could belong to.`,
  );
}

function noCommand(word: string, script: string, pos: number): ShellFault {
  const advice = /^\w/.test(word) ? ' A colon is a command that does nothing.' : '';
  return fault(before(script, pos, word), `No command follows this \`${word}\`. The shell expects one.${advice}`);
}

function emptyGroup(_: string, script: string, pos: number): ShellFault {
  return fault(wordAt(script, pos), 'Nothing is in these brackets. The shell expects a command; a colon does nothing.');
}

function noTarget(_: string, script: string, pos: number): ShellFault {
  const [sign = ''] = /[<>&|-]+$/.exec(script.slice(0, pos).trimEnd()) ?? [];
  return fault(before(script, pos, sign), 'No file follows this redirection. The shell expects its name.');
}

function noBody(_: string, script: string, pos: number): ShellFault {
  return fault(
    wordAt(script, pos),
    'The body of the function is missing here. The shell expects `{`, its commands and `}`.',
  );
}

/** The parser tells the end of the word that it found instead. */
function missing(word: string, script: string, pos: number): ShellFault {
  const [found = ''] = /[^\s;]+\s*$/.exec(script.slice(0, pos)) ?? [];
  const start = pos - found.length;
  const message = `\`${word}\` is missing here. The shell expects it before this word, after \`;\` or a line break.`;
  return fault(found === '' ? wordAt(script, pos) : span(start, start + found.trimEnd().length), message);
}

function fault(at: Span, message: string): ShellFault {
  return { at, message, isOpen: false };
}

/** The word from there on, or else the last one before. */
function wordAt(script: string, pos: number): Span {
  const found = /\S+/.exec(script.slice(pos));
  if (found) {
    const start = pos + found.index;
    return span(start, start + (/^[\w./-]+/.exec(found[0])?.[0].length ?? 1));
  }
  const end = script.slice(0, pos).trimEnd().length;
  return span(Math.max(0, end - 1), end);
}

/** The sign that ends there, apart from blanks. */
function before(script: string, pos: number, sign: string): Span {
  const at = sign === '' ? -1 : script.slice(0, pos).lastIndexOf(sign);
  return at < 0 ? wordAt(script, pos) : span(at, at + sign.length);
}
