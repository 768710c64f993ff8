/** Looks up a path in the merged configuration. */
import { member, type Value } from '../yaml/value/value.ts';
import { isFalsy } from './blank.ts';

/** The configuration in which paths are looked up: top-level values after `extends`, with their tags. */
export interface World {
  get(name: string): Value | undefined;
  /** False if a file that was not read may have more. */
  readonly complete: boolean;
}

/** Ruby's `dig`; like GitLab, it treats nil and false as missing. Lists and tags cannot be entered. */
export function dig([name = '', ...rest]: readonly string[], world: World): Value | 'missing' | 'unknown' {
  const top = world.get(name);
  if (!top) return world.complete ? 'missing' : 'unknown';
  const found = rest.reduce<Value | 'missing' | 'unknown'>((value, key) => enter(value, key, world), top);
  return typeof found !== 'string' && isFalsy(found) ? 'missing' : found;
}

/** A file that was not read may add keys to every mapping, since entries of the same name are merged. */
function enter(value: Value | 'missing' | 'unknown', key: string, { complete }: World): Value | 'missing' | 'unknown' {
  if (typeof value === 'string') return value;
  if (value.kind === 'unknown' && value.why !== 'reference') return 'unknown';
  return member(value, key)?.value ?? (value.kind === 'map' && (value.open || !complete) ? 'unknown' : 'missing');
}
