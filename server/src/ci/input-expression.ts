/** What stands between `$[[` and `]]`: an input, and functions that are applied to it. */
import type { Finding } from '../text/problem.ts';
import type { ScalarValue, Value } from '../yaml/value/value.ts';
import { applyFunction } from './input-functions.ts';
import type { Inputs } from './inputs.ts';
import { partOf } from './part-of.ts';

const MOST_FUNCTIONS = 3;

/** The inputs of a file, and what to do with what GitLab refuses. */
export interface Setting {
  readonly inputs: Inputs;
  readonly report: (fault: Finding) => void;
}

/** What a block stands for; nothing where GitLab refuses it. */
export function evaluate(data: string, block: string, use: ScalarValue, setting: Setting): Value | undefined {
  const [access = '', ...functions] = data.split('|').map(part => part.trim());
  if (access.split('.')[0] === 'matrix') return { ...use, datum: { type: 'string', value: block } };
  const fault = (message: string): undefined => {
    setting.report({ code: 'invalid-interpolation', message, at: partOf(use.at, block) });
  };
  const found = find(access, setting.inputs, unknownAt(use));
  if (typeof found === 'string') return fault(`\`${block}\`: ${found}`);
  if (functions.length > MOST_FUNCTIONS) return fault(`\`${block}\` has more than ${MOST_FUNCTIONS} functions.`);
  let value: Value = found;
  for (const name of functions) {
    const next = applyFunction(name, value);
    if (!next)
      return fault(
        `\`${block}\`: unknown function \`${name}\`, or wrong arguments. Expected \`expand_vars\`, \`posix_escape\` or \`truncate(offset, length)\`.`,
      );
    value = next;
  }
  return value;
}

/** The value at a path such as `inputs.names[0]`, or what is wrong with it. */
function find(access: string, inputs: Inputs, unknown: Value): Value | string {
  const [context, name = '', ...rest] = access.split('.');
  if (rest.length === 0 && name === '') return 'it must have the form `$[[ inputs.name ]]`.';
  if (context === 'component') return !inputs.component || inputs.component.includes(name) ? unknown : unlisted(name);
  if (context !== 'inputs') return `\`${context}\` is not known; write inputs as \`inputs.name\`.`;
  const [key = '', ...indices] = name.split('[');
  const start = inputs.values.get(key);
  if (!start) return inputs.complete ? undeclared(key, inputs) : unknown;
  if (rest.length > 0)
    return start.kind === 'unknown' || start.kind === 'list' ? unknown : `\`${name}\` has no keys below it.`;
  return indices.reduce<Value | string>((value, index) => at(value, index), start);
}

function unlisted(name: string): string {
  return `\`spec:component\` of the header does not list \`${name}\`, and only values that it lists can be used.`;
}

function undeclared(key: string, { values }: Inputs): string {
  const names = [...values.keys()].map(name => `\`${name}\``).join(', ');
  return `the header has no input \`${key}\`${names && `, only ${names}`}.`;
}

function at(value: Value | string, index: string): Value | string {
  if (typeof value === 'string' || value.kind === 'unknown') return value;
  if (!/^\d+\]$/.test(index)) return `\`[${index}\` is not an index.`;
  if (value.kind !== 'list') return 'only a list has an index.';
  return value.items[parseInt(index, 10)] ?? `the list has ${value.items.length} items, counted from 0.`;
}

/** A value in place of the text that cannot be known here. */
export function unknownAt({ at, via, node }: ScalarValue): Value {
  return { kind: 'unknown', why: 'input', at, via, ...(node && { node }) };
}
