/** What GitLab refuses about the inputs of a file. */
import type { Code } from '../codes/codes.ts';
import { compile } from '../pattern/compile.ts';
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { textOf } from './blank.ts';
import { isOfType, type InputType } from './input-value.ts';
import { inspect, toS } from './ruby-text.ts';

const HEADER_KEYS = ['spec'];
const SPEC_KEYS = ['inputs', 'include', 'component', 'description'];
const INPUT_KEYS = ['default', 'description', 'options', 'regex', 'type', 'rules'];
const TYPES: readonly InputType[] = ['array', 'boolean', 'number', 'string'];

/** What GitLab refuses about the header, including its keys `spec` and `inputs`. */
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

/** An input with everything that decides about its value. */
export interface InputParts {
  readonly key: Place;
  readonly shown: string;
  readonly spec: Value;
  readonly given: Value | undefined;
  readonly standard: Value | undefined;
}

/**
 * What GitLab refuses about the declaration of an input and its values. Where the table finds the same, the finding has
 * its code; `invalid-input` is about the default, `refused-input` about the given value.
 */
export function inputFaults({ key, shown, spec, given, standard }: InputParts): readonly Finding[] {
  if (!isMapOrNull(spec))
    return [{ code: 'wrong-type', message: `The input \`${shown}\` must be a mapping.`, at: key }];
  const [unknown] = unknownKeys(spec, INPUT_KEYS, `the input \`${shown}\``);
  if (unknown) return [unknown];
  const type = typeOf(spec);
  const types = `The type of the input \`${shown}\` must be one of ${TYPES.join(', ')}.`;
  if (type === undefined) return [{ code: 'unknown-value', message: types, at: member(spec, 'type')?.key ?? key }];
  if (!given && !standard && !member(spec, 'rules') && !isOpen(spec)) return [missing(shown, key)];
  const declared: Declared = { key, shown, spec, type };
  return [
    ...(standard ? defaultFaults(declared, standard) : []),
    ...(given ? refused(declared, given, 'refused-input') : []),
  ];
}

interface Declared {
  readonly key: Place;
  readonly shown: string;
  readonly spec: Value;
  readonly type: InputType;
}

function defaultFaults(declared: Declared, value: Value): readonly Finding[] {
  const faults = refused(declared, value, 'invalid-input');
  return isOfType(declared.type, value) ? faults : faults.map(fault => ({ ...fault, code: 'wrong-type' }));
}

/** The first reason to refuse a value, which has already been converted. */
function refused({ key, shown, spec, type }: Declared, value: Value, code: Code): readonly Finding[] {
  const fault = (why: string): readonly Finding[] => [
    { code, message: why, at: value.at, related: [{ at: key, message: `The input \`${shown}\` is declared here.` }] },
  ];
  if (!isOfType(type, value))
    return fault(`The input \`${shown}\` takes ${withArticle(type)}, not \`${inspect(value)}\`.`);
  const options = optionsOf(spec);
  const odd = options && oddOne(type, options, value);
  if (options && odd)
    return fault(
      `\`${toS(odd)}\` is not an option of the input \`${shown}\`; expected one of ${options.map(option => `\`${toS(option)}\``).join(', ')}.`,
    );
  const regex = textOf(member(spec, 'regex')?.value);
  if (type !== 'string' || regex === undefined || value.kind !== 'scalar' || !isRefusedBy(regex, toS(value))) return [];
  return fault(`\`${toS(value)}\` does not match the regular expression \`${regex}\` of the input \`${shown}\`.`);
}

function isRefusedBy(regex: string, text: string): boolean {
  const pattern = compile(regex);
  return pattern.kind === 'pattern' && !pattern.matches(text);
}

/** The options, if all of them are known. */
function optionsOf(spec: Value): readonly Value[] | undefined {
  const options = member(spec, 'options')?.value;
  return options?.kind === 'list' && options.items.every(({ kind }) => kind === 'scalar') ? options.items : undefined;
}

/** The part of the value that is not an option. */
function oddOne(type: InputType, options: readonly Value[], value: Value): Value | undefined {
  if (value.kind === 'list') return value.items.find(item => oddOne('number', options, item));
  if (value.kind !== 'scalar' || type === 'boolean') return undefined;
  const same = type === 'string' ? toS : inspect;
  return options.some(option => same(option) === same(value)) ? undefined : value;
}

function missing(shown: string, at: Place): Finding {
  return {
    code: 'missing-input',
    message: `The input \`${shown}\` has no value. Give it a \`default\`, or a value under \`inputs:\` where the file is included.`,
    at,
  };
}

/** The declared type of an input; `undefined` if GitLab has no such type. */
export function typeOf(spec: Value): InputType | undefined {
  const type = member(spec, 'type')?.value;
  if (!type) return 'string';
  if (type.kind !== 'scalar' || type.datum.type !== 'string') return undefined;
  return TYPES.find(name => name === toS(type));
}

/** The type in words, with its article. */
export function withArticle(type: InputType): string {
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
  return { code: 'wrong-type', message: `\`${shown}\` in the header must be a mapping.`, at: key };
}

function unknownKeys(value: Value | undefined, known: readonly string[], where: string): readonly Finding[] {
  if (value?.kind !== 'map') return [];
  return [...value.members].flatMap(([id, { key }]) => {
    if (known.includes(id)) return [];
    const message = `Unknown key \`${id}\` in ${where}; expected one of ${known.map(name => `\`${name}\``).join(', ')}.`;
    return [{ code: 'unknown-key', message, at: key }];
  });
}
