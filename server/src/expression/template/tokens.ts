/** Tokens of `${{ … }}`, read one at a time: only the parser knows where the expression ends. */
import { span, type Span } from '../../text/span.ts';

export interface TemplateToken {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'unknown' | 'end';
  readonly text: string;
  readonly span: Span;
}

const BLANK = /[ \t\r\n]*/y;
const FORMS: readonly (readonly [TemplateToken['kind'], RegExp])[] = [
  ['name', /[A-Za-z_]\w*/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['text', /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'/y],
  ['sign', /[=!]==|[=!<>]=|&&|\|\||=~|[-+*/%<>!.,:()[\]{}]/y],
  ['unknown', /\$\{?\w+\}?|[^]/y],
];

/** The token at an offset, after any white space. */
export function tokenAt(text: string, offset: number): TemplateToken {
  BLANK.lastIndex = offset;
  const start = offset + (BLANK.exec(text)?.[0].length ?? 0);
  for (const [kind, form] of FORMS) {
    form.lastIndex = start;
    const [found] = form.exec(text) ?? [];
    if (found !== undefined) return { kind, text: found, span: span(start, start + found.length) };
  }
  return { kind: 'end', text: '', span: span(start, start) };
}
