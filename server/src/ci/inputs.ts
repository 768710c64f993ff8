/** The inputs of a file: what its header declares and what an including file gives. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type MapValue, type Member, type Value } from '../yaml/value.ts';
import { inspect, toS } from './ruby-text.ts';

export interface Inputs {
  /** By name; an input without a value is unknown. */
  readonly values: ReadonlyMap<string, Value>;
  /** False where further inputs may be declared in a file that was not read. */
  readonly complete: boolean;
  /** Whether the header asks for what is known of a component. */
  readonly component: boolean;
  readonly faults: readonly Finding[];
}

const HEADER_KEYS = ['spec'];
const SPEC_KEYS = ['inputs', 'include', 'component', 'description'];
const INPUT_KEYS = ['default', 'description', 'options', 'regex', 'type', 'rules'];
const TYPES = ['array', 'boolean', 'number', 'string'];

/** Reads a header, and gives each input its value: the one from `given`, else its default. Kept as long as both. */
export function inputsOf(header: Value, given: Value | undefined): Inputs {
  const known = KNOWN.get(header);
  if (known && known.given === given) return known.inputs;
  const inputs = readInputs(header, given);
  KNOWN.set(header, { given, inputs });
  return inputs;
}

const KNOWN = new WeakMap<Value, { readonly given: Value | undefined; readonly inputs: Inputs }>();

function readInputs(header: Value, given: Value | undefined): Inputs {
  const spec = member(header, 'spec');
  const declared = member(spec?.value, 'inputs');
  const faults = headerFaults(header, spec, declared);
  const args = given?.kind === 'map' ? given : undefined;
  const inputs = declared?.value.kind === 'map' ? [...declared.value.members.values()] : [];
  const read = inputs.map(input => readInput(input, args));
  return {
    values: new Map(read.map(({ name, value }) => [name, value])),
    complete: member(spec?.value, 'include') === undefined && !isOpen(spec?.value) && !isOpen(declared?.value),
    component: member(spec?.value, 'component') !== undefined,
    faults: [...faults, ...unknownArguments(args, read), ...read.flatMap(input => input.faults)],
  };
}

function isOpen(value: Value | undefined): boolean {
  return value?.kind === 'unknown' || (value?.kind === 'map' && value.open);
}

function headerFaults(header: Value, spec: Member | undefined, declared: Member | undefined): readonly Finding[] {
  return [
    ...unknownKeys(header, HEADER_KEYS, 'the header'),
    ...(spec && !isMapOrNull(spec.value) ? [notMapping(spec)] : []),
    ...unknownKeys(spec?.value, SPEC_KEYS, '`spec`'),
    ...(declared && !isMapOrNull(declared.value) ? [notMapping(declared)] : []),
  ];
}

function isMapOrNull(value: Value): boolean {
  return value.kind !== 'list' && (value.kind !== 'scalar' || value.datum.type === 'null');
}

function notMapping({ key, name }: Member): Finding {
  const shown = 'value' in name ? String(name.value) : '';
  return { code: 'invalid-header', message: `\`${shown}\` in the header must be a mapping.`, at: key };
}

function unknownKeys(value: Value | undefined, known: readonly string[], where: string): readonly Finding[] {
  if (value?.kind !== 'map') return [];
  return [...value.members].flatMap(([id, { key }]) => {
    if (known.includes(id)) return [];
    const message = `\`${id}\` is not known in ${where}; it can have ${known.map(name => `\`${name}\``).join(', ')}.`;
    return [{ code: 'invalid-header', message, at: key }];
  });
}

interface Input {
  readonly name: string;
  readonly value: Value;
  readonly faults: readonly Finding[];
}

function readInput({ key, name, value: spec }: Member, args: MapValue | undefined): Input {
  const shown = toS({ kind: 'scalar', datum: name, at: key, via: [] });
  const arg = member(args, shown)?.value;
  const given = arg && !isNull(arg) ? arg : undefined;
  const standard = member(spec, 'default')?.value;
  const value = given ?? standard ?? { kind: 'unknown', why: 'input', at: key, via: [] };
  return { name: shown, value, faults: inputFaults({ key, shown, spec, given, standard }) };
}

interface InputParts {
  readonly key: Place;
  readonly shown: string;
  readonly spec: Value;
  readonly given: Value | undefined;
  readonly standard: Value | undefined;
}

function inputFaults({ key, shown, spec, given, standard }: InputParts): readonly Finding[] {
  const fault = (message: string, at: Place): Finding => ({ code: 'invalid-input', message, at });
  if (!isMapOrNull(spec)) return [fault(`The input \`${shown}\` must be a mapping.`, key)];
  const [unknown] = unknownKeys(spec, INPUT_KEYS, `the input \`${shown}\``);
  if (unknown) return [unknown];
  const type = typeOf(spec);
  if (type === undefined) return [fault(`The type of the input \`${shown}\` must be one of ${TYPES.join(', ')}.`, key)];
  if (!given && !standard && !member(spec, 'rules') && !isOpen(spec)) return [missing(shown, key)];
  return [standard, given].flatMap(value => {
    if (!value || value.kind === 'unknown') return [];
    if (!isOf(type, value))
      return [fault(`The input \`${shown}\` takes ${withArticle(type)}, not \`${inspect(value)}\`.`, value.at)];
    return isOption(spec, value)
      ? []
      : [fault(`\`${inspect(value)}\` is not among the options of the input \`${shown}\`.`, value.at)];
  });
}

function missing(shown: string, at: Place): Finding {
  return {
    code: 'missing-input',
    message: `The input \`${shown}\` has no value: give it a \`default\`, or a value under \`inputs:\` where the file is included.`,
    at,
  };
}

function typeOf(spec: Value): string | undefined {
  const type = member(spec, 'type')?.value;
  if (!type) return 'string';
  if (type.kind !== 'scalar' || type.datum.type !== 'string') return undefined;
  return TYPES.find(name => name === toS(type));
}

function isOf(type: string, value: Value): boolean {
  if (type === 'array') return value.kind === 'list';
  if (value.kind !== 'scalar') return false;
  if (type === 'number') return value.datum.type === 'integer' || value.datum.type === 'float';
  return value.datum.type === type;
}

/** Every item of a list has to be an option. */
function isOption(spec: Value, value: Value): boolean {
  const options = member(spec, 'options')?.value;
  if (options?.kind !== 'list') return true;
  if (value.kind === 'list') return value.items.every(item => isOption(spec, item));
  return options.items.some(option => option.kind === 'unknown' || inspect(option) === inspect(value));
}

function withArticle(type: string): string {
  return type === 'array' ? 'a list' : `a ${type}`;
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.datum.type === 'null';
}

function unknownArguments(args: MapValue | undefined, known: readonly Input[]): readonly Finding[] {
  return [...(args?.members ?? [])].flatMap(([id, { key }]) => {
    if (known.some(({ name }) => name === id)) return [];
    return [{ code: 'unknown-input', message: `The file has no input \`${id}\`.`, at: key }];
  });
}
