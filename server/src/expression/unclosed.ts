/** Finds out what was meant by a `$[[` without closing brackets. */
import { span, type Span } from '../text/span.ts';
import { openInterpolations, type OpenInterpolation } from './interpolation.ts';

export interface Unclosed {
  /** From the opening brackets to the end of the block as it was meant, including a wrong closing bracket. */
  readonly span: Span;
  /** The context and the name, such as `inputs` and `level`. */
  readonly path: OpenInterpolation['path'];
  /** The name alone. */
  readonly name: string;
  /** The block with its closing brackets. */
  readonly text: string;
}

/** A name with indices and functions, and what people write instead of `]]`. */
const MEANT = /\$\[\[([ \t]*)[\w-]+\.([\w-]+)(?:\.[\w-]+)*(?:\[\d+\])*(?:[ \t]*\|[ \t]*\w+(?:\([^()|\n]*\))?)*/y;
const WRONG = /[ \t]*(?:\](?:[ \t]+\])?|\}\}?|\)\)?)/y;

/** The unclosed blocks that begin with a context and a name, in their order. */
export function unclosedIn(text: string): readonly Unclosed[] {
  const found: Unclosed[] = [];
  for (const block of openInterpolations(text)) {
    const meant = block.closed ? undefined : meantBy(text, block);
    if (meant) found.push(meant);
  }
  return found;
}

function meantBy(text: string, { span: { start }, path }: OpenInterpolation): Unclosed | undefined {
  MEANT.lastIndex = start;
  const [meant, blanks = '', name = ''] = MEANT.exec(text) ?? [];
  if (meant === undefined) return undefined;
  WRONG.lastIndex = start + meant.length;
  const [wrong = ''] = WRONG.exec(text) ?? [];
  return { span: span(start, start + meant.length + wrong.length), path, name, text: `${meant}${blanks && ' '}]]` };
}
