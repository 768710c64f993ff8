/** Finds what GitLab accepts in a condition but can hardly be meant. */
import { span } from '../text/span.ts';
import type { ConditionFault } from './fault.ts';
import type { ConditionToken } from './tokens.ts';

/** For conditions that GitLab accepts; each finding is at the operator that makes it odd. */
export function oddIn(tokens: readonly ConditionToken[]): readonly ConditionFault[] {
  return tokens.flatMap((_, index) => oddOperand(tokens, index) ?? []);
}

function oddOperand(tokens: readonly ConditionToken[], index: number): ConditionFault | undefined {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  const equals = [before, after].find(isEquality)?.text;
  if (token?.kind === 'pattern') {
    if (equals !== undefined) return patternBesideEquals(tokens, index);
    return isMatched(before) || isMatched(after) ? undefined : alone(tokens, index);
  }
  if (token?.kind !== 'text') return undefined;
  if (before?.text === '=~' || before?.text === '!~') return textForPattern(token, before.text);
  if (equals !== undefined) return quotedVariable(token) ?? globBesideEquals(tokens, index);
  return token.text.length > 2 ? alone(tokens, index) : undefined;
}

function isMatched(beside: ConditionToken | undefined): boolean {
  return beside?.text === '=~' || beside?.text === '!~';
}

/** Older versions have no other expression for something that always holds. */
const TRUTH = /^["'](?:true|yes|on|1|always)["']$/i;

function alone(tokens: readonly ConditionToken[], index: number): ConditionFault | undefined {
  const token = tokens[index];
  if (!token || !isAlone(tokens, index) || (tokens.length === 1 && TRUTH.test(token.text))) return undefined;
  const what = token.kind === 'pattern' ? 'pattern' : 'string';
  return odd(token, `A ${what} alone is always true: compare ${token.text} with something.`);
}

function isEquality(token: ConditionToken | undefined): boolean {
  return token?.kind === 'operator' && (token.text === '==' || token.text === '!=');
}

/** Whether neither a value nor brackets around it are compared with anything. */
function isAlone(tokens: readonly ConditionToken[], index: number): boolean {
  let [start, end] = [index, index];
  for (;;) {
    const beside = [tokens[start - 1], tokens[end + 1]].filter(one => one?.kind === 'operator');
    if (beside.some(one => one?.text !== '&&' && one?.text !== '||')) return false;
    const around = bracketsAround(tokens, start, end);
    if (!around) return true;
    if (tokens[around.start - 1]?.kind === 'negation') return false;
    ({ start, end } = around);
  }
}

function bracketsAround(
  tokens: readonly ConditionToken[],
  from: number,
  to: number,
): { start: number; end: number } | undefined {
  const start = bracket(tokens, from, -1);
  const end = bracket(tokens, to, 1);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The next bracket in that direction whose partner is on the other side. */
function bracket(tokens: readonly ConditionToken[], from: number, step: 1 | -1): number | undefined {
  const [outer, inner] = step < 0 ? ['open', 'close'] : ['close', 'open'];
  let depth = 0;
  for (let index = from + step; index >= 0 && index < tokens.length; index += step) {
    const kind = tokens[index]?.kind;
    if (kind === inner) depth++;
    if (kind === outer && depth-- === 0) return index;
  }
  return undefined;
}

function patternBesideEquals(tokens: readonly ConditionToken[], index: number): ConditionFault | undefined {
  const pattern = tokens[index];
  if (!pattern) return undefined;
  const equals = operatorBeside(tokens, index);
  const message = `\`${equals}\` compares strings and never matches a pattern; use \`${matching(equals)}\`.`;
  return { ...odd(pattern, message), ...matchInstead(tokens, index, pattern.text) };
}

function operatorBeside(tokens: readonly ConditionToken[], index: number): string {
  return [tokens[index - 1], tokens[index + 1]].find(isEquality)?.text ?? '==';
}

function matching(equals: string): string {
  return equals === '==' ? '=~' : '!~';
}

/** The comparison rewritten as a match, with the pattern on the right. */
function matchInstead(
  tokens: readonly ConditionToken[],
  index: number,
  pattern: string,
): Pick<ConditionFault, 'span' | 'instead'> | undefined {
  const [token, before, after, other] = [tokens[index], tokens[index - 1], tokens[index + 1], tokens[index + 2]];
  if (!token) return undefined;
  const operator = matching(operatorBeside(tokens, index));
  if (before && isEquality(before)) {
    const text = `${operator} ${pattern}`;
    return { span: span(before.span.start, token.span.end), instead: { text, sure: false } };
  }
  if (!isEquality(after) || other?.kind !== 'variable') return undefined;
  const text = `${other.text} ${operator} ${pattern}`;
  return { span: span(token.span.start, other.span.end), instead: { text, sure: false } };
}

/** A text that could be a pattern, as one. */
function textForPattern(token: ConditionToken, operator: string): ConditionFault | undefined {
  const inside = token.text.slice(1, -1);
  if (/^\/.*\/[ismU]*$/m.test(inside) || inside.includes('$')) return undefined;
  const message = `${token.text} is not a pattern: without slashes GitLab looks for the left side in it, not the other way round. \`${operator}\` expects a pattern such as \`/main/\`.`;
  return {
    ...odd(token, message),
    ...(inside.length > 1 && { instead: { text: `/${escaped(inside)}/`, sure: false } }),
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function quotedVariable(token: ConditionToken): ConditionFault | undefined {
  const written = token.text.slice(1, -1);
  const name = /^(["'])\$(?:(\w+)|\{(\w+)\})\1$/.exec(token.text);
  if (!name) {
    const [within] = /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/.exec(written) ?? [];
    const message = `\`${within ?? ''}\` in quotes is not a variable: this compares with exactly ${token.text}. Define a variable with that value and compare with it.`;
    return within === undefined ? undefined : odd(token, message);
  }
  return {
    ...odd(token, `\`${written}\` in quotes is a plain string, not a variable. Remove the quotes.`),
    instead: { text: `$${name[2] ?? name[3] ?? ''}`, sure: false },
  };
}

/** A star by itself may be meant literally, as may stars in a sentence or a cron schedule. */
function globBesideEquals(tokens: readonly ConditionToken[], index: number): ConditionFault | undefined {
  const token = tokens[index];
  const inside = token?.text.slice(1, -1) ?? '';
  if (!token || /\s/.test(inside) || !/[\w./-]\*|\*[\w./-]/.test(inside)) return undefined;
  const equals = operatorBeside(tokens, index);
  const message = `\`${equals}\` has no wildcards: it compares with exactly ${token.text}. Use \`${matching(equals)}\` with a pattern.`;
  const pattern = `/^${inside.split(/\*+/).map(escaped).join('.*')}$/`;
  return { ...odd(token, message), ...matchInstead(tokens, index, pattern) };
}

function odd({ span: at }: ConditionToken, message: string): ConditionFault {
  return { code: 'odd', message, span: at, isDoubt: true };
}
