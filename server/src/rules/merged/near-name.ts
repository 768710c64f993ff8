/** Finds the name that was probably meant by one that does not exist. */
import { nearest } from '../../readings/meaning.ts';
import type { Finding } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { nodeAt } from '../../yaml/edit/pair-location.ts';
import type { Node } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { replaceName } from '../engine/written-name.ts';
import { extendedOf, type Scene } from '../engine/scene.ts';

/** The finding about a missing base or reference, with a similar name that exists. */
export function withNearName(scene: Scene, finding: Finding): Finding {
  const { code, at } = finding;
  const near =
    code === 'unknown-base' ? nearBase(scene, at) : code === 'unknown-reference' ? nearKey(scene, at) : undefined;
  if (!near) return finding;
  const message = `${finding.message} Did you mean \`${near.name}\`?`;
  return { ...finding, message, fixes: [replaceName(near.at, near.name)] };
}

interface Near {
  readonly name: string;
  readonly at: Place;
}

function nearBase(scene: Scene, at: Place): Near | undefined {
  const node = nodeAt(at);
  return node?.kind === 'scalar' ? among(node, at, scene.configuration.names()) : undefined;
}

/** The first key of a path that does not exist, if the path continues from the one that was meant. */
function nearKey(scene: Scene, at: Place): Near | undefined {
  const node = nodeAt(at);
  const [first, ...rest] = node?.kind === 'list' ? node.items : [];
  if (!first) return undefined;
  const top = extendedOf(scene, textOf(first));
  return top ? nearBelow(top, rest, at) : among(first, at, scene.configuration.names());
}

function nearBelow(value: Value, [key, ...rest]: readonly Node[], at: Place): Near | undefined {
  if (!key || value.kind !== 'map') return undefined;
  const inner = member(value, textOf(key))?.value;
  return inner ? nearBelow(inner, rest, at) : among(key, at, [...value.members.keys()]);
}

function among(node: Node, { uri, block }: Place, names: readonly string[]): Near | undefined {
  const name = nearest(textOf(node), names);
  return name === undefined ? undefined : { name, at: { uri, block, span: node.span } };
}

function textOf(node: Node): string {
  return node.kind === 'scalar' ? node.text : '';
}
