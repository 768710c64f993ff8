/** Edits as clients send them, some beyond the ends of lines or of the text, and the text that the server must have then. */
import fc from 'fast-check';
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { changeOf, edit, type Edit } from './texts.ts';

export interface SentEdit extends Edit {
  readonly ends: 'exact' | 'behind the line' | 'behind the text' | 'swapped';
}

const ends = fc.constantFrom<SentEdit['ends'][]>(
  'exact',
  'exact',
  'exact',
  'exact',
  'behind the line',
  'behind the text',
  'swapped',
);
const sentEdit: fc.Arbitrary<SentEdit> = fc.tuple(edit, ends).map(([one, how]) => ({ ...one, ends: how }));

/** The edits of one message: mostly one, sometimes those of many cursors, which editors send from the last to the first. */
export const sentEdits: fc.Arbitrary<readonly SentEdit[]> = fc.oneof(
  { weight: 8, arbitrary: sentEdit.map(one => [one]) },
  { weight: 1, arbitrary: fc.array(sentEdit, { maxLength: 30 }) },
  { weight: 1, arbitrary: fc.array(sentEdit, { minLength: 8, maxLength: 30 }).map(fromTheLast) },
);

function fromTheLast(edits: readonly SentEdit[]): readonly SentEdit[] {
  return edits.map(one => ({ ...one, ends: 'exact' as const })).toSorted((a, b) => b.at - a.at);
}

interface Message {
  readonly contentChanges: readonly TextDocumentContentChangeEvent[];
  /** The text afterwards. */
  readonly after: string;
}

/** Each change is about the text that the one before left. */
export function messageOf(before: string, edits: readonly SentEdit[]): Message {
  let after = before;
  const contentChanges = edits.map(one => {
    const change = changeFor(after, one);
    after = applied(after, change);
    return change;
  });
  return { contentChanges, after };
}

interface RangedChange {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

function changeFor(before: string, one: SentEdit): RangedChange {
  const { span, text } = changeOf(before, one);
  const lines = linesOf(before);
  const [start, end] = [lines.positionAt(span.start), lines.positionAt(span.end)];
  if (one.ends === 'swapped') return { range: { start: end, end: start }, text };
  if (one.ends === 'behind the line') return { range: { start, end: { ...end, character: FAR } }, text };
  if (one.ends === 'behind the text') return { range: { start, end: { line: FAR, character: 0 } }, text };
  return { range: { start, end }, text };
}

const FAR = 1_000_000;

/** Positions of the protocol are never inside a surrogate pair or between CR and LF. */
function applied(before: string, { range, text }: RangedChange): string {
  const lines = linesOf(before);
  const [a, b] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  return applyChanges(before, [{ span: { start: Math.min(a, b), end: Math.max(a, b) }, text }]);
}
