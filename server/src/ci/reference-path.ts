/** Reads the path in a `!reference` tag. */
import type { UnknownValue, Value } from '../yaml/value/value.ts';
import { inspect } from './ruby-text.ts';

/** The keys of a valid tag; for an invalid one, its text as GitLab shows it; `undefined` if unknown. */
export function referencePath({ reference }: UnknownValue): readonly string[] | string | undefined {
  if (!reference) return undefined;
  if (reference.kind !== 'list') return inspect(reference);
  const keys = reference.items.map(keyOf);
  if (keys.includes(undefined)) return undefined;
  if (keys.length === 0 || keys.includes(false)) return inspect(reference);
  return keys.filter(key => typeof key === 'string');
}

/** The path as written in a tag. */
export function inspectPath(path: readonly string[]): string {
  return `[${path.map(key => (/^[\w.-]+$/.test(key) ? key : JSON.stringify(key))).join(', ')}]`;
}

/** The text of a key; false if it is not a string, nothing if it is unknown. */
function keyOf(item: Value): string | false | undefined {
  if (item.kind === 'unknown') return item.why === 'reference' ? false : undefined;
  return item.kind === 'scalar' && item.datum.type === 'string' && item.datum.value;
}
