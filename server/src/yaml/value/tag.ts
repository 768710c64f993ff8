/** What tags mean to Ruby's Psych: a few convert, some name classes that GitLab refuses, all others are ignored. */
import type { Node, ScalarNode } from '../tree.ts';

const YAML = 'tag:yaml.org,2002:';

/** The tag as libyaml resolves it: `!!str` is `tag:yaml.org,2002:str`. */
export function fullTag({ tag }: Pick<Node, 'tag'>): string | undefined {
  if (!tag) return undefined;
  if (tag.name.startsWith('!<')) return tag.name.slice(2, -1);
  const name = decode(tag.name);
  return name.startsWith('!!') ? YAML + name.slice(2) : name;
}

function decode(name: string): string {
  return name.replace(/(?:%[0-9a-fA-F]{2})+/g, bytes => decodeBytes(bytes) ?? bytes);
}

/** Decodes percent-encoded UTF-8; `undefined` if it is malformed. */
export function decodeBytes(bytes: string): string | undefined {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return undefined;
  }
}

export type Conversion = 'string' | 'float' | 'binary' | 'symbol';

/** What a tag makes of a scalar; with other tags, the look of the text decides, even in quotes. */
export function conversionOf(tag: string): Conversion | undefined {
  if (tag === '!float' || tag === `${YAML}float`) return 'float';
  if (tag === '!binary' || tag === `${YAML}binary`) return 'binary';
  if (tag === `${YAML}str` || tag === '!str' || tag === '!ruby/string') return 'string';
  return tag.startsWith('!ruby/sym') ? 'symbol' : undefined;
}

/** The Ruby class that the node would need and that GitLab refuses to instantiate. */
export function refusedClass(node: Node): string | undefined {
  const tag = node.kind === 'alias' ? undefined : fullTag(node);
  if (tag === undefined || node.kind === 'alias') return undefined;
  if (node.kind === 'scalar') return refusedScalar(tag, node);
  return node.kind === 'list' ? /^!(?:seq|ruby\/array):(.+)$/.exec(tag)?.[1] : refusedMap(tag);
}

function refusedScalar(tag: string, { text }: ScalarNode): string | undefined {
  if (tag === '!ruby/class' || tag === '!ruby/module') return text === '' ? undefined : text;
  const named = /^!(?:str|ruby\/string):(.+)$|^!ruby\/object:(Complex|Rational|BigDecimal|DateTime)$/.exec(tag);
  return named?.[1] ?? named?.[2] ?? OF_SCALARS.get(tag);
}

const OF_SCALARS: ReadonlyMap<string, string> = new Map([
  ['!ruby/regexp', 'Regexp'],
  ['!ruby/range', 'Range'],
  ['!ruby/encoding', 'Encoding'],
]);

function refusedMap(tag: string): string | undefined {
  const named = /^!(?:map|str|ruby\/(?:object|struct|array|hash|exception|string)):(.+)$/.exec(tag)?.[1];
  if (named !== undefined) return tag === '!ruby/object:Hash' ? undefined : named;
  return OF_MAPS.get(tag);
}

const OF_MAPS: ReadonlyMap<string, string> = new Map([
  ['!ruby/object', 'Object'],
  ['!ruby/struct', 'Struct'],
  ['!ruby/exception', 'Exception'],
  ['!ruby/range', 'Range'],
  ['!set', 'Psych::Set'],
  [`${YAML}set`, 'Psych::Set'],
  ['!omap', 'Psych::Omap'],
  [`${YAML}omap`, 'Psych::Omap'],
  ['!str', 'String'],
  ['!ruby/string', 'String'],
  [`${YAML}str`, 'String'],
]);

/** Whether a list with this tag becomes a mapping of the first pair of each item. */
export function isOrderedMap(node: Node): boolean {
  const tag = node.kind === 'list' ? fullTag(node) : undefined;
  return tag === '!omap' || tag === `${YAML}omap`;
}

/** Whether GitLab takes the node for a reference to another part of the configuration. */
export function isReference(node: Node): boolean {
  return node.kind !== 'alias' && node.tag !== undefined && fullTag(node) === '!reference';
}
