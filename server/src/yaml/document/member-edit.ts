/**
 * The fast path for an edit within one entry of a root in brackets, such as a job of a file in JSON: only that entry is
 * parsed again. `test/yaml/member-edit.test.ts` holds it against parsing the whole text.
 */
import { countBegun, span, type Span } from '../../text/span.ts';
import { parseStrict } from '../libyaml/strict.ts';
import type { Block, MapNode, Node, Pair } from '../tree.ts';
import { movedPair } from './moved.ts';
import { editedBelow } from './nested-edit.ts';
import { excessOf } from './unread.ts';

/** What remains of a text after an edit: everything before and after this span. */
export interface BlockEdit {
  /** The part of the old text that was replaced, possibly with some text around it that was not. */
  readonly replaced: Span;
  /** The new text of the whole block. */
  readonly text: string;
}

/** Blocks that libyaml accepts as they are; recovery may make others like them. */
const STRICT = new WeakSet<Block>();

/** Remembers that the root of a block was read by libyaml alone. */
export function readStrictly(block: Block): Block {
  if (!block.unread && (block.root?.kind === 'map' || block.root?.kind === 'list')) STRICT.add(block);
  return block;
}

/** The block after the edit; `undefined` unless it is certain that all else in it is read as before. */
export function editedMember(block: Block, edit: BlockEdit): Block | undefined {
  const { text: before, root } = block;
  if (!STRICT.has(block) || !root || edit.text === before) return undefined;
  const edited = isFlowMap(root)
    ? editedEntry(before, root, edit)
    : editedBelow(root, { before, replaced: edit.replaced, after: edit.text });
  // the whole text shows what is known of an entry that now has too much in it
  if (!edited || excessOf(edit.text, edited)) return undefined;
  return readStrictly({ text: edit.text, root: edited, flaws: [] });
}

function isFlowMap(root: Node): root is MapNode {
  return root.kind === 'map' && root.flow;
}

function editedEntry(before: string, root: MapNode, edit: BlockEdit): Node | undefined {
  if (root.tag || root.anchor || !isAlone(before, root)) return undefined;
  const index = countBegun(root.pairs, edit.replaced.start) - 1;
  const old = memberAt(before, root, index);
  if (!old || edit.replaced.start < old.start || edit.replaced.end > old.end) return undefined;
  const moved = edit.text.length - before.length;
  const pair = parsedAgain(edit.text, span(old.start, old.end + moved));
  if (!pair) return undefined;
  const pairs = root.pairs.slice();
  pairs[index] = pair;
  if (moved !== 0) for (let at = index + 1; at < pairs.length; at++) pairs[at] = movedPair(pairs[at] ?? pair, moved);
  const { start, end } = root.span;
  return { kind: 'map', flow: true, pairs, span: span(start, end + moved) };
}

/** Text around the root may make it a key, or may be cut off. */
function isAlone(text: string, { span: { start, end } }: MapNode): boolean {
  return /^[ \r\n]*$/.test(text.slice(0, start)) && /^[ \r\n]*$/.test(text.slice(end));
}

/** From the comma or bracket before the pair to the one behind it, if only blanks are between. */
function memberAt(text: string, { span: root, pairs }: MapNode, index: number): Span | undefined {
  const [above, pair, below] = [pairs[index - 1], pairs[index], pairs[index + 1]];
  if (!pair) return undefined;
  const before = text.slice(above ? above.span.end : root.start + 1, pair.span.start);
  const behind = text.slice(pair.span.end, below ? below.span.start : root.end - 1);
  if (!(above ? ONE_COMMA : BLANK).test(before) || !(below ? ONE_COMMA : BLANK).test(behind)) return undefined;
  const start = above ? above.span.end + before.indexOf(',') + 1 : root.start + 1;
  return span(start, below ? pair.span.end + behind.indexOf(',') : root.end - 1);
}

const BLANK = /^[ \t\r\n]*$/;
const ONE_COMMA = /^[ \t\r\n]*,[ \t\r\n]*$/;

/** What cuts a file, whatever is around it. */
const CUT = /[\n\r\u0085\u2028\u2029](?:---|\.\.\.)/;

/**
 * The pair of a member, read in brackets of its own. The scanner is in the same state before each entry of a mapping, so
 * if the pair ends before the same comma or bracket as it did, all that follows is read as before.
 */
function parsedAgain(text: string, at: Span): Pair | undefined {
  const member = text.slice(at.start, at.end);
  if (CUT.test(member)) return undefined;
  // the bracket that ends the mapping may also be the one that ends the pair
  const alone = text[at.end] === ',' ? `{${member},}` : `{${member}}`;
  const strict = parseStrict(alone);
  const root = 'composed' in strict ? strict.composed.root : undefined;
  if (root?.kind !== 'map' || !root.flow || root.span.end !== alone.length || root.pairs.length !== 1) return undefined;
  const [pair] = root.pairs;
  return pair && pair.span.end <= member.length + 1 ? movedPair(pair, at.start - 1) : undefined;
}
