/** Finds the value at a path such as `inputs.names[0]`. */
import type { InterpolationWord } from '../expression/interpolation.ts';
import { interpolationContexts } from '../spec/interpolation.ts';
import { span, type Span } from '../text/span.ts';
import type { Value } from '../yaml/value/value.ts';
import type { Inputs } from './inputs.ts';

/** What GitLab refuses about a `$[[ … ]]` block. */
export interface InterpolationFault {
  readonly message: string;
  readonly span: Span;
  /** What could be in its place. */
  readonly expected?: readonly string[];
  /** What to write in its place, where that is plain. */
  readonly mend?: { readonly title: string; readonly text: string };
}

/** What the path resolves to, `unknown` if only GitLab can know, or what is wrong with it. */
export function valueAt(
  access: InterpolationWord,
  path: readonly InterpolationWord[],
  inputs: Inputs,
  unknown: Value,
): Value | InterpolationFault {
  const [context, name, ...rest] = path;
  if (!context || !name || (rest.length === 0 && name.text === '')) return formFault(access, inputs);
  if (context.text === 'component') return componentValue(name, inputs, unknown);
  if (context.text !== 'inputs')
    return {
      message: `Unknown \`${context.text}\` in \`$[[ … ]]\`; expected \`inputs.NAME\`${withComponent(inputs)}.`,
      span: context.span,
      expected: CONTEXTS,
    };
  const [key = '', ...indices] = name.text.split('[');
  const start = inputs.values.get(key);
  if (!start) return inputs.complete ? undeclared(key, name, inputs) : unknown;
  const [first] = rest;
  if (!first) return indexed(start, indices, name);
  if (start.kind === 'unknown' || start.kind === 'list') return unknown;
  return { message: `The input \`${key}\` has no \`${first.text}\`: only a list has more below it.`, span: first.span };
}

const CONTEXTS = Object.keys(interpolationContexts);

function formFault(access: InterpolationWord, { values }: Inputs): InterpolationFault {
  const message = `Expected \`inputs.NAME\` in \`$[[ … ]]\`, found \`${access.text}\`.`;
  if (!values.has(access.text)) return { message, span: access.span };
  const text = `inputs.${access.text}`;
  return { message, span: access.span, mend: { title: `Replace with ${text}`, text } };
}

function withComponent({ component }: Inputs): string {
  return component?.length === 0 ? '' : ' or `component.NAME`';
}

function componentValue(name: InterpolationWord, { component }: Inputs, unknown: Value): Value | InterpolationFault {
  if (!component || component.includes(name.text)) return unknown;
  const message = `\`component.${name.text}\` cannot be used: \`spec:component\` of the header does not list \`${name.text}\`${
    component.length > 0 ? `, only ${listed(component)}` : ''
  }.`;
  return { message, span: name.span, expected: component };
}

function undeclared(key: string, { span: { start } }: InterpolationWord, { values }: Inputs): InterpolationFault {
  const expected = [...values.keys()];
  const known = expected.length > 0 ? `it declares ${listed(expected)}` : 'it declares none';
  const at = span(start, start + key.length);
  return { message: `The header has no input \`${key}\`; ${known}.`, span: at, expected };
}

function listed(names: readonly string[]): string {
  return names.map(name => `\`${name}\``).join(', ');
}

/** The item at the indices `[0][1]`, which are split at their opening brackets. */
function indexed(
  start: Value,
  indices: readonly string[],
  { span: whole }: InterpolationWord,
): Value | InterpolationFault {
  let value = start;
  let end = whole.end - indices.reduce((sum, index) => sum + index.length + 1, 0);
  for (const index of indices) {
    const at = span(end, end + index.length + 1);
    end = at.end;
    if (value.kind === 'unknown') return value;
    if (!/^\d+\]$/.test(index))
      return {
        message: `\`[${index}\` is not an index; expected a whole number in brackets, as in \`[0]\`.`,
        span: at,
      };
    if (value.kind !== 'list') return { message: `Only a list has an index such as \`[${index}\`.`, span: at };
    const item: Value | undefined = value.items[parseInt(index, 10)];
    if (!item)
      return { message: `No item \`[${index}\`: the list has ${value.items.length} items, counted from 0.`, span: at };
    value = item;
  }
  return value;
}
