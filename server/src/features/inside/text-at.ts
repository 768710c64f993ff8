/** The text at an offset as written, with what the table says about its place. */
import { evaluatesAt, find, interpolatesAt } from '../../readings/find.ts';
import type { Field } from '../../spec/shape.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { targetAt, type Target } from '../target.ts';
import { sourceOf } from './source.ts';
import { expansionOf, freeExpansion, type Expansion } from './expansion.ts';

/** A text that is being written, or one that has not been begun. */
export interface InsideText {
  /** Keys and indices from the root. */
  readonly path: Target['path'];
  readonly style: Target['node']['style'];
  readonly expansion: Expansion | undefined;
  /** Who evaluates `${{ … }}` here; missing if unknown. */
  readonly evaluates: Field['evaluates'];
  /** Who replaces `$[[ … ]]` here. */
  readonly interpolates: NonNullable<Field['interpolates']>;
  /** As written, without quotes around it. */
  readonly source: string;
  /** Where the source begins in the document. */
  readonly start: number;
}

export interface TextAt extends InsideText {
  readonly target: Target;
}

/** Nothing outside of keys and scalars. */
export function textAt(document: SourceDocument, offset: number): TextAt | undefined {
  const target = targetAt(document, offset);
  if (!target || target.piece === 'ignored') return undefined;
  const { span, node, part, path, piece, entryKeys } = target;
  const written = document.text.slice(span.start, span.end);
  const { source, open } = sourceOf(written, node.style);
  const found = find(path, { piece, entryKeys });
  const told = found && found.shape.kind !== 'anything' ? expansionOf(found) : freeExpansion(path[0]);
  return {
    target,
    path,
    style: node.style,
    expansion: part === 'value' ? told : undefined,
    evaluates: part === 'value' ? evaluatesAt(path, found, { piece, entryKeys }) : 'nobody',
    interpolates: interpolatesAt(path, { piece, entryKeys }),
    source,
    start: span.start + open,
  };
}
