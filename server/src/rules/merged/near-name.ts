/** The name that was probably meant by one that leads nowhere, and how to write it. */
import { nearest } from '../../readings/meaning.ts';
import type { Finding, Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { quoted, sourceOf } from '../../yaml/edit/edit.ts';
import { nodeAt } from '../../yaml/edit/seat.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import type { Node } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { extendedOf, type Scene } from '../engine/scene.ts';

/** Another name in the place of one, in its quotes. */
export function replaceName(at: Place, name: string): Fix {
  const [quote] = /^["']/.exec(sourceOf(at)) ?? [];
  const isSafe = quote !== undefined && !/["'\\]/.test(name);
  return { title: `Replace with ${name}`, edits: [{ at, text: isSafe ? quote + name + quote : written(name, at) }] };
}

/** The name as it may stand anywhere in a file. */
export function written(name: string, at: Place): string {
  const isPlain = /^[A-Za-z_.](?:[\w./:-]*[\w./-])?$/.test(name) && typePlain(name).type === 'string';
  return isPlain ? name : quoted(name, at.block.text);
}

/** What says that a base or a reference leads nowhere, with the name that is close to what is written. */
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

/** The first key of a path that is not there, if the path goes on from the one that was meant. */
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
