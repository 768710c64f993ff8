/**
 * Inserts inputs for `$[[ … ]]` in the content of a file with a header; an input that is the whole value keeps its
 * type.
 */
import { parseInterpolations, type Interpolation } from '../expression/interpolation.ts';
import { cachedBy } from '../text/cached.ts';
import type { Finding } from '../text/problem.ts';
import { addMember, noMembers } from '../yaml/value/members.ts';
import { identity, type Datum, type MapValue, type Member, type ScalarValue, type Value } from '../yaml/value/value.ts';
import { evaluate, unknownAt, type EvaluationContext } from './input-expression.ts';
import type { Inputs } from './inputs.ts';
import { toS } from './ruby-text.ts';
import { sizeOf, withStep } from '../yaml/value/step.ts';

export interface Interpolated {
  readonly value: MapValue;
  /** What GitLab refuses, in the order of the text. */
  readonly faults: readonly Finding[];
}

/** The content with all inputs inserted. As in GitLab, symbols become strings on the way. */
export function interpolate(content: MapValue, inputs: Inputs): Interpolated {
  const members = noMembers();
  let open = content.open;
  const faults: Finding[] = [];
  let copied = 0;
  for (const held of content.members.values()) {
    const entry = copied > LARGEST_COPY ? undefined : interpolateEntry(held, inputs);
    if (!entry) {
      open = true;
      break;
    }
    copied += entry.copied;
    if (entry.member) addMember(members, identity(entry.member.name), entry.member);
    else open = true;
    if (entry.faults.length > 0) faults.push(...entry.faults);
  }
  return { value: { ...content, members: members.all, open }, faults };
}

interface Entry {
  readonly held: Member;
  /** Missing if the key cannot be known. */
  readonly member: Member | undefined;
  readonly faults: readonly Finding[];
  /** How many values inputs added to it. */
  readonly copied: number;
}

/** How many values inputs may add to an entry or a file; beyond that, everything is unknown. */
const LARGEST_COPY = 50_000;
const LARGEST_TEXT = 1024 * 1024;

/** The state while one entry is made. */
interface Work extends EvaluationContext {
  copied: number;
}

const entriesWith = cachedBy((_inputs: Inputs) => new WeakMap<Value, Entry>());

/** One top-level entry; cached by its value and the inputs, since most entries stay when one is edited. */
function interpolateEntry(held: Member, inputs: Inputs): Entry {
  const entries = entriesWith(inputs);
  const cached = entries.get(held.value);
  if (cached?.held.key === held.key) return cached.held === held ? cached : withKeys(held, cached);
  const faults: Finding[] = [];
  const setting: Work = { inputs, copied: 0, report: found => void faults.push(found) };
  const name = replaceKey(held, setting);
  const value = replace(held.value, setting);
  const { copied } = setting;
  const entry: Entry = { held, member: name && { ...held, name, value }, faults, copied };
  entries.set(held.value, entry);
  return entry;
}

/** The cached entry, with the keys that it replaces now. */
function withKeys(held: Member, { member, ...made }: Entry): Entry {
  return { ...made, held, member: member && { ...held, name: member.name, value: member.value } };
}

function replace(value: Value, setting: Work): Value {
  if (value.kind === 'map') return replaceMap(value, setting);
  if (value.kind === 'list') return { ...value, items: value.items.flatMap(item => replaceItem(item, setting)) };
  return value.kind === 'scalar' ? replaceScalar(value, setting) : value;
}

/** A list that replaces an item is spliced into the list around it. */
function replaceItem(item: Value, setting: Work): readonly Value[] {
  const value = replace(item, setting);
  return item.kind === 'scalar' && value.kind === 'list' ? value.items : [value];
}

function replaceMap(value: MapValue, setting: Work): MapValue {
  const members = noMembers();
  let open = value.open;
  for (const held of value.members.values()) {
    const name = replaceKey(held, setting);
    if (!name) open = true;
    else addMember(members, identity(name), { ...held, name, value: replace(held.value, setting) });
  }
  return { ...value, members: members.all, open };
}

/** Nothing if the key cannot be known. */
function replaceKey({ key, name }: Member, setting: Work): Datum | undefined {
  if (name.type !== 'string' && name.type !== 'symbol') return name;
  const value = replaceScalar({ kind: 'scalar', datum: name, at: key, via: [] }, setting);
  if (value.kind === 'unknown') return undefined;
  return value.kind === 'scalar' ? value.datum : { type: 'string', value: toS(value) };
}

function replaceScalar(value: ScalarValue, setting: Work): Value {
  const { datum } = value;
  if (datum.type !== 'string' && datum.type !== 'symbol') return value;
  const text = datum.value;
  const blocks = parseInterpolations(text);
  const [first] = blocks;
  if (!first) return datum.type === 'string' ? value : { ...value, datum: { type: 'string', value: text } };
  const values = blocks.map(block => evaluate(block, text, value, setting));
  if (blocks.length === 1 && first.text.length === text.length) return arrive(values[0], value, setting);
  if (values.includes(undefined) || values.some(part => part?.kind === 'unknown')) return unknownAt(value);
  if (isHuge(text, blocks, values)) return unknownAt(value);
  const joined = blocks.reduce((done, block, index) => {
    const part = values[index];
    const isFirst = blocks.findIndex(other => other.text === block.text) === index;
    return part && isFirst ? done.replaceAll(block.text, () => toS(part)) : done;
  }, text);
  return { ...value, datum: { type: 'string', value: joined } };
}

/** Whether the text would become longer than anybody reads, or too expensive to make. */
function isHuge(text: string, blocks: readonly Interpolation[], values: readonly (Value | undefined)[]): boolean {
  if (blocks.length > MOST_BLOCKS) return true;
  const added = values.reduce((sum, part) => sum + (part ? toS(part).length : 0), 0);
  return text.length + added > LARGEST_TEXT;
}

const MOST_BLOCKS = 1000;

function arrive(part: Value | undefined, use: ScalarValue, work: Work): Value {
  if (!part || part.kind === 'unknown') return unknownAt(use);
  work.copied += sizeOf(part);
  if (work.copied > LARGEST_COPY) return unknownAt(use);
  if (part.at === use.at) return part;
  return [...use.via].reduce(withStep, withStep(part, { rule: 'input', at: use.at }));
}
