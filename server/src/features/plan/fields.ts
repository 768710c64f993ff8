/**
 * What a user can choose when describing a scenario: the inputs of the file, and variables, those that the pipeline
 * offers and those that its rules use.
 */
import { cachedBy } from '../../text/cached.ts';
import { toS } from '../../ci/ruby-text.ts';
import { given, isNull, textOf } from '../../ci/blank.ts';
import { cachedPipeline } from '../../ci/cached-pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { isKnownVariable } from '../../readings/known-variable.ts';
import { oneLine } from '../../text/shown.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { declaredInputs, type DeclaredInput } from '../inside/declared-inputs.ts';
import { comparedIn } from './compared.ts';
import { inputText } from './input-text.ts';

export interface FieldVariable {
  readonly name: string;
  readonly description?: string;
  /** The one by the file. */
  readonly value?: string;
  /** Those that the file allows, or that its rules compare it with. */
  readonly options?: readonly string[];
}

export interface FieldInput extends FieldVariable {
  readonly type: string;
}

/** Nobody looks through more. */
const MOST = 200;

/** In the order of the header. */
export function inputFieldsFor({ documents, pipeline }: Project): readonly FieldInput[] {
  const document = documents.get(pipeline);
  return document ? declaredInputs(document).slice(0, MOST).map(inputField) : [];
}

function inputField({ name, type, description, standard, options }: DeclaredInput): FieldInput {
  const value = standard && inputText(standard);
  const choices = type === 'boolean' ? ['true', 'false'] : options.map(toS);
  return {
    name,
    type,
    ...(description !== undefined && { description: oneLine(description) }),
    ...(value !== undefined && { value }),
    ...(choices.length > 0 && { options: choices }),
  };
}

export function fieldsFor(project: Project): readonly FieldVariable[] {
  const { merged, jobs } = cachedPipeline(project);
  const root = given(merged, 'variables');
  const members = root?.kind === 'map' ? [...root.members].filter(([name]) => NAME.test(name)) : [];
  const compared = comparedBy([given(merged, 'workflow'), ...[...jobs.values()].map(({ value }) => value)]);
  const offered = members.map(([name, { value }]) => fieldOf(name, value)).toSorted((a, b) => rank(a) - rank(b));
  const known = new Set(offered.map(({ name }) => name));
  const others = [...compared.keys()].filter(name => !known.has(name) && !isKnownVariable(name));
  return [...offered, ...others.map((name): FieldVariable => ({ name }))]
    .slice(0, MOST)
    .map(field => withChoices(field, compared.get(field.name)));
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

/** What the file allows comes before what its rules compare with. */
function withChoices(field: FieldVariable, compared: ReadonlySet<string> = new Set()): FieldVariable {
  if (field.options || compared.size === 0) return field;
  const own = field.value === undefined || field.value === '' ? [] : [field.value];
  return { ...field, options: [...new Set([...own, ...compared])].slice(0, MOST) };
}

/** The variables that rules ask for, with the texts that they compare each with. */
function comparedBy(entries: readonly (Value | undefined)[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const entry of entries)
    for (const { name, text } of entry ? comparedInEntry(entry) : []) {
      const texts = found.get(name) ?? new Set();
      if (text !== undefined && text !== '') texts.add(text);
      found.set(name, texts);
    }
  return found;
}

const comparedInEntry = cachedBy(comparedIn);
