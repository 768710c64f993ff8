/** One entry of the outline. */
import { short } from '../../text/shown.ts';
import { span, type Span } from '../../text/span.ts';
import type { Node, Pair } from '../../yaml/tree.ts';

export type SymbolRole =
  | 'keyword'
  | 'job'
  | 'template'
  | 'trigger-job'
  | 'key'
  | 'rule'
  | 'step'
  | 'stage'
  | 'variable'
  | 'input'
  | 'include'
  | 'hooks'
  | 'hook'
  | 'handler';

export interface DocumentSymbol {
  /** Never empty. */
  readonly name: string;
  readonly role: SymbolRole;
  readonly detail: string;
  /** Key and value; it contains the spans of the children. */
  readonly span: Span;
  /** The key, within `span`. */
  readonly selectionSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** What a symbol shows besides its name and place. */
export interface Said {
  readonly role: SymbolRole;
  readonly detail?: string;
  readonly children?: readonly DocumentSymbol[];
}

/** The symbol of a key with its value. */
export function pairSymbol(pair: Pair, text: string, said: Said): DocumentSymbol {
  return symbolOf(keyText(pair.key, text), span(pair.key.span.start, pair.span.end), pair.key.span, said);
}

/** A symbol whose span also contains those of its children. */
export function symbolOf(
  name: string,
  at: Span,
  selectionSpan: Span,
  { role, detail = '', children = [] }: Said,
): DocumentSymbol {
  const end = Math.max(at.end, selectionSpan.end, ...children.map(child => child.span.end));
  return { name: shown(name), role, detail, span: span(at.start, end), selectionSpan, children };
}

/** The text of a key, or its source if it is not a scalar. */
export function keyText(key: Node, text: string): string {
  return key.kind === 'scalar' ? key.text : text.slice(key.span.start, key.span.end);
}

/** The pairs of a value that is written as a mapping. */
export function pairsOf(value: Node | undefined): readonly Pair[] {
  return value?.kind === 'map' ? value.pairs : [];
}

/** The value of a key in a mapping. */
export function valueOf(value: Node | undefined, name: string): Node | undefined {
  return pairsOf(value).find(({ key }) => key.kind === 'scalar' && key.text === name)?.value;
}

/** A name on one line that is never empty, as editors require. */
function shown(name: string): string {
  return short(name, LONGEST_NAME).trim() || '""';
}

const LONGEST_NAME = 120;
