/** Finds where each part of a value is written, by JSON pointer. */
import type { Place } from '../text/span.ts';
import { identity, type Member, type Step, type Value } from '../yaml/value/value.ts';

export interface Origin {
  /** The key of a mapping or list, the text of a scalar. */
  readonly at: Place;
  /** The steps from there to where it takes effect. */
  readonly via: readonly Step[];
}

/** The origin of every key and scalar below a value. */
export function originsOf(value: Value): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  addParts(value, '', origins);
  return origins;
}

function addParts(value: Value, pointer: string, origins: Map<string, Origin>): void {
  if (value.kind === 'list') value.items.forEach((item, index) => addPart(item, `${pointer}/${index}`, origins));
  if (value.kind === 'map') for (const held of value.members.values()) addMember(held, pointer, origins);
}

function addMember(held: Member, pointer: string, origins: Map<string, Origin>): void {
  const path = `${pointer}/${escape(identity(held.name))}`;
  if (isLeaf(held.value)) return addPart(held.value, path, origins);
  origins.set(path, { at: held.key, via: held.via ?? [] });
  addParts(held.value, path, origins);
}

function addPart(value: Value, path: string, origins: Map<string, Origin>): void {
  origins.set(path, { at: value.at, via: value.via });
  addParts(value, path, origins);
}

function isLeaf(value: Value): boolean {
  return value.kind === 'scalar' || value.kind === 'unknown';
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
