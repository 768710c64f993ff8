/** Cuts a text into blocks, and reuses those of the previous version that did not change. */
import type { Readable } from '../../text/edited-text.ts';
import { addTo } from '../../text/grouped.ts';
import { span, type Span, type TextChange } from '../../text/span.ts';
import { isOpen, joinedTo } from './join.ts';
import { editedMember } from './member-edit.ts';
import { parseBlock } from './parse.ts';
import type { Cut } from './members.ts';
import type { Block, Entry, EntryFrame, SourceDocument } from '../tree.ts';

/** Makes the blocks of the pieces, one piece after another. */
export interface Assembly {
  /** Nothing if too many entries of a root in brackets are broken. */
  readonly blocks: (cuts: readonly Cut[]) => readonly Block[] | undefined;
  /** How many blocks had to be parsed. */
  readonly parsed: () => number;
}

/** Blocks whose text and place did not change are reused directly; other blocks are looked up by their text. */
export function assembly(text: Readable, kept: ReusedEntries | undefined): Assembly {
  const pooled = kept && lazily(() => pool(kept.rest()));
  let parsed = 0;
  let tries = 0;
  const read = (at: Cut): Block => {
    const written = textIn(text, at, kept !== undefined);
    const cached = pooled?.().get(identityOf(written, at.frame))?.pop();
    if (!cached) parsed++;
    return cached ?? kept?.edited(at, written) ?? parseBlock(written, at.frame);
  };
  return {
    parsed: () => parsed,
    blocks(cuts) {
      const blocks: Block[] = [];
      let broken = 0;
      for (let index = 0; index < cuts.length;) {
        const at: Cut = cuts[index] ?? span(0, 0);
        const old = kept?.at(at.start, cuts, index);
        const block = old?.block ?? read(at);
        if (at.frame && block.flaws.length > 0 && ++broken > MOST_BROKEN) return undefined;
        const last = !at.frame && isOpen(block) && tries++ < MOST_TRIES ? joinedTo(text, cuts, index) : undefined;
        const joined = last === undefined ? undefined : read(span(at.start, cuts[last]?.end ?? at.end));
        if (joined) JOINED.add(joined);
        blocks.push(joined ?? block);
        index = (last ?? old?.last ?? index) + 1;
      }
      return blocks;
    },
  };
}

/**
 * The text of a block. A part of a string holds the whole string, and each version of a text is one: what an edit leaves
 * of it in a block is a copy.
 */
function textIn(text: Readable, { start, end }: Span, isEdited: boolean): string {
  const part = text.slice(start, end);
  return isEdited && part.length < text.length ? ` ${part}`.slice(1) : part;
}

/** A root in brackets with more broken entries is no list of entries that somebody types in. */
const MOST_BROKEN = 100;

/** A file with so many open quotes and brackets is not about to become valid. */
const MOST_TRIES = 100;

/** Blocks that cover several cuts, since a quote or bracket holds them together. */
const JOINED = new WeakSet<Block>();

/** The previous version, and how many characters at the start and end of its text remain. */
export interface Before {
  readonly document: SourceDocument;
  readonly prefix: number;
  /** From this offset on, the old text is the end of the new one. */
  readonly suffix: number;
  /** How far that end moved. */
  readonly moved: number;
}

/** Of a replacement this large, usually only a part is different. */
const LARGE = 2000;

/** What an edit leaves of the entries of a document. */
export function beforeOf(document: SourceDocument, text: Readable, changes: readonly TextChange[]): Before {
  const most = Math.min(document.text.length, text.length);
  let prefix = most;
  let tail = most;
  let length = document.text.length;
  for (const change of changes) {
    prefix = Math.min(prefix, change.span.start);
    tail = Math.min(tail, length - change.span.end);
    length += change.text.length - (change.span.end - change.span.start);
  }
  prefix = Math.max(0, prefix);
  tail = Math.max(0, Math.min(tail, most - prefix));
  if (document.text.length - tail - prefix > LARGE) {
    const after = text.slice();
    prefix = sameStart(document.text, after, prefix, most);
    tail = sameEnd(document.text, after, Math.min(tail, most - prefix), most - prefix);
  }
  return { document, prefix, suffix: document.text.length - tail, moved: text.length - document.text.length };
}

function sameStart(before: string, after: string, known: number, most: number): number {
  let same = known;
  while (same < most && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  return same;
}

function sameEnd(before: string, after: string, known: number, most: number): number {
  let same = known;
  while (same < most && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same++;
  return same;
}

export interface ReusedEntries {
  /** The old block that begins at the offset and ends at one of the new cuts, with the index of that cut. */
  at(
    start: number,
    blocks: readonly Cut[],
    index: number,
  ): { readonly block: Block; readonly last: number } | undefined;
  /** The block that was at this place, with the edit within it; `undefined` unless only a part of it has to be parsed. */
  edited(at: Cut, text: string): Block | undefined;
  /** The entries in the part that changed. */
  readonly rest: () => readonly Entry[];
}

/** Which of these entries remain after the edit. */
export function reusedEntries(entries: readonly Entry[], { prefix, suffix, moved }: Before): ReusedEntries {
  const isBefore = ({ start, block }: Entry): boolean => start + block.text.length <= prefix;
  const isAfter = ({ start }: Entry): boolean => start >= suffix;
  const place = (entry: Entry): number => (isBefore(entry) ? entry.start : entry.start + moved);
  const reused = entries.filter(entry => isBefore(entry) || isAfter(entry));
  let next = 0;
  return {
    edited(at, text) {
      const old = at.frame ? undefined : entries.find(({ start }) => start === at.start);
      if (!old || old.start > prefix || prefix > suffix) return undefined;
      const end = old.start + old.block.text.length;
      if (suffix > end || end + moved !== at.end) return undefined;
      return editedMember(old.block, { replaced: span(prefix - old.start, suffix - old.start), text });
    },
    rest: () => entries.filter(entry => !isBefore(entry) && !isAfter(entry)),
    at(start, blocks, index) {
      let entry = reused[next];
      while (entry && place(entry) < start) entry = reused[++next];
      if (!entry || place(entry) !== start || entry.block.frame !== blocks[index]?.frame) return undefined;
      const end = start + entry.block.text.length;
      let last = index;
      while ((blocks[last]?.end ?? end) < end) last++;
      if (last > index && !JOINED.has(entry.block)) return undefined;
      return blocks[last]?.end === end ? { block: entry.block, last } : undefined;
    },
  };
}

/** Blocks by their text; each is handed out once, in their order. */
function pool(entries: readonly Entry[]): ReadonlyMap<string, Block[]> {
  const byText = new Map<string, Block[]>();
  for (const { block } of entries.toReversed()) {
    addTo(byText, identityOf(block.text, block.frame), block);
  }
  return byText;
}

/** Equal for blocks that are read alike. */
function identityOf(text: string, frame: EntryFrame | undefined): string {
  return frame ? `${frame.before}\0${text}\0${frame.after}` : text;
}

function lazily<Of>(make: () => Of): () => Of {
  let made: { readonly value: Of } | undefined;
  return () => (made ??= { value: make() }).value;
}
