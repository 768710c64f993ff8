/** `text`: for people. Each problem on one line, followed by the source line with the problem underlined. */
import { eastAsianWidth } from 'get-east-asian-width';
import { SEVERITIES } from '../../../codes/code-info.ts';
import { oneLine } from '../../../text/shown.ts';
import type { Severity } from '../../../text/problem.ts';
import type { Found } from '../found.ts';
import { problemLine, unpainted, type Paint } from '../report.ts';
import { allFound, counts, type Format } from './result.ts';

export const text: Format = (result, { colours }) => {
  const paint = colours ? coloured : unpainted;
  const found = allFound(result);
  const lines = found.flatMap(one => [problemLine(one, paint), ...excerptOf(one, paint)]);
  const closing = found.length > 0 || result.complete ? [summaryOf(found)] : [];
  return [...lines, ...closing].map(line => `${line}\n`).join('');
};

/** The terminal's numbers for styles. */
const STYLES = { error: 31, warning: 33, information: 36, hint: 90, bold: 1, dim: 2 } as const;

const coloured: Paint = (style, words) => `\u001b[${STYLES[style]}m${words}\u001b[0m`;

/** The source line and the marks below it. */
function excerptOf(found: Found, paint: Paint): readonly string[] {
  const { source, line, column, severity } = found;
  if (source.trim() === '') return [];
  const start = column - 1;
  const end = found.endLine === line ? found.endColumn - 1 : source.length;
  const from = Math.max(0, start - BEFORE);
  // half of a split surrogate pair is shown as an escape
  const [before, marked] = [oneLine(source.slice(from, start)), oneLine(source.slice(start, end).trimEnd())];
  const room = Math.max(0, WIDEST - widthOf(before) - widthOf(marked));
  const after = source.slice(Math.max(start, end));
  const gutter = String(line).padStart(5);
  const shownLine = `${from > 0 ? '…' : ''}${cut(before + marked, WIDEST)}${cut(oneLine(after), room)}`;
  const carets = '^'.repeat(Math.max(1, Math.min(widthOf(marked), WIDEST - BEFORE)));
  const indent = ' '.repeat(widthOf(before) + (from > 0 ? 1 : 0));
  return [
    `${paint('dim', `${gutter} |`)} ${shownLine}`,
    `${paint('dim', `${' '.repeat(gutter.length)} |`)} ${indent}${paint(severity, carets)}`,
  ];
}

/** How much of a line precedes the marked part, and how wide an excerpt is. */
const BEFORE = 60;
const WIDEST = 120;

function cut(part: string, room: number): string {
  const letters = Array.from(part);
  return letters.length <= room ? part : `${letters.slice(0, Math.max(0, room - 1)).join('')}…`;
}

/** The columns that a text takes on a terminal: East Asian letters and emoji take two. */
function widthOf(part: string): number {
  if (PLAIN.test(part)) return part.length;
  return [...segments.segment(part)].reduce((sum, { segment }) => sum + widthOfLetter(segment), 0);
}

/** Most lines: each letter is as wide as any other, and to find out takes longer than all the rest of the report. */
const PLAIN = /^[ -~]*$/;

function widthOfLetter(letter: string): number {
  return /\ufe0f/.test(letter) ? 2 : eastAsianWidth(letter.codePointAt(0) ?? 0);
}

const segments = new Intl.Segmenter();

function summaryOf(found: readonly Found[]): string {
  if (found.length === 0) return 'No problems.';
  const numbers = counts(found);
  const parts = SEVERITIES.filter(severity => numbers[severity] > 0).map(
    severity => `${numbers[severity]} ${WORDS[severity][numbers[severity] === 1 ? 0 : 1]}`,
  );
  return `${parts.join(', ')}.`;
}

const WORDS: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
  hint: ['hint', 'hints'],
};
