/** `!reference`: replaces each tag by the value at its path in the configuration after `extends`. */
import { cachedBy } from '../text/cached.ts';
import type { Finding } from '../text/problem.ts';
import { numberOf } from '../text/identity.ts';
import type { Place } from '../text/span.ts';
import { type ListValue, type MapValue, type Member, type UnknownValue, type Value } from '../yaml/value/value.ts';
import { dig, type World } from './dig.ts';
import { circularTag, hugeTag, invalidTag, missingTag } from './reference-fault.ts';
import { referencePath } from './reference-path.ts';
import { asWritten, sizeOf, withStep } from '../yaml/value/step.ts';

export interface Resolved {
  /** The value without tags; a tag that leads nowhere stays as an unknown value. */
  readonly value: Value;
  /** The first fault that GitLab reports about it. */
  readonly fault?: Finding;
}

export type Resolver = (value: Value) => Resolved;

/** Larger targets are not copied; no real file comes close. GitLab has no limit of its own, but runs out of time. */
const LARGEST_TARGET = 5_000;

/** How much may be copied in total for one answer. */
const LARGEST_SUM = 10_000;

/**
 * How far tags that lead to other tags are followed: GitLab documents ten, and no real file comes close. Each job follows
 * them by itself and remembers what it read on the way, so that twenty thousand in a row would take a gigabyte.
 */
const LONGEST_CHAIN = 20;

interface Target extends Resolved {
  /** The path leads back to itself, grows without limit, or leads to such a path: it has no value anywhere. */
  readonly hopeless?: true;
}

interface Walk {
  readonly world: World;
  /** What each path resolved to; `missing` if it leads nowhere, `unknown` if that is not known. */
  readonly targets: Map<string, Target | 'missing' | 'unknown'>;
  /** Tags that are being followed, by where they are written. */
  readonly open: Set<string>;
  /** How many values were copied for the answer. */
  copied: number;
}

/** Answers for one configuration; every path is followed once. */
export function resolver(world: World): Resolver {
  const walk: Walk = { world, targets: new Map(), open: new Set(), copied: 0 };
  return value => {
    walk.copied = 0;
    return resolve(value, walk);
  };
}

function resolve(value: Value, walk: Walk): Target {
  if (!hasTag(value)) return { value };
  if (value.kind === 'list') return resolveList(value, walk);
  if (value.kind === 'map') return resolveMap(value, walk);
  return value.kind === 'unknown' ? resolveTag(value, walk) : { value };
}

function resolveList(value: ListValue, walk: Walk): Target {
  const parts = value.items.map(item => resolve(item, walk));
  return join({ ...value, items: parts.map(part => part.value) }, parts);
}

function resolveMap(value: MapValue, walk: Walk): Target {
  const parts: Target[] = [];
  const members = new Map<string, Member>();
  for (const [id, held] of value.members) {
    const part = resolve(held.value, walk);
    parts.push(part);
    members.set(id, part.value === held.value ? held : { ...held, value: part.value });
  }
  return join({ ...value, members }, parts);
}

function join(value: Value, parts: readonly Target[]): Target {
  const fault = parts.find(part => part.fault)?.fault;
  const hopeless = parts.some(part => part.hopeless);
  return { value, ...(fault && { fault }), ...(hopeless && { hopeless }) };
}

function resolveTag(value: UnknownValue, walk: Walk): Target {
  const path = referencePath(value);
  if (path === undefined) return { value };
  if (typeof path === 'string') return { value, fault: invalidTag(value.at, path) };
  const id = idOf(value.at);
  if (walk.open.has(id)) return { value, hopeless: true, fault: circularTag(value.at, path) };
  if (walk.open.size >= LONGEST_CHAIN) return { value, hopeless: true };
  walk.open.add(id);
  const target = follow(path, walk);
  walk.open.delete(id);
  return arrive(value, path, target, walk);
}

function arrive(
  value: UnknownValue,
  path: readonly string[],
  target: Target | 'missing' | 'unknown',
  walk: Walk,
): Target {
  if (target === 'missing') return { value, fault: missingTag(value.at, path) };
  if (target === 'unknown') return { value };
  if (target.hopeless) return { ...target, value };
  const { via } = target.value;
  if (via.length >= LONGEST_CHAIN) return { value, hopeless: true };
  const size = sizeOf(target.value);
  walk.copied += size;
  if (size > LARGEST_TARGET || walk.copied > LARGEST_SUM)
    return { value, hopeless: true, fault: hugeTag(value.at, path) };
  return { ...target, value: withStep(target.value, { rule: 'reference', at: value.at }) };
}

function follow(path: readonly string[], walk: Walk): Target | 'missing' | 'unknown' {
  const key = JSON.stringify(path);
  const cached = walk.targets.get(key);
  if (cached) return cached;
  const found = dig(path, walk.world);
  const target = typeof found === 'string' ? found : resolve(found, walk);
  walk.targets.set(key, target);
  return target;
}

/** Whether there is a tag anywhere in the value; most values have none and stay the same objects. */
export function hasTag(value: Value): boolean {
  if (value.kind === 'scalar') return false;
  if (value.kind === 'unknown') return value.why === 'reference';
  return hasTagBelow(asWritten(value));
}

const hasTagBelow = cachedBy((value: Value): boolean => {
  if (value.kind === 'list') return value.items.some(hasTag);
  return value.kind === 'map' && [...value.members.values()].some(held => hasTag(held.value));
});

/** Identifies a place: the same for every copy of what is written there. */
function idOf({ block, span }: Place): string {
  return `${numberOf(block)}:${span.start}`;
}
