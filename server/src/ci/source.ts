/** What one file holds for a pipeline: its top-level entries after loading and interpolation. */
import type { Finding } from '../text/problem.ts';
import { readBlock } from '../yaml/read.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { MapValue, Member, Value } from '../yaml/value.ts';

export interface Source {
  readonly root: MapValue;
  /** Why GitLab cannot load the file; what could be read stands in `root` all the same. */
  readonly fault?: Finding;
}

const NOWHERE = { uri: '', block: { text: '' }, span: { start: 0, end: 0 } };

/** A file that is not there. */
export const NO_SOURCE: Source = { root: { kind: 'map', members: new Map(), open: true, at: NOWHERE, via: [] } };

const sources = new WeakMap<SourceDocument, Source>();

export function sourceOf(document: SourceDocument, inputs: Value | undefined): Source {
  const known = sources.get(document);
  if (known) return known;
  const members = new Map<string, Member>();
  let open = false;
  let fault: Finding | undefined;
  for (const piece of document.pieces) {
    if (piece.kind !== 'content') continue;
    for (const { block } of piece.entries) {
      const root = readBlock(document.uri, block);
      const [flaw] = block.flaws;
      if (flaw) fault ??= { code: flaw.code, message: flaw.message, at: { uri: document.uri, block, span: flaw.span } };
      if (root.kind !== 'map') continue;
      open ||= root.open;
      for (const [id, member] of root.members) members.set(id, member);
    }
  }
  void inputs;
  const source: Source = { root: { ...NO_SOURCE.root, members, open }, ...(fault && { fault }) };
  sources.set(document, source);
  return source;
}
