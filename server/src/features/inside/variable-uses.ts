/** Finds variables in a text: `$NAME`, `${NAME}` and, in a condition, `$NAME` outside of quotes. */
import { parseCondition, type VariableUse } from '../../expression/parse.ts';
import { span, type Span } from '../../text/span.ts';
import type { Expansion } from './expansion.ts';

/** `$$` and, for a shell, `\$` mean a dollar sign; an expansion such as `${NAME:-x}` counts up to its name. */
const USE = /\\.|\$(?:\$|([A-Za-z_]\w*)|\{#?([A-Za-z_]\w*)\}?)/gs;

/** The uses in the source of a text, in order. */
export function variableUses(source: string, expansion: Expansion): readonly VariableUse[] {
  if (!source.includes('$')) return [];
  if (expansion === 'condition') return parseCondition(source).variables;
  return [...source.matchAll(USE)].flatMap(({ 0: all, 1: plain, 2: braced, index }) => {
    const name = plain ?? braced;
    return name === undefined ? [] : [{ name, span: span(index, index + all.length) }];
  });
}

export interface TypedVariable {
  /** From the `$` to the end of the existing name. */
  readonly span: Span;
  readonly braces: boolean;
  /** Whether what follows continues the braces. */
  readonly closed: boolean;
}

/** The variable being typed at an offset of the source; `undefined` unless a single `$` is in front. */
export function typedVariable(source: string, offset: number, expansion: Expansion): TypedVariable | undefined {
  const typed = /(\\?)(\$+)(\{?)([A-Za-z_]\w*)?$/.exec(source.slice(0, offset));
  const [, escape = '', signs = '', brace = '', name = ''] = typed ?? [];
  if (signs.length % 2 === 0 || (escape !== '' && expansion === 'shell')) return undefined;
  if (isComment(source, offset)) return undefined;
  // the sign of an interpolation is that of no variable
  if (brace === '' && name === '' && source.startsWith('[[', offset)) return undefined;
  const rest = /^\w*/.exec(source.slice(offset))?.[0].length ?? 0;
  const start = offset - name.length - brace.length - 1;
  return {
    span: span(start, offset + rest),
    braces: brace !== '',
    closed: /^[}:%#^/,@[\]?+=-]/.test(source.slice(offset + rest)),
  };
}

/** A line of a script that is a shell comment. */
function isComment(source: string, offset: number): boolean {
  return /^[ \t]*#/.test(source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset));
}
