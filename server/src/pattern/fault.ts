/** Finds why GitLab's RE2 refuses a pattern, at which place, and what to write instead. */
import { span, type Span } from '../text/span.ts';

/** How messages begin; a fault completes the sentence. */
export const REFUSED = 'GitLab refuses this pattern: ';

export interface PatternFault {
  /** Completes a sentence. */
  readonly message: string;
  /** In the source of the pattern. */
  readonly span: Span;
  /** What to write in place of the span, where the meaning stays the same. */
  readonly instead?: string;
}

/** The engine says what it refuses but not where, so shorter and shorter texts are tried until the reason changes. */
export function patternFault(
  source: string,
  cause: string,
  refusal: (source: string) => string | undefined,
): PatternFault {
  const [, reason = '', culprit] = /parsing regexp: ([^:]*)(?:: `(.*)`)?$/s.exec(cause) ?? [];
  const at = spanOf(source, reason, culprit, part => reasonIn(refusal(part)) === reason);
  return told(source.slice(at.start, at.end), reason, at);
}

function reasonIn(cause: string | undefined): string | undefined {
  return /parsing regexp: ([^:]*)/.exec(cause ?? '')?.[1];
}

function spanOf(source: string, reason: string, culprit: string | undefined, isSame: (part: string) => boolean): Span {
  if (reason === 'missing closing )') return openBracket(source) ?? span(0, source.length);
  if (reason === 'trailing backslash at end of expression') return span(source.length - 1, source.length);
  if (reason === 'missing closing ]') return span(Math.max(0, source.length - (culprit?.length ?? 0)), source.length);
  return occurrence(source, reason === 'unexpected )' ? ')' : (culprit ?? ''), isSame);
}

/** The first occurrence at which the engine stops for the same reason; from there on it always does. */
function occurrence(source: string, culprit: string, isSame: (part: string) => boolean): Span {
  const starts = culprit === '' ? [] : startsOf(source, culprit);
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSame(source.slice(0, (starts[middle] ?? 0) + culprit.length))) high = middle;
    else low = middle + 1;
  }
  const start = starts[low];
  return start === undefined ? span(0, source.length) : span(start, start + culprit.length);
}

function startsOf(source: string, part: string): readonly number[] {
  const starts: number[] = [];
  for (let at = source.indexOf(part); at >= 0; at = source.indexOf(part, at + 1)) starts.push(at);
  return starts;
}

/** The last opening bracket without a closing one; those in a class or after a backslash do not count. */
function openBracket(source: string): Span | undefined {
  const open: number[] = [];
  for (const { 0: part, index } of source.matchAll(/\\.|\[\^?\]?(?:\\.|\[:\w*:\]|[^\]\\])*\]|[()]/gs)) {
    if (part === '(') open.push(index);
    if (part === ')') open.pop();
  }
  const last = open.at(-1);
  return last === undefined ? undefined : span(last, last + 1);
}

function told(part: string, reason: string, at: Span): PatternFault {
  const known = WORDS.find(({ form }) => form.test(part));
  const [sign = ''] = known?.form.exec(part) ?? [];
  if (known) {
    const { message, instead } = known;
    return { message, span: span(at.start, at.start + sign.length), ...(instead && { instead: instead(sign) }) };
  }
  return { message: REASONS[reason] ?? `RE2 cannot read it (${reason}).`, span: at };
}

interface Word {
  /** Matches the part that is underlined and replaced. */
  readonly form: RegExp;
  readonly message: string;
  readonly instead?: (sign: string) => string;
}

/** Syntax of other regular expression engines. */
const WORDS: readonly Word[] = [
  { form: /^\(\?<?[=!]/, message: 'RE2 has no look-ahead or look-behind; use `!~` or a second condition.' },
  {
    form: /^\(\?>/,
    message: 'RE2 has no atomic groups; write `(?:`, since it never backtracks anyway.',
    instead: () => '(?:',
  },
  { form: /^\\[1-9k]/, message: 'RE2 has no back-references.' },
  { form: /^\\Z/, message: 'RE2 writes the end of the text as `\\z`.', instead: () => '\\z' },
  {
    form: /^\\h/,
    message: 'RE2 does not know `\\h`; write blanks as `[ \\t]` and hexadecimal digits as `[[:xdigit:]]`.',
  },
  { form: /^\\u/, message: 'RE2 does not know `\\u`; write a character by its number as `\\x{1F600}`.' },
  { form: /^\\[dDwWsS]/, message: 'a range cannot end in a class; put a literal hyphen last.' },
  { form: /^\\.+/s, message: 'RE2 does not know this escape.' },
  { form: /^\(\?#/, message: 'RE2 has no comments in patterns.' },
  { form: /^\(\?[a-zA-Z]*x/, message: 'RE2 has no flag `x`; the flags are `i`, `s`, `m` and `U`.' },
  { form: /^[*+?}].*\+$/, message: 'RE2 has no possessive repetitions.', instead: sign => sign.slice(0, -1) },
];

const REASONS: Readonly<Record<string, string>> = {
  'missing closing )': 'this group is not closed by `)`.',
  'missing closing ]': 'this class is not closed by `]`.',
  'unexpected )': 'this `)` closes no group; write a literal bracket as `\\)`.',
  'missing argument to repetition operator':
    'there is nothing to repeat before it; write `.*` for any text, or a backslash before the character itself.',
  'invalid nested repetition operator': 'it repeats a repetition; put the inner one into `(?:…)`.',
  'invalid repeat count': 'a repetition is at most 1000 times, with the smaller number first.',
  'invalid character class range': 'RE2 does not know this class or range; a range has its smaller character first.',
  'trailing backslash at end of expression': 'a backslash at the end needs a character after it.',
  'expression nests too deeply': 'its groups are nested too deeply.',
  'invalid or unsupported Perl syntax': 'RE2 does not know this group; groups are `(…)`, `(?:…)` and `(?P<name>…)`.',
  'invalid named capture': 'the name of a group is letters, digits and `_`, as in `(?P<name>…)`.',
  'duplicate capture group name': 'two groups have the same name.',
};
