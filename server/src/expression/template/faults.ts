/** Explains why parsing of `${{ … }}` stopped, and what was meant where that is plain. */
import { span, type Span } from '../../text/span.ts';
import type { TemplateFault } from './tree.ts';
import type { TemplateToken } from './tokens.ts';

/** Either what was expected, or an expression that could end here: where it began, and where its last word ends. */
type Stand = { readonly expected: string } | { readonly open: number; readonly end: number };

/** Operators of other languages, with the right ones. */
const MEANT = new Map(Object.entries({ '===': '==', '!==': '!=', '=': '==', '&': '&&', and: '&&', or: '||' }));

const OPERATORS = '`==`, `!=`, `<`, `<=`, `>`, `>=`, `&&`, `||`, `+`, `-`, `*`, `/` or `%`';

/** The fault of an unexpected token, or of something missing in front of it. */
export function unexpected(text: string, token: TemplateToken, stand: Stand): TemplateFault {
  const { span: at, text: word } = token;
  if (/^\$\{?\w/.test(word)) return { message: `\`${word}\` is not allowed in \`\${{ … }}\`${VARIABLES}`, span: at };
  const meant = MEANT.get(word);
  if (meant !== undefined) return replaced(at, meant, `\`${word}\` is not an operator here; expected \`${meant}\`.`);
  if (word === '|') return { message: PIPE, span: at };
  if (!('open' in stand)) return missing(token, stand.expected);
  if (word === '}') return replaced(at, '}}', '`}` does not close `${{`; expected `}}`.');
  if (!text.includes('}}', at.start) || isElsewhere(text, at.start)) return unclosed(text, stand);
  const message = `Missing operator before \`${word}\`; expected ${OPERATORS}, or \`}}\` to end the expression.`;
  return { message, span: at };
}

const VARIABLES = ': a shell expands variables, outside of expressions.';
const PIPE = '`|` is not an operator here; write a function around its value, as in `str(job.inputs.NAME)`.';

/** Whether the next `}}` closes another expression. */
function isElsewhere(text: string, from: number): boolean {
  const opened = text.indexOf('${{', from);
  return opened >= 0 && opened < text.indexOf('}}', from);
}

function replaced(at: Span, instead: string, message: string): TemplateFault {
  return { message, span: at, mend: { title: `Replace with ${instead}`, span: at, text: instead } };
}

function unclosed(text: string, { open, end }: { readonly open: number; readonly end: number }): TemplateFault {
  const mend = { title: 'Close it with }}', span: span(end - 1, end), text: `${text.slice(end - 1, end)} }}` };
  return { message: '`${{` is not closed; expected `}}` after the expression.', span: span(open, end), mend };
}

function missing({ text: word, span: at, kind }: TemplateToken, expected: string): TemplateFault {
  if (kind === 'end' || word === '}') {
    const message = `Incomplete \`\${{ … }}\`; expected ${expected} before its end.`;
    return { message, span: kind === 'end' ? span(Math.max(0, at.start - 1), at.start) : at };
  }
  if (word === '"' || word === "'") return { message: `The string after \`${word}\` is not closed.`, span: at };
  return { message: `Unexpected \`${word}\` in \`\${{ … }}\`; expected ${expected}.`, span: at };
}
