/** The path that a `!reference` tag holds. */
import type { UnknownValue, Value } from '../yaml/value/value.ts';
import { inspect } from './ruby-text.ts';

/** The keys of a valid tag; the text as GitLab shows it where it is not valid; `undefined` if that cannot be told. */
export function referencePath({ reference }: UnknownValue): readonly string[] | string | undefined {
  if (!reference) return undefined;
  if (reference.kind !== 'list') return inspect(reference);
  const keys = reference.items.map(keyOf);
  if (keys.includes(undefined)) return undefined;
  if (keys.length === 0 || keys.includes(false)) return inspect(reference);
  return keys.filter(key => typeof key === 'string');
}

/** The path as it is written in a tag. */
export function inspectPath(path: readonly string[]): string {
  return `[${path.map(key => (/^[\w.-]+$/.test(key) ? key : JSON.stringify(key))).join(', ')}]`;
}

/** False for what is no text, nothing for what cannot be told. */
function keyOf(item: Value): string | false | undefined {
  if (item.kind === 'unknown') return item.why === 'reference' ? false : undefined;
  return item.kind === 'scalar' && item.datum.type === 'string' && item.datum.value;
}
