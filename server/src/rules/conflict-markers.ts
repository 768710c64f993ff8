/** Reports what git leaves where it could not merge, once for each set of markers; the broken text around them says nothing more. */
import type { Edit, Fix } from '../text/problem.ts';
import { span, type Place, type Span } from '../text/span.ts';
import { nextLine } from '../yaml/edit/style.ts';
import type { Entry, SourceDocument } from '../yaml/tree.ts';
import type { DocumentRule } from './rule.ts';

export const conflictMarkers: DocumentRule = {
  codes: ['conflict-markers'],
  check({ document }, report) {
    for (const conflict of conflictsIn(document)) {
      const [first] = placesOver(document, conflict.start);
      if (!first) continue;
      report({
        code: 'conflict-markers',
        message:
          'Here stand two versions of the same lines between the markers of a merge that git could not finish; GitLab cannot read that. Keep one of them, or what is right of both, and delete the marker lines.',
        at: first,
        fixes: fixesFor(document, conflict),
      });
    }
  },
};

/** Whether what is said of the place is a consequence of a conflict. */
export function isInConflict(document: SourceDocument, { block }: Place): boolean {
  return conflictsIn(document).some(({ entries }) => entries.some(entry => entry.block === block));
}

interface Conflict {
  /** The line `<<<<<<<`, without its line break. */
  readonly start: Span;
  /** The lines of both sides, where all markers are there. */
  readonly sides?: { readonly ours: Span; readonly theirs: Span; readonly all: Span };
  /** What of the file it touches. */
  readonly entries: readonly Entry[];
}

const kept = new WeakMap<SourceDocument, readonly Conflict[]>();

function conflictsIn(document: SourceDocument): readonly Conflict[] {
  const known = kept.get(document);
  if (known) return known;
  const found = document.text.includes('<<<<<<<') ? findConflicts(document) : [];
  kept.set(document, found);
  return found;
}

/** Seven signs at the start of a line; the part between `|||||||` and `=======` is what both sides began with. */
const START = /^<{7}(?: .*)?$/gm;
const REST = /^\|{7}(?: .*)?$|^={7}$|^>{7}(?: .*)?$|^<{7}(?: .*)?$/gm;

function findConflicts(document: SourceDocument): readonly Conflict[] {
  const { text } = document;
  return [...text.matchAll(START)].flatMap(({ 0: line, index }) => {
    const start = span(index, index + line.trimEnd().length);
    const sides = sidesOf(text, start);
    const entries = entriesOver(document, sides?.all ?? start);
    // A text that can be read has no conflict in it, whatever it looks like.
    if (entries.every(({ block }) => block.flaws.length === 0 && block.root?.kind === 'map')) return [];
    return [{ start, entries, ...(sides ? { sides } : {}) }];
  });
}

function sidesOf(text: string, start: Span): Conflict['sides'] {
  REST.lastIndex = start.end;
  let oursEnd: number | undefined;
  let theirsStart: number | undefined;
  for (let found = REST.exec(text); found; found = REST.exec(text)) {
    const [sign] = found[0];
    if (sign === '<') return undefined;
    if (sign === '|' || sign === '=') oursEnd ??= found.index;
    if (sign === '=') theirsStart = nextLine(text, found.index);
    if (sign !== '>') continue;
    if (oursEnd === undefined || theirsStart === undefined) return undefined;
    return {
      ours: span(nextLine(text, start.start), oursEnd),
      theirs: span(theirsStart, found.index),
      all: span(start.start, nextLine(text, found.index)),
    };
  }
  return undefined;
}

function fixesFor(document: SourceDocument, { sides }: Conflict): readonly Fix[] {
  if (!sides) return [];
  const { ours, theirs, all } = sides;
  const keep = (title: string, side: Span): Fix => ({
    title,
    edits: [span(all.start, side.start), span(side.end, all.end)].flatMap(gone =>
      placesOver(document, gone).map((at): Edit => ({ at, text: '' })),
    ),
  });
  return [keep('Keep the first version', ours), keep('Keep the second version', theirs)];
}

/** The places of a stretch of text, one in each block that it touches. */
function placesOver(document: SourceDocument, { start, end }: Span): readonly Place[] {
  return entriesOver(document, { start, end }).map(entry => ({
    uri: document.uri,
    block: entry.block,
    span: span(
      Math.max(start, entry.start) - entry.start,
      Math.min(end, entry.start + entry.block.text.length) - entry.start,
    ),
  }));
}

function entriesOver({ pieces }: SourceDocument, { start, end }: Span): readonly Entry[] {
  return pieces
    .flatMap(({ entries }) => entries)
    .filter(entry => entry.start < end && start < entry.start + entry.block.text.length);
}
