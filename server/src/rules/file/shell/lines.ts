/** Texts of a file that a shell runs: which of them can be judged, and where their characters are written. */
import { partAt, written } from '../../../readings/check/written.ts';
import { isForOtherShell } from '../../../shell/dialect.ts';
import type { Place, Span } from '../../../text/span.ts';
import { sourceOf } from '../../../yaml/edit/edit.ts';
import type { ScalarValue } from '../../../yaml/value/value.ts';

export interface ShellLine {
  readonly text: string;
  readonly value: ScalarValue;
}

/** Whether something else is put into the text before a shell sees it. */
export function isReplaced({ text, value }: ShellLine): boolean {
  return [text, sourceOf(value.at)].some(one => one.includes('$[[') || one.includes('${{'));
}

export function isForUnixShell(lines: readonly ShellLine[]): boolean {
  return !isForOtherShell(lines.map(({ text }) => text).join('\n'));
}

/** Where a part of the text is written, or else the whole of it. */
export function partOf({ text, value }: ShellLine, at: Span): Place {
  return partAt(at, written(text, value)) ?? value.at;
}
