/** Checks texts that GitLab compiles as regular expressions and places each fault at the characters concerned. */
import { compile } from '../../pattern/compile.ts';
import { REFUSED } from '../../pattern/fault.ts';
import { patternLiteralIn, type PatternLiteral } from '../../pattern/literal.ts';
import type { TextShape } from '../../spec/shape.ts';
import type { Report } from '../../text/problem.ts';
import { shift } from '../../text/span.ts';
import type { ScalarValue } from '../../yaml/value/value.ts';
import { fix, placeOf, type At } from './at.ts';
import { partAt, replacePart, written } from './written.ts';

/** Reports what RE2 refuses; where slashes mark a pattern, a text without them is none. */
export function checkCompiled(report: Report, { compiled }: TextShape, text: string, value: ScalarValue, at: At): void {
  const literal = compiled === 'slashes' ? patternLiteralIn(text) : compiled && bare(text);
  if (!literal) return;
  const result = compile(literal.source, literal.flags);
  if (result.kind !== 'fault') return;
  const { message, span, instead } = result.fault;
  const from = written(text, value);
  const part = shift(literal.start, span);
  report({
    code: 'invalid-pattern',
    message: REFUSED + message,
    at: partAt(part, from) ?? placeOf(value, at),
    ...(instead !== undefined && { fixes: fix(`Replace with ${instead}`, () => replacePart(part, instead, from)) }),
  });
}

function bare(source: string): PatternLiteral {
  return { source, flags: '', start: 0 };
}
