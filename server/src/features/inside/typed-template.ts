/** The word that is being typed between `${{` and `}}`. */
import { span, type Span } from '../../text/span.ts';

export interface TypedTemplate {
  /** From the beginning of the word, including dots, to its end. */
  readonly span: Span;
  /** Whether a blank is missing in front. */
  readonly tight: boolean;
  /** Whether the brackets are closed after it. */
  readonly closed: boolean;
}

/** Nobody writes a longer expression; brackets that never close are not followed through a whole file. */
const LONGEST = 2000;

/** Nothing outside of brackets, in quotes, or after a value, where an operator has to follow. */
export function typedTemplate(source: string, offset: number): TypedTemplate | undefined {
  const before = source.slice(Math.max(0, offset - LONGEST), offset);
  const open = before.lastIndexOf('${{');
  if (open < 0 || before[open - 1] === '\\') return undefined;
  const inside = before.slice(open + 3);
  if (inside.includes('}}') || isQuoted(inside)) return undefined;
  const word = /[\w.]*$/.exec(inside)?.[0] ?? '';
  const lead = inside.slice(0, inside.length - word.length);
  if (!/(?:^|[-+*/%<>=!&|(,:[{?])[ \t\r\n]*$/.test(lead) || /^\d/.test(word)) return undefined;
  const rest = /^\w*/.exec(source.slice(offset, offset + LONGEST))?.[0].length ?? 0;
  return {
    span: span(offset - word.length, offset + rest),
    tight: !/[ \t\r\n]$/.test(lead) && lead === '',
    closed: /^[^\n$]*\}\}/.test(source.slice(offset + rest, offset + LONGEST)),
  };
}

/** Whether the end is inside a string of the expression. */
function isQuoted(inside: string): boolean {
  const open = inside.replaceAll('\\"', ' "').replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs, '');
  return /["']/.test(open);
}
