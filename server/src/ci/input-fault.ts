/** What GitLab refuses about the inputs of a file. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type Member, type Value } from '../yaml/value.ts';
import { inspect, toS } from './ruby-text.ts';

const HEADER_KEYS = ['spec'];
const SPEC_KEYS = ['inputs', 'include', 'component', 'description'];
const INPUT_KEYS = ['default', 'description', 'options', 'regex', 'type', 'rules'];
const TYPES = ['array', 'boolean', 'number', 'string'];

/** What GitLab refuses about the header, its keys `spec` and `inputs` included. */
export function headerFaults(
  header: Value,
  spec: Member | undefined,
  declared: Member | undefined,
): readonly Finding[] {
  return [
    ...unknownKeys(header, HEADER_KEYS, 'the header'),
    ...(spec && !isMapOrNull(spec.value) ? [notMapping(spec)] : []),
    ...unknownKeys(spec?.value, SPEC_KEYS, '`spec`'),
    ...(declared && !isMapOrNull(declared.value) ? [notMapping(declared)] : []),
  ];
}

/** An input with all that decides about its value. */
export interface InputParts {
  readonly key: Place;
  readonly shown: string;
  readonly spec: Value;
  readonly given: Value | undefined;
  readonly standard: Value | undefined;
}

/** What GitLab refuses about the declaration of an input and its value. */
export function inputFaults({ key, shown, spec, given, standard }: InputParts): readonly Finding[] {
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

/** Whether there may be more in it than is known here. */
export function isOpen(value: Value | undefined): boolean {
  return value?.kind === 'unknown' || (value?.kind === 'map' && value.open);
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
