/** The text of a block becomes our tree, with the flaw that is the cause where it is not YAML. */
import { repair } from './repair.ts';
import { parseStrict } from './syntax/strict.ts';
import { flawOf } from './syntax/words.ts';
import type { Block } from './tree.ts';

/** Reads a block; bad text gives what could be read plus the flaw that is the cause, never an exception. */
export function parseBlock(text: string): Block {
  const strict = parseStrict(text);
  if ('composed' in strict) return { text, root: strict.composed.root, flaws: [] };
  return { text, root: repair(text, strict.refusal), flaws: [flawOf(text, strict.refusal)] };
}
