/** The path that a `!reference` tag holds. */
import { readScalar } from '../yaml/scalar.ts';
import type { Node } from '../yaml/tree.ts';
import type { UnknownValue } from '../yaml/value.ts';

/** The keys of a valid tag; the text as GitLab shows it where it is not valid; nothing where that cannot be told. */
export function referencePath({ node }: UnknownValue): readonly string[] | string | undefined {
  if (!node) return undefined;
  if (node.kind !== 'list') return node.kind === 'scalar' ? JSON.stringify(node.text) : '{…}';
  const keys = node.items.map(keyOf);
  if (keys.includes(undefined)) return undefined;
  if (keys.length === 0 || keys.includes(false)) return `[${node.items.map(show).join(', ')}]`;
  return keys.filter(key => typeof key === 'string');
}

/** The path as it is written in a tag. */
export function inspectPath(path: readonly string[]): string {
  return `[${path.map(key => (/^[\w.-]+$/.test(key) ? key : JSON.stringify(key))).join(', ')}]`;
}

/** False for what is no text, nothing for what cannot be told from the text alone. */
function keyOf(node: Node): string | false | undefined {
  if (node.kind === 'alias') return undefined;
  if (node.kind !== 'scalar' || node.tag?.name === '!reference') return false;
  const datum = readScalar(node);
  return datum.type === 'string' && datum.value;
}

function show(node: Node): string {
  if (node.kind === 'scalar') return node.text;
  return node.kind === 'alias' ? `*${node.name}` : '…';
}
