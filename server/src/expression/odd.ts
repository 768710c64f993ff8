/** What GitLab takes in a condition though it cannot mean what stands there. */
import type { ConditionFault } from './fault.ts';
import type { Token } from './tokens.ts';

/** In a condition that GitLab reads; each with the operator before or behind it that makes it odd. */
export function oddIn(tokens: readonly Token[]): readonly ConditionFault[] {
  // What brackets hold may be compared as a whole.
  if (tokens.some(({ kind }) => kind === 'open')) return [];
  return tokens.flatMap((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    return oddOperand(token, before, after) ?? [];
  });
}

function oddOperand(token: Token, before: Token | undefined, after: Token | undefined): ConditionFault | undefined {
  const beside = [before, after].filter(one => one?.kind === 'operator').map(one => one?.text);
  const equals = beside.find(text => text === '==' || text === '!=');
  if (token.kind === 'pattern') return equals === undefined ? undefined : patternBesideEquals(token, before, equals);
  if (token.kind !== 'text') return undefined;
  if (before?.text === '=~' || before?.text === '!~') return textForPattern(token, before.text);
  if (equals !== undefined) return quotedVariable(token) ?? globBesideEquals(token, equals);
  return beside.length > 0 && token.text.length > 2
    ? odd(token, `A text alone always holds: compare ${token.text} with something.`)
    : undefined;
}

function patternBesideEquals(token: Token, before: Token | undefined, equals: string): ConditionFault {
  const operator = equals === '==' ? '=~' : '!~';
  const message = `\`${equals}\` compares texts and never looks for a pattern; that is \`${operator}\`.`;
  return before?.text === equals
    ? { ...odd(token, message), span: before.span, instead: { text: operator, sure: false } }
    : odd(token, message);
}

/** A text that reads as a pattern is one. */
function textForPattern(token: Token, operator: string): ConditionFault | undefined {
  const inside = token.text.slice(1, -1);
  if (/^\/.*\/[ismU]*$/m.test(inside) || inside.includes('$')) return undefined;
  const message = `Without slashes GitLab looks for the left side in ${token.text}, not the other way round: \`${operator}\` wants a pattern such as \`/main/\`.`;
  const escaped = inside.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return { ...odd(token, message), ...(inside.length > 1 && { instead: { text: `/${escaped}/`, sure: false } }) };
}

function quotedVariable(token: Token): ConditionFault | undefined {
  const name = /^["'](\$\w+)["']$/.exec(token.text)?.[1];
  if (name === undefined) return undefined;
  return {
    ...odd(token, `In quotes \`${name}\` is this very text, no variable.`),
    instead: { text: name, sure: false },
  };
}

function globBesideEquals(token: Token, equals: string): ConditionFault | undefined {
  if (!/[\w/-]\*["']$/.test(token.text)) return undefined;
  return odd(token, `\`${equals}\` knows no wildcards: ${token.text} is this very text. Use \`=~\` with a pattern.`);
}

function odd({ span }: Token, message: string): ConditionFault {
  return { code: 'odd', message, span, isDoubt: true };
}
