/** Scalars without quotes. */
import { isBlank, isBreak, isOneOf, isSpaceOrEnd, TAB } from './characters.ts';
import { refuse } from './fault.ts';
import { folded, gapOf, widen, type FoldedSpace } from './fold.ts';
import { codeAt, columnOf, type Scanner } from './scanner.ts';

/** Reads a plain scalar; it may continue over lines that are indented deeper than its collection. */
export function scanPlain(s: Scanner): void {
  const start = s.at;
  const indent = s.indent + 1;
  let end = start;
  // within a line, the value is as written; only what is above has to be put together
  let above = '';
  let line = start;
  let gap = gapOf();
  while (!atMarker(s) && codeAt(s) !== 35) {
    const from = s.at;
    skipWord(s, start);
    if (s.at > from) {
      if (gap.broken) {
        above += s.text.slice(line, end) + folded(gap);
        line = from;
      }
      gap = gapOf();
      end = s.at;
    }
    if (!isBlank(codeAt(s)) && !isBreak(codeAt(s))) break;
    readGap(s, gap, indent, start);
    if (s.flow === 0 && columnOf(s) < indent) break;
  }
  s.tokens.push({ kind: 'scalar', start, end, text: above + s.text.slice(line, end), style: 'plain' });
  if (gap.broken) s.keyAllowed = true;
}

/** Whether `---` or `...` is here at the start of a line. */
export function atMarker(s: Scanner): boolean {
  if (s.at !== s.lineStart) return false;
  const three = s.text.slice(s.at, s.at + 3);
  return (three === '---' || three === '...') && isSpaceOrEnd(codeAt(s, 3));
}

function skipWord(s: Scanner, start: number): void {
  for (let code = codeAt(s); !isSpaceOrEnd(code); code = codeAt(s)) {
    if (s.flow > 0 && code === 58 && isOneOf(',?[]{}', codeAt(s, 1))) refuse(s, 'colon-in-flow', s.at, start);
    if (code === 58 && isSpaceOrEnd(codeAt(s, 1))) return;
    if (s.flow > 0 && isOneOf(',[]{}', code)) return;
    s.at++;
  }
}

function readGap(s: Scanner, gap: FoldedSpace, indent: number, start: number): void {
  for (let code = codeAt(s); isBlank(code) || isBreak(code); code = codeAt(s)) {
    if (gap.broken && code === TAB && columnOf(s) < indent) refuse(s, 'tab-in-plain', s.at, start);
    widen(s, gap);
  }
}
