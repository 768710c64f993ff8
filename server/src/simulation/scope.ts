/** The variables that a rule sees, and what is unknown about others. */
import { cachedBy } from '../text/cached.ts';
import { isDoubt, type Doubt, type Held } from '../expression/truth.ts';
import { mayRefer } from './references.ts';

export interface Variable {
  /** Null if GitLab knows the variable but it has no value yet. */
  readonly value: string | null;
  /** Its value is not expanded. */
  readonly raw?: boolean;
}

export type Variables = ReadonlyMap<string, Variable | Doubt>;

/** A variable of which nothing is known, even if a layer defines it. */
interface Hidden extends Doubt {
  readonly otherwise: Variable | Doubt | undefined;
}

export interface Scope {
  readonly get: (name: string) => Variable | Doubt | undefined;
  /** Names of variables that may refer to others. */
  readonly referring: () => readonly string[];
}

/** Whether a name that no layer has is known to be absent. */
export type IsAbsent = (name: string) => boolean;

/** What is known about names that no layer has, and which names are unknown in any case. */
export interface Ignorance {
  readonly isAbsent: IsAbsent;
  readonly unknown: Pick<ReadonlySet<string>, 'has'>;
  /** Unknown variables that certainly exist. */
  readonly held?: ReadonlyMap<string, Held>;
}

/** Combines layers of variables; later layers override earlier ones. */
export function scopeOf(layers: readonly Variables[], { isAbsent, unknown, held }: Ignorance): Scope {
  const find = (name: string): Variable | Doubt | undefined => {
    const found = layers.findLast(layer => layer.has(name))?.get(name);
    return found ?? (isAbsent(name) ? undefined : doubtAbout(name));
  };
  return {
    referring: () => layers.flatMap(referringIn),
    get: name => (unknown.has(name) ? hidden(name, find(name), held?.get(name)) : find(name)),
  };
}

function hidden(name: string, found: Variable | Doubt | undefined, held: Held | undefined): Hidden {
  return { ...doubtAbout(name), otherwise: found, ...(held && { held }) };
}

/** Cached, since most layers are the same for many jobs. */
const referringIn = cachedBy((layer: Variables): readonly string[] => {
  const found = [...layer].filter(([, held]) => !isDoubt(held) && !held.raw && mayRefer(held.value ?? ''));
  return found.map(([name]) => name);
});

/** The value that the variable would have if it were not hidden. */
export function otherwise(found: Variable | Doubt | undefined): Variable | Doubt | undefined {
  return found && 'otherwise' in found ? (found as Hidden).otherwise : found;
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
