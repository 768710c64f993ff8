/** Reads a text exactly as libyaml does, into a tree or a refusal. */
import { FORBIDDEN } from './characters.ts';
import { composeDocument, type Bounds, type Composed } from './compose.ts';
import { STOP, type Refusal } from './fault.ts';
import { scannerOf, type Scanner } from './scanner.ts';
import type { Node } from '../tree.ts';

export type Strict = { readonly composed: Composed } | { readonly refusal: Refusal };

/** Of a text with too much in it, the keys of its root that were read. */
export interface Begun {
  readonly keys: readonly Node[];
}

/** Reads the first document of the text, or of a part of one that so many collections are around. */
export function parseStrict(text: string, around = 0): Strict {
  const strict = parseWithin(text, { around, most: Infinity, keys: [] });
  return 'keys' in strict ? NOTHING : strict;
}

const NOTHING: Strict = { refusal: { code: 'no-content', at: 0, from: 0 } };

/** Reads the first document of the text, up to so many keys and values. */
export function parseUpTo(text: string, most: number): Strict | Begun {
  return parseWithin(text, { around: 0, most, keys: [] });
}

function parseWithin(text: string, bounds: Bounds): Strict | Begun {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) return { refusal: { code: 'control-character', at: forbidden.index, from: forbidden.index } };
  const scanner = scannerOf(text);
  const composed = compose(scanner, bounds);
  if (composed) return { composed };
  if (scanner.isFull) return { keys: bounds.keys };
  const { refusal = { code: 'no-content', at: 0, from: 0 }, brackets } = scanner;
  const open = brackets.at(-1);
  return { refusal: open === undefined ? refusal : { ...refusal, open } };
}

/** Where the quote or bracket that is open at the offset is closed, if the text is valid up to there. */
export function closingEnd(text: string, from: number): number | undefined {
  const scanner = scannerOf(text, from);
  compose(scanner, { around: 0, most: Infinity, keys: [] });
  return scanner.closed;
}

function compose(scanner: Scanner, bounds: Bounds): Composed | undefined {
  try {
    return composeDocument(scanner, bounds);
  } catch (error) {
    if (error === STOP) return undefined;
    throw error;
  }
}
