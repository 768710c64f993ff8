/** The variables that the conditions of a job or a workflow ask for, and the texts that they compare them with. */
import { given, textOf } from '../../ci/blank.ts';
import { parseCondition } from '../../expression/parse.ts';
import type { ConditionToken } from '../../expression/tokens.ts';
import { rulesIn } from '../../simulation/rules.ts';
import type { Value } from '../../yaml/value/value.ts';

export interface Compared {
  readonly name: string;
  /** Absent where the variable is used in another way. */
  readonly text?: string;
}

export function comparedIn(entry: Value): readonly Compared[] {
  return conditionsIn(entry).flatMap(condition => {
    const text = textOf(condition);
    if (text === undefined) return [];
    const { tokens, variables } = parseCondition(text);
    return [...variables.map(({ name }) => ({ name })), ...tokens.flatMap((_, index) => comparison(tokens, index))];
  });
}

function conditionsIn(entry: Value): readonly Value[] {
  const rules = rulesIn(given(entry, 'rules')).flatMap(rule => given(rule, 'if') ?? []);
  const policies = ['only', 'except'].flatMap(key => {
    const variables = given(given(entry, key), 'variables');
    return variables?.kind === 'list' ? variables.items : [];
  });
  return [...rules, ...policies];
}

/** A variable and a text with `==` or `!=` between them, in either order. */
function comparison(tokens: readonly ConditionToken[], index: number): readonly Compared[] {
  const [before, operator, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (operator?.text !== '==' && operator?.text !== '!=') return [];
  const variable = [before, after].find(one => one?.kind === 'variable');
  const text = [before, after].find(one => one?.kind === 'text');
  return variable && text ? [{ name: variable.text.slice(1), text: text.text.slice(1, -1) }] : [];
}
