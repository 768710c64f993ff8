/** Finds out what was meant by something in a condition that GitLab does not know. */
import { span } from '../text/span.ts';
import type { ConditionFault } from './fault.ts';
import type { ConditionToken } from './tokens.ts';

/** The fault of the unknown token at that index. */
export function unknownFault(tokens: readonly ConditionToken[], index: number): readonly ConditionFault[] {
  const token = tokens[index];
  if (!token) return [];
  const before = tokens[index - 1];
  if (isFlags(token, before)) return [told(token, FLAGS, '', true)];
  return [inBraces(token) ?? openQuote(token) ?? asPattern(token) ?? asOperator(token) ?? asWord(token)];
}

const FLAGS = 'Only the flags `i`, `s`, `m` and `U` may follow a pattern.';

/** `/main/g`: letters right after a pattern. */
function isFlags({ text, span: at }: ConditionToken, before: ConditionToken | undefined): boolean {
  return before?.kind === 'pattern' && before.span.end === at.start && /^[a-z]+$/i.test(text);
}

function inBraces(token: ConditionToken): ConditionFault | undefined {
  if (!token.text.startsWith('${')) return undefined;
  const [name] = /\w+/.exec(token.text) ?? [];
  const message = 'Write a variable without braces in a condition.';
  return name === undefined ? told(token, message) : told(token, message, `$${name}`, true);
}

function openQuote(token: ConditionToken): ConditionFault | undefined {
  const quote = token.text.charAt(0);
  if (quote !== '"' && quote !== "'") return undefined;
  return told(token, `The string has no closing \`${quote}\`.`, token.text.trimEnd() + quote);
}

function asPattern(token: ConditionToken): ConditionFault | undefined {
  if (!token.text.startsWith('/')) return undefined;
  const [, inside, flags] = /^\/([\w.^$-])\/([ismU]*)$/.exec(token.text) ?? [];
  if (inside !== undefined) return told(token, TOO_SHORT, `/(${inside})/${flags ?? ''}`, true);
  return told(token, 'Write a pattern between two slashes, and a slash in it as `\\/`.');
}

const TOO_SHORT = 'GitLab refuses a pattern of a single character. Put it in brackets to make it long enough.';

const OPERATORS: Readonly<Record<string, string>> = {
  '=': '==',
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  '&': '&&',
  '|': '||',
  '=!': '!=',
  and: '&&',
  or: '||',
};

function asOperator(token: ConditionToken): ConditionFault | undefined {
  const meant = OPERATORS[token.text.toLowerCase()];
  if (meant !== undefined) return told(token, `Unknown operator; write \`${meant}\`.`, meant, true);
  if (/^not$/i.test(token.text)) return told(token, NO_NOT);
  return /^[=!<>&|]+$/.test(token.text) ? told(token, KNOWN) : undefined;
}

const NO_NOT = 'Unknown operator; compare instead, as in `$NAME != "value"` or `$NAME == null`.';
const KNOWN = 'Unknown operator; expected `==`, `!=`, `=~`, `!~`, `&&` or `||`.';

function asWord(token: ConditionToken): ConditionFault {
  if (token.text === '$') return told(token, 'Expected the name of a variable after `$`, as in `$CI_COMMIT_BRANCH`.');
  if (/^(?:nil|none|null)$/i.test(token.text)) return told(token, 'Write `null` for no value.', 'null', true);
  const message = `A string needs quotes, and a variable begins with \`$\`.`;
  if (!/^[-\w.*:@]+$/.test(token.text)) return told(token, 'GitLab does not know this in a condition.');
  return told(token, message, /^[A-Z][A-Z\d]*_\w*$/.test(token.text) ? `$${token.text}` : `"${token.text}"`);
}

function told({ text, span: at }: ConditionToken, message: string, instead?: string, sure?: true): ConditionFault {
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return {
    code: 'unknown',
    message: `Unexpected \`${short.replaceAll(/\s+/g, ' ')}\`. ${message}`,
    span: span(at.start, at.end),
    ...(instead !== undefined && { instead: { text: instead, sure: sure === true } }),
  };
}
