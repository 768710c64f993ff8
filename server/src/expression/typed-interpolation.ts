/** What is being typed at an offset between `$[[` and `]]`, closed or not. */
import { span, type Span } from '../text/span.ts';
import { openInterpolations, type OpenInterpolation } from './interpolation.ts';

export interface TypedInterpolation {
  /**
   * `access` is a name such as `inputs.level`, `index` the number in `inputs.list[0]`, `call` the name of a function
   * and `argument` one of its arguments; at `next` only another function can follow.
   */
  readonly kind: 'access' | 'index' | 'call' | 'argument' | 'next';
  /** The whole word, including its part after the offset. */
  readonly span: Span;
  /** Whether a blank is missing in front. */
  readonly tight: boolean;
  /** Whether there is a `]]`. */
  readonly closed: boolean;
  /** The text between `$[[` and the word, and between the word and the end of the block. */
  readonly before: string;
  readonly after: string;
  /** The part of the word before the offset. */
  readonly word: string;
  /** The function whose arguments are being typed, and how many arguments are complete. */
  readonly call: string;
  readonly argument: number;
}

function lastBefore(text: string, offset: number): OpenInterpolation | undefined {
  let last: OpenInterpolation | undefined;
  for (const block of openInterpolations(text)) {
    if (block.span.start + 3 > offset) break;
    last = block;
  }
  return last;
}

/** Nothing outside of brackets, or where nothing could follow. */
export function typedInterpolation(text: string, offset: number): TypedInterpolation | undefined {
  const block = lastBefore(text, offset);
  const inside = block && insideOf(block);
  if (!inside || offset > inside.end) return undefined;
  const typed = text.slice(inside.start, offset);
  const bar = typed.lastIndexOf('|');
  const lead = typed.slice(bar + 1);
  const found = bar < 0 ? typedAccess(lead.trimStart()) : typedCall(lead.trimStart());
  if (!found) return undefined;
  const { kind, word, call = '', argument = 0 } = found;
  const rest = REST[kind].exec(text.slice(offset, inside.end))?.[0].length;
  if (rest === undefined) return undefined;
  // The first of three closing brackets belongs to the index.
  const isIndexed = kind === 'index' && offset + rest === inside.end && text.startsWith(']]]', inside.end);
  const at = span(offset - word.length, offset + rest + (isIndexed ? 1 : 0));
  const before = text.slice(inside.start, at.start);
  const after = text.slice(at.end, inside.end);
  const tight = (kind === 'access' || kind === 'call') && lead === word;
  return { kind, span: at, tight, closed: block.closed, before, after, word, call, argument };
}

/** The characters after the offset that belong to the word. */
const REST: Readonly<Record<TypedInterpolation['kind'], RegExp>> = {
  access: /^[\w.-]*/,
  index: /^\d*/,
  call: /^\w*/,
  argument: /^\d*/,
  next: /^(?=[ \t]*(?:\||$))/,
};

function insideOf({ span: { start, end }, closed }: OpenInterpolation): Span {
  return span(start + 3, closed ? end - 2 : end);
}

interface Found extends Pick<TypedInterpolation, 'kind' | 'word'> {
  readonly call?: string;
  readonly argument?: number;
}

function typedAccess(text: string): Found | undefined {
  const [, index] = /^[\w.-]+(?:\[\d+\])*\[(\d*)$/.exec(text) ?? [];
  if (index !== undefined) return { kind: 'index', word: index };
  if (/^[\w.-]*$/.test(text)) return { kind: 'access', word: text };
  return /^[\w.-]+(?:\[\d+\])*[ \t]+$/.test(text) ? { kind: 'next', word: '' } : undefined;
}

function typedCall(text: string): Found | undefined {
  if (/^\w*$/.test(text)) return { kind: 'call', word: text };
  const [, call, complete = '', word = ''] = /^(\w+)\(((?:[^(),]*,)*)[ \t]*(\d*)$/.exec(text) ?? [];
  if (call !== undefined) return { kind: 'argument', word, call, argument: complete.split(',').length - 1 };
  return /^\w+(?:\([^()]*\))?[ \t]+$/.test(text) ? { kind: 'next', word: '' } : undefined;
}
