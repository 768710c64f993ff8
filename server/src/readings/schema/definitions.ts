/** Gives each field that occurs in several places a definition to refer to. */
import type { Field, Shape } from '../../spec/shape.ts';
import { recordWithin } from '../find.ts';
import { spelledOut } from './field.ts';
import type { JsonSchema, SchemaMode } from './mode.ts';

export interface Definitions {
  readonly ofField: SchemaMode['ofField'];
  /** All definitions that have been referred to so far, by name. */
  readonly made: Readonly<Record<string, JsonSchema>>;
}

/** Definitions for named fields, and for fields that occur more than once below the roots. */
export function definitionsFor(roots: readonly Field[], named: ReadonlyMap<Field, string>): Definitions {
  const names = new Map([...namesOf(roots, new Set(named.values())), ...named]);
  const made: Record<string, JsonSchema> = {};
  const define = (name: string, schema: JsonSchema): JsonSchema => {
    made[name] = schema;
    return { $ref: `#/definitions/${name}` };
  };
  const ofField: SchemaMode['ofField'] = (field, mode) => {
    const name = names.get(field);
    if (name === undefined) return spelledOut(field, mode);
    const full = made[name] ?? spelledOut(field, { ...mode, partial: false });
    if (!mode.partial) return define(name, full);
    const part = spelledOut(field, mode);
    return JSON.stringify(part) === JSON.stringify(full) ? define(name, full) : define(`${name}.part`, part);
  };
  return { ofField, made };
}

/** A name for each field with several places: that of its first place, with the fields around it as far as needed. */
function namesOf(roots: readonly Field[], reserved: ReadonlySet<string>): ReadonlyMap<Field, string> {
  const places = new Map<Field, string[]>();
  for (const root of roots) collect(root.shape, [], places);
  const names = new Map<Field, string>();
  const taken = new Set(reserved);
  for (const [field, [first = '', ...more]] of places) {
    if (more.length === 0) continue;
    const parts = first.split('.');
    const candidates = parts.map((_, index) => parts.slice(parts.length - index - 1).join('.'));
    const name = candidates.find(candidate => !taken.has(candidate)) ?? `${first}.${taken.size}`;
    taken.add(name);
    names.set(field, name);
  }
  return names;
}

function collect(shape: Shape, path: readonly string[], places: Map<Field, string[]>): void {
  for (const [key, field] of Object.entries(recordWithin(shape)?.fields ?? {})) {
    const inner = [...path, key];
    const known = places.get(field);
    if (known) known.push(inner.join('.'));
    else {
      places.set(field, [inner.join('.')]);
      collect(field.shape, inner, places);
    }
  }
}
