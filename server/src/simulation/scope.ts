/** The variables that a rule gets to see, and what is not known about others. */
import { isDoubt, type Doubt } from '../expression/truth.ts';

export interface Variable {
  /** Null where GitLab knows the variable, but it has no value yet. */
  readonly value: string | null;
  /** Its value is taken as it is written. */
  readonly raw?: boolean;
}

export type Variables = ReadonlyMap<string, Variable | Doubt>;

export interface Scope {
  readonly get: (name: string) => Variable | Doubt | undefined;
  readonly names: () => Iterable<string>;
}

/** Which names that nobody mentions are known to be absent. */
export type IsAbsent = (name: string) => boolean;

/** Layers of variables, the later ones over the earlier ones; a name without any is unknown unless known to be absent. */
export function scopeOf(layers: readonly Variables[], isAbsent: IsAbsent): Scope {
  return {
    names: () => new Set(layers.flatMap(layer => [...layer.keys()])),
    get: name => {
      const found = layers.findLast(layer => layer.has(name))?.get(name);
      return found ?? (isAbsent(name) ? undefined : doubtAbout(name));
    },
  };
}

export function doubtAbout(name: string): Doubt {
  return { on: [`$${name}`] };
}

/** The value as conditions compare it: not expanded. */
export function valueIn(scope: Scope, name: string): string | null | Doubt {
  const found = scope.get(name);
  if (!found) return null;
  return isDoubt(found) ? found : found.value;
}

/** Variables with plain values. */
export function plainVariables(values: Readonly<Record<string, string | null | undefined>>): Variables {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, { value }] as const],
  );
  return new Map(pairs);
}
