/** Finds the expressions in a text that the runner evaluates: `${{ … }}` without a backslash in front. */
import { span } from '../text/span.ts';
import { readExpression } from './template/parse.ts';
import type { Expression } from './template/tree.ts';

export { pathOf, termsIn } from './template/tree.ts';
export { typeFault, type TypeLookup } from './template/types.ts';
export type { Expression, PathStep, TemplateFault, Term, Type } from './template/tree.ts';

/** Nobody writes a text with more by hand. */
const MOST = 1000;

/** In their order. Where an expression cannot be parsed, the search goes on from the place at which the parser stopped. */
export function parseTemplate(text: string): readonly Expression[] {
  const found: Expression[] = [];
  let at = text.indexOf('${{');
  while (at >= 0 && found.length < MOST) {
    if (text[at - 1] === '\\') at += 3;
    else {
      const expression = expressionAt(text, at);
      found.push(expression);
      at = expression.span.end;
    }
    at = text.indexOf('${{', at);
  }
  return found;
}

function expressionAt(text: string, open: number): Expression {
  const reading = readExpression(text, open + 3);
  const whole = span(open, reading.end);
  if ('term' in reading) return { span: whole, term: reading.term, faults: [] };
  return { span: whole, term: undefined, faults: reading.fault ? [reading.fault] : [] };
}
