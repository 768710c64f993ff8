/** The expressions of a text that the runner evaluates: `${{ … }}`, where no backslash is in front. */
import { span } from '../text/span.ts';
import { readExpression } from './template/parse.ts';
import type { Expression } from './template/tree.ts';

export { pathOf, termsIn } from './template/tree.ts';
export { typeFault, type TypeLookup } from './template/types.ts';
export type { Expression, PathStep, TemplateFault, Term, Type } from './template/tree.ts';

/** A text with more is not written by hand. */
const MOST = 1000;

/** In their order. Nothing that follows an expression that cannot be read is taken for a part of it. */
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
