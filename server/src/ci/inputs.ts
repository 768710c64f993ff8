/** The inputs of a file: what its header declares and what an including file gives. */
import { cachedBy, cachedByPair } from '../text/cached.ts';
import type { Finding } from '../text/problem.ts';
import { member, type MapValue, type Member, type Value } from '../yaml/value/value.ts';
import { isNull, textOf } from './blank.ts';
import { defaultOfInput } from './input-default.ts';
import { headerFaults, inputFaults, isOpen, typeOf } from './input-fault.ts';
import { ruleFaults } from './input-rules.ts';
import { coerced, type InputType } from './input-value.ts';
import { datumToS } from './ruby-text.ts';

export interface Inputs {
  /** By name; an input without a value is unknown. */
  readonly values: ReadonlyMap<string, Value>;
  /** By name, including inputs without a value. */
  readonly types: ReadonlyMap<string, InputType>;
  /** False if a file that was not read may declare more inputs. */
  readonly complete: boolean;
  /** The facts about a component that the header requests; `undefined` if unknown. */
  readonly component: readonly string[] | undefined;
  readonly faults: readonly Finding[];
}

/**
 * Reads a header and gives each input its value: the given one, else its default. Cached as long as both are the same.
 */
export function inputsOf(header: Value, given: Value | undefined): Inputs {
  return given ? inputsGiven(header, given) : inputsAlone(header);
}

const inputsGiven = cachedByPair((header: Value, given: Value) => readInputs(header, given));
const inputsAlone = cachedBy((header: Value) => readInputs(header, undefined));

function readInputs(header: Value, given: Value | undefined): Inputs {
  const spec = member(header, 'spec');
  const declared = member(spec?.value, 'inputs');
  const faults = headerFaults(header, spec, declared);
  const args = given?.kind === 'map' ? given : undefined;
  const read = readAll(declared?.value, args);
  const complete = member(spec?.value, 'include') === undefined && !isOpen(spec?.value) && !isOpen(declared?.value);
  const names = read.map(({ name }) => name);
  return {
    values: new Map(read.map(({ name, value }) => [name, value])),
    types: new Map(read.flatMap(({ name, type }) => (type ? [[name, type]] : []))),
    complete,
    component: componentOf(spec?.value),
    faults: [
      ...faults,
      ...(complete ? ruleFaults(declared?.value) : []),
      ...(complete ? unknownArguments(args, names) : []),
      ...read.flatMap(input => input.faults),
    ],
  };
}

function componentOf(spec: Value | undefined): Inputs['component'] {
  const words = member(spec, 'component')?.value;
  if (!words) return isOpen(spec) ? undefined : [];
  if (words.kind !== 'list') return undefined;
  const texts = words.items.map(textOf);
  return texts.every(text => text !== undefined) ? texts : undefined;
}

interface Input {
  readonly name: string;
  readonly value: Value;
  /** Missing if GitLab has no such type, or if it is unknown. */
  readonly type: InputType | undefined;
  readonly faults: readonly Finding[];
}

/** In their order; rules may ask for inputs that come later. */
function readAll(declared: Value | undefined, args: MapValue | undefined): readonly Input[] {
  const members = declared?.kind === 'map' ? [...declared.members.values()] : [];
  const byName = new Map(members.map(one => [datumToS(one.name), one]));
  const read = new Map<Member, Input | undefined>();
  let depth = 0;
  const find = (input: Member): Input | undefined => {
    if (read.has(input)) return read.get(input);
    // until it is read, an input is unknown to rules that lead back to it
    read.set(input, undefined);
    const found = readInput(input, args, valueOf);
    read.set(input, found);
    return found;
  };
  const valueOf = (name: string): Value | undefined => {
    const input = byName.get(name);
    if (!input || depth >= DEEPEST) return undefined;
    depth++;
    const found = find(input);
    depth--;
    return found?.value;
  };
  return members.flatMap(input => find(input) ?? []);
}

/** Nobody follows more rules from one input to the next. */
const DEEPEST = 50;

function readInput(
  { key, name, value: spec }: Member,
  args: MapValue | undefined,
  others: (name: string) => Value | undefined,
): Input {
  const shown = datumToS(name);
  const arg = member(args, shown)?.value;
  const type = isOpen(spec) ? undefined : typeOf(spec);
  const take = (value: Value | undefined): Value | undefined => value && coerced(type ?? 'string', value);
  const given = arg && !isNull(arg) ? take(arg) : undefined;
  const value = given ?? take(defaultOfInput(spec, others)) ?? { kind: 'unknown', why: 'input', at: key, via: [] };
  const standard = take(member(spec, 'default')?.value);
  return { name: shown, value, type, faults: inputFaults({ key, shown, spec, given, standard }) };
}

/** Values for inputs that the file does not declare. */
export function unknownArguments(args: Value | undefined, names: readonly string[]): readonly Finding[] {
  if (args?.kind !== 'map') return [];
  const known = names.length > 0 ? `It has ${names.map(name => `\`${name}\``).join(', ')}.` : 'It declares none.';
  return [...args.members.values()].flatMap(({ key, name }) => {
    const shown = datumToS(name);
    if (names.includes(shown)) return [];
    return [{ code: 'unknown-input', message: `The included file has no input \`${shown}\`. ${known}`, at: key }];
  });
}
