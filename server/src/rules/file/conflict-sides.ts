/** Finds the two versions between git's conflict markers, and the text with only one of them. */
import { span, type Span, type TextChange } from '../../text/span.ts';
import { lineAfter } from '../../yaml/lines.ts';

export interface ConflictResolution {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

/** The ways to resolve the conflict at the offset: one version or the other; nothing if a marker is missing. */
export function choicesAt(text: string, start: number): readonly ConflictResolution[] {
  const sides = sidesAt(text, start);
  if (!sides) return [];
  const { ours, theirs, all } = sides;
  const keep = (title: string, side: Span): ConflictResolution => ({
    title,
    changes: [
      { span: span(all.start, side.start), text: '' },
      { span: span(side.end, all.end), text: '' },
    ],
  });
  return [keep('Keep the first version', ours), keep('Keep the second version', theirs)];
}

interface Sides {
  readonly ours: Span;
  readonly theirs: Span;
  readonly all: Span;
}

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)/gm;

/** The lines between `|||||||` and `=======` are the common ancestor. */
function sidesAt(text: string, start: number): Sides | undefined {
  const [first, ...rest] = [...text.slice(start).matchAll(MARKER)];
  const end = rest.findIndex(({ 0: sign }) => sign.startsWith('>') || sign.startsWith('<'));
  const inner = rest.slice(0, Math.max(end, 0));
  const middle = inner.find(({ 0: sign }) => sign.startsWith('='));
  const last = rest[end];
  if (!first?.[0].startsWith('<') || !middle || !last?.[0].startsWith('>')) return undefined;
  const at = (offset: number): number => start + offset;
  return {
    ours: span(lineAfter(text, start), at((inner[0] ?? middle).index)),
    theirs: span(lineAfter(text, at(middle.index)), at(last.index)),
    all: span(start, lineAfter(text, at(last.index))),
  };
}
