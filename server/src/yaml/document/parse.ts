/** Parses the text of a block into our tree, with a flaw for the cause where it is not YAML. */
import { withoutConflicts } from '../recovery/conflict.ts';
import { repair } from '../recovery/repair.ts';
import { readStrictly } from './member-edit.ts';
import type { Refusal } from '../libyaml/fault.ts';
import { parseStrict, parseUpTo } from '../libyaml/strict.ts';
import { flawOf } from '../recovery/words.ts';
import type { Block, EntryFrame, Node } from '../tree.ts';
import { MOST_VALUES } from '../value/limits.ts';
import { parseMember } from './members.ts';
import { unread, withinLimit } from './unread.ts';

/** Parses a block; malformed text gives what could be read and a flaw, never an exception. */
export function parseBlock(text: string, frame?: EntryFrame): Block {
  if (frame) return parseMember(text, frame);
  const strict = parseUpTo(text, MOST_VALUES);
  if ('keys' in strict) return unread(text, strict.keys);
  if ('composed' in strict) return readStrictly(withinLimit(withKey(text, strict.composed.root)));
  return withinLimit(mended(text, strict.refusal));
}

function mended(text: string, refusal: Refusal): Block {
  const conflicted = withoutConflicts(text);
  if (conflicted) return { text, root: readAnyway(conflicted.text), flaws: conflicted.flaws };
  return { text, root: repair(text, refusal), flaws: [flawOf(text, refusal)] };
}

function readAnyway(text: string): Node | undefined {
  const strict = parseStrict(text);
  return 'composed' in strict ? strict.composed.root : repair(text, strict.refusal);
}

/** A single word at the top level is a half-typed key, not a file that is a string. */
function withKey(text: string, root: Node | undefined): Block {
  if (root?.kind !== 'scalar' || root.style === 'missing' || BLANK.test(root.text)) return { text, root, flaws: [] };
  if (root.style === 'literal' || root.style === 'folded') return { text, root, flaws: [] };
  const { start, end } = root.span;
  const refusal: Refusal = { code: 'missing-colon', at: end, from: start };
  const map: Node = { kind: 'map', flow: false, pairs: [{ key: root, span: root.span }], span: root.span };
  return { text, root: map, flaws: [flawOf(text, refusal)] };
}

/** What Ruby takes for nothing: a piece of the file with only this is left out. */
const BLANK = /^(?:\s*|~|null|false|no|off)$/i;
