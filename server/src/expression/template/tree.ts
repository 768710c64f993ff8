/**
 * The syntax tree of what is between `${{` and `}}`, parsed as the runner does; spans are offsets in the text around
 * it.
 */
import type { Span } from '../../text/span.ts';

export type Type = 'text' | 'number' | 'boolean' | 'null' | 'list' | 'object';

export type Term = { readonly span: Span } & (
  | { readonly kind: 'literal'; readonly type: Type; readonly inner: readonly Term[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Term; readonly name: string; readonly at: Span }
  | { readonly kind: 'index'; readonly of: Term; readonly index: Term }
  | { readonly kind: 'call'; readonly name: string; readonly at: Span; readonly inner: readonly Term[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Term }
  | { readonly kind: 'binary'; readonly operator: string; readonly at: Span; readonly left: Term; readonly right: Term }
);

export interface TemplateFault {
  /** What is wrong and what was expected, in full sentences. */
  readonly message: string;
  readonly span: Span;
  /** What to write instead, where that is plain. */
  readonly mend?: { readonly title: string; readonly span: Span; readonly text: string };
}

/** One `${{ … }}` in a text. */
export interface Expression {
  /** Including the brackets; as far as it was parsed, if they are not closed. */
  readonly span: Span;
  /** Missing if it cannot be parsed. */
  readonly term: Term | undefined;
  readonly faults: readonly TemplateFault[];
}

/** The term and everything in it, outermost first. */
export function termsIn(term: Term): readonly Term[] {
  return [term, ...partsOf(term).flatMap(termsIn)];
}

function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'literal':
    case 'call':
      return term.inner;
    case 'member':
    case 'unary':
      return [term.of];
    case 'index':
      return [term.of, term.index];
    case 'binary':
      return [term.left, term.right];
    case 'name':
      return [];
  }
}

/** The names that lead to a member, such as `job`, `inputs` and `level`; `undefined` if one of them is computed. */
export function pathOf(term: Term): readonly PathStep[] | undefined {
  if (term.kind === 'name') return [{ name: term.name, span: term.span }];
  if (term.kind !== 'member') return undefined;
  const before = pathOf(term.of);
  return before && [...before, { name: term.name, span: term.at }];
}

export interface PathStep {
  readonly name: string;
  readonly span: Span;
}
