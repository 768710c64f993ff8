/** Reads a text exactly as libyaml does: the tree, or why there is none. */
import { FORBIDDEN } from './characters.ts';
import { composeDocument, type Composed } from './compose.ts';
import { Closed, Fault, type FaultCode } from './fault.ts';
import { scannerOf } from './scanner.ts';

export interface Refusal {
  readonly code: FaultCode;
  /** Where the reader stopped. */
  readonly at: number;
  /** Where the thing began that it was reading. */
  readonly from: number;
  /** The innermost bracket that is open there. */
  readonly open?: number;
}

export type Strict = { readonly composed: Composed } | { readonly refusal: Refusal };

/** Reads the first document of the text. */
export function parseStrict(text: string): Strict {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) return { refusal: { code: 'control-character', at: forbidden.index, from: forbidden.index } };
  const scanner = scannerOf(text);
  try {
    return { composed: composeDocument(scanner) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const open = scanner.brackets.at(-1);
    return { refusal: { code: error.code, at: error.at, from: error.from, ...(open !== undefined && { open }) } };
  }
}

/** Where the quote or bracket that is open at the offset gets closed, if the text is sound up to there. */
export function closingEnd(text: string, from: number): number | undefined {
  try {
    composeDocument(scannerOf(text, from));
  } catch (error) {
    if (error instanceof Closed) return error.at;
    if (!(error instanceof Fault)) throw error;
  }
  return undefined;
}
