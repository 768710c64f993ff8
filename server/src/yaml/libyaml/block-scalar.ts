/** Scalars that begin with `|` or `>`. */
import { isBlank, isBreak, isBreakOrEnd, isEnd, SPACE, TAB } from './characters.ts';
import { refuse } from './fault.ts';
import { codeAt, columnOf, skipBreak, type Scanner } from './scanner.ts';

interface Header {
  readonly chomp: 'clip' | 'strip' | 'keep';
  /** The indentation that the header states, or 0 if it has to be detected. */
  readonly increment: number;
}

/** Reads a block scalar; its span ends with its last line that has text. */
export function scanBlockScalar(s: Scanner, style: 'literal' | 'folded'): void {
  const start = s.at;
  s.at++;
  const { chomp, increment } = readHeader(s, start);
  let end = trimmedEnd(s.text, start, s.at);
  skipBreak(s);
  const stated = increment > 0 ? Math.max(s.indent, 0) + increment : 0;
  const first = readBreaks(s, stated, start);
  const { indent } = first;
  let { breaks } = first;
  let text = '';
  let last = '';
  let wasBlank = false;
  while (columnOf(s) === indent && !isEnd(codeAt(s))) {
    const blank = isBlank(codeAt(s));
    const fold = style === 'folded' && last === '\n' && !wasBlank && !blank;
    text += fold ? (breaks === '' ? ' ' : breaks) : last + breaks;
    const from = s.at;
    while (!isBreakOrEnd(codeAt(s))) s.at++;
    text += s.text.slice(from, s.at);
    if (s.at > from) end = s.at;
    last = skipBreak(s);
    wasBlank = blank;
    ({ breaks } = readBreaks(s, indent, start));
  }
  if (chomp !== 'strip') text += last;
  if (chomp === 'keep') text += breaks;
  s.tokens.push({ kind: 'scalar', start, end, text, style });
}

function readHeader(s: Scanner, start: number): Header {
  let chomp: Header['chomp'] = 'clip';
  let increment = 0;
  for (let mark = s.text[s.at] ?? ''; ; mark = s.text[s.at] ?? '') {
    if ((mark === '+' || mark === '-') && chomp === 'clip') chomp = mark === '+' ? 'keep' : 'strip';
    else if (mark === '0' && increment === 0) refuse(s, 'zero-indent', s.at, start);
    else if (/^[1-9]$/.test(mark) && increment === 0) increment = Number(mark);
    else break;
    s.at++;
  }
  while (isBlank(codeAt(s))) s.at++;
  if (codeAt(s) === 35) while (!isBreakOrEnd(codeAt(s))) s.at++;
  if (!isBreakOrEnd(codeAt(s))) refuse(s, 'block-header', s.at, start);
  return { chomp, increment };
}

/** Reads empty lines and the indentation of the next one; detects the indentation of the scalar if it is 0. */
function readBreaks(s: Scanner, indent: number, start: number): { breaks: string; indent: number } {
  let breaks = '';
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || columnOf(s) < indent) && codeAt(s) === SPACE) s.at++;
    deepest = Math.max(deepest, columnOf(s));
    if ((indent === 0 || columnOf(s) < indent) && codeAt(s) === TAB) refuse(s, 'tab-in-block', s.at, start);
    if (!isBreak(codeAt(s))) break;
    breaks += skipBreak(s);
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, s.indent + 1, 1) : indent };
}

/** The header without its comment and trailing blanks. */
function trimmedEnd(text: string, start: number, end: number): number {
  return start + (/^[|>][-+0-9]*/.exec(text.slice(start, end))?.[0].length ?? 1);
}
