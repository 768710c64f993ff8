/** Keys as Psych makes them: a string and a symbol are different keys at first, and a key may be anything. */
import { readScalar } from '../value/scalar.ts';
import type { Node } from '../tree.ts';
import { identity, type Datum, type Member, type Value } from '../value/value.ts';

export interface Key {
  /** Equal for equal keys of one mapping. */
  readonly id: string;
  readonly member: Pick<Member, 'name' | 'via' | 'complex'>;
}

/** The key that a node resolves to; `revive` reads nodes that are more than plain text. */
export function keyOf<State>(node: Node, state: State, revive: (node: Node, state: State) => Value): Key {
  if (node.kind === 'scalar' && !node.tag && !node.anchor) {
    const name = readScalar(node);
    if (name.type !== 'forbidden') return { id: psychIdentity(name), member: { name } };
  }
  const value = revive(node, state);
  const via = value.via.length > 0 ? { via: value.via } : {};
  if (value.kind === 'scalar') return { id: psychIdentity(value.datum), member: { name: value.datum, ...via } };
  const name: Datum = { type: 'forbidden', className: CLASSES[value.kind] };
  return { id: `\0key:${contentOf(value)}`, member: { name, complex: value, ...via } };
}

const CLASSES = { list: 'Array', map: 'Hash', unknown: 'Reference' } as const;

/** The identity of a key before symbols and strings become one. */
export function psychIdentity(key: Datum): string {
  return key.type === 'symbol' ? `\0symbol:${key.value}` : identity(key);
}

/**
 * Equal for lists and mappings with equal content. References, and everything that has such keys, differ from all
 * others.
 */
function contentOf(value: Value): string {
  if (value.kind === 'scalar') return JSON.stringify(psychIdentity(value.datum));
  if (value.kind === 'list') return `[${value.items.map(contentOf).join()}]`;
  if (value.kind === 'unknown' || [...value.members.values()].some(held => held.complex))
    return `!${value.at.span.start}`;
  const parts = [...value.members].map(([id, held]) => `${JSON.stringify(id)}:${contentOf(held.value)}`);
  return `{${parts.sort().join()}}`;
}
