/** Rules of inputs: GitLab refuses a condition of an input that no input of the header meets. */
import type { Finding } from '../text/problem.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { span } from '../text/span.ts';
import { textOf } from './blank.ts';
import { partOf } from './part-of.ts';

/** An input outside of quotes; in them it is a text. */
const USE = /"[^"]*"|'[^']*'|\$\[\[\s*inputs\.([\w-]+)\s*\]\]/g;

/** What conditions of rules name that is not declared, among the names of all inputs. */
export function undefinedInputs(declared: Member | undefined, names: readonly string[]): readonly Finding[] {
  const inputs = declared?.value.kind === 'map' ? [...declared.value.members.values()] : [];
  return inputs.flatMap(({ value }) => conditionsIn(value).flatMap(condition => faultsIn(condition, names)));
}

function conditionsIn(input: Value): readonly Value[] {
  const rules = member(input, 'rules')?.value;
  return rules?.kind === 'list' ? rules.items.flatMap(rule => member(rule, 'if')?.value ?? []) : [];
}

function faultsIn(condition: Value, names: readonly string[]): readonly Finding[] {
  const text = textOf(condition);
  if (text === undefined || condition.kind !== 'scalar') return [];
  return [...text.matchAll(USE)].flatMap(({ 0: block, 1: name, index }): readonly Finding[] => {
    if (name === undefined || names.includes(name)) return [];
    const start = index + block.indexOf(`inputs.${name}`) + 'inputs.'.length;
    const message = `The header has no input \`${name}\`; it declares ${names.map(each => `\`${each}\``).join(', ')}.`;
    const at = partOf(condition, text, span(start, start + name.length));
    return [{ code: 'invalid-interpolation', message, at, expected: names }];
  });
}
