/** Looks a path up in the merged configuration. */
import { member, type Value } from '../yaml/value/value.ts';
import { isFalsy } from './blank.ts';

/** The configuration in which paths are looked up: top-level values after `extends`, tags still in them. */
export interface World {
  get(name: string): Value | undefined;
  /** False where a file that was not read may hold more. */
  readonly complete: boolean;
}

/** Ruby's `dig`, with nil and false counted as missing, as GitLab does. Lists and tags cannot be entered. */
export function dig([name = '', ...rest]: readonly string[], world: World): Value | 'missing' | 'unknown' {
  const top = world.get(name);
  if (!top) return world.complete ? 'missing' : 'unknown';
  const found = rest.reduce<Value | 'missing' | 'unknown'>((value, key) => enter(value, key, world), top);
  return typeof found !== 'string' && isFalsy(found) ? 'missing' : found;
}

/** A file that was not read may add keys to every mapping: entries of the same name become one. */
function enter(value: Value | 'missing' | 'unknown', key: string, { complete }: World): Value | 'missing' | 'unknown' {
  if (typeof value === 'string') return value;
  if (value.kind === 'unknown' && value.why !== 'reference') return 'unknown';
  return member(value, key)?.value ?? (value.kind === 'map' && (value.open || !complete) ? 'unknown' : 'missing');
}
