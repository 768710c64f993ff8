/**
 * The variables for which a user can choose values when describing a scenario: those that the pipeline offers, and
 * those that its rules use.
 */
import { cachedBy } from '../../text/cached.ts';
import { toS } from '../../ci/ruby-text.ts';
import { given, isNull, textOf } from '../../ci/blank.ts';
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { parseCondition } from '../../expression/parse.ts';
import { isKnownVariable } from '../../readings/known-variable.ts';
import { rulesIn } from '../../simulation/rules.ts';
import { oneLine } from '../../text/shown.ts';
import { member, type Value } from '../../yaml/value/value.ts';

export interface FieldVariable {
  readonly name: string;
  readonly description?: string;
  readonly value?: string;
  readonly options?: readonly string[];
}

/** Nobody looks through more. */
const MOST = 200;

export function fieldsFor(project: Project): readonly FieldVariable[] {
  const { merged, jobs } = cachedPipeline(project);
  const root = given(merged, 'variables');
  const members = root?.kind === 'map' ? [...root.members].filter(([name]) => NAME.test(name)) : [];
  const offered = members.map(([name, { value }]) => fieldOf(name, value));
  const known = new Set(offered.map(({ name }) => name));
  const judged = [given(merged, 'workflow'), ...[...jobs.values()].map(({ value }) => value)];
  const asked = new Set(judged.flatMap(value => (value ? namesAsked(value) : [])));
  const others = [...asked].filter(name => !known.has(name) && !isKnownVariable(name)).map(name => ({ name }));
  return [...offered.toSorted((a, b) => rank(a) - rank(b)), ...others].slice(0, MOST);
}

/** Other names cannot be referred to. */
const NAME = /^\w+$/;

/** Variables with options are made to be chosen, those with a description to be filled in. */
function rank({ options, description }: FieldVariable): number {
  if (options) return 0;
  return description === undefined ? 2 : 1;
}

function fieldOf(name: string, value: Value): FieldVariable {
  const text = value.kind === 'map' ? member(value, 'value')?.value : value;
  const description = textOf(member(value, 'description')?.value);
  const options = member(value, 'options')?.value;
  return {
    name,
    ...(description !== undefined && { description: oneLine(description) }),
    ...(text && text.kind === 'scalar' && !isNull(text) && { value: toS(text) }),
    ...(options?.kind === 'list' && { options: options.items.flatMap(item => textOf(item) ?? []) }),
  };
}

const namesAsked = cachedBy((value: Value): readonly string[] => {
  const found = rulesIn(given(value, 'rules')).flatMap(rule => {
    const text = textOf(given(rule, 'if'));
    return text === undefined ? [] : parseCondition(text).variables.map(({ name }) => name);
  });
  return found;
});
