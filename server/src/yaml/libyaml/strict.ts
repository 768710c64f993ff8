/** Reads a text exactly as libyaml does, into a tree or a refusal. */
import { FORBIDDEN } from './characters.ts';
import { composeDocument, type Composed } from './compose.ts';
import { STOP, type Refusal } from './fault.ts';
import { scannerOf, type Scanner } from './scanner.ts';

export type Strict = { readonly composed: Composed } | { readonly refusal: Refusal };

/** Reads the first document of the text, or of a part of one that so many collections are around. */
export function parseStrict(text: string, around = 0): Strict {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) return { refusal: { code: 'control-character', at: forbidden.index, from: forbidden.index } };
  const scanner = scannerOf(text);
  const composed = compose(scanner, around);
  if (composed) return { composed };
  const { refusal = { code: 'no-content', at: 0, from: 0 }, brackets } = scanner;
  const open = brackets.at(-1);
  return { refusal: open === undefined ? refusal : { ...refusal, open } };
}

/** Where the quote or bracket that is open at the offset is closed, if the text is valid up to there. */
export function closingEnd(text: string, from: number): number | undefined {
  const scanner = scannerOf(text, from);
  compose(scanner, 0);
  return scanner.closed;
}

function compose(scanner: Scanner, around: number): Composed | undefined {
  try {
    return composeDocument(scanner, around);
  } catch (error) {
    if (error === STOP) return undefined;
    throw error;
  }
}
