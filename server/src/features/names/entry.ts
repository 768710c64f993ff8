/** Top-level entries by name: where they are defined in a pipeline and where they are meant. */
import { configurationOf } from '../../ci/configuration.ts';
import { includeTree, type TreeFile } from '../../ci/include-tree.ts';
import { mergedEntry, stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { find } from '../../readings/find.ts';
import type { Place } from '../../text/span.ts';
import type { Member } from '../../yaml/value.ts';
import type { EntryMention } from './mentions.ts';
import { namedIn } from './named.ts';
import { distinct, documentsOf, filesOf, mentionsIn, spotOf, type Spot } from './spots.ts';

/** A name in a text, and the entry that it means. */
export interface EntrySpot extends Spot {
  readonly role: EntryMention['role'];
  /** As it is written, or as it comes to be: with the values of a matrix behind the name. */
  readonly written: string;
  /** Set where the text is the value of an input, which may serve for more than this name. */
  readonly fromInput?: true;
}

/** The names of the copies that `parallel` makes: `build 1/3`, `build: [a, b]`. */
const COPY = /^(.*?)(?: \d+\/\d+|: \[.*\])$/s;

/** The entry that a name means, be it that of one copy of a parallel job. */
export function entryNameOf(project: Project, written: string): string {
  const name = /[\d\]]$/.test(written) && written.includes(' ') ? COPY.exec(written)?.[1] : undefined;
  if (name === undefined) return written;
  const { entry } = configurationOf(project);
  return entry(written) || !entry(name) ? written : name;
}

/** The keys under which the files of a pipeline define an entry. */
export function definitionsOf(project: Project, name: string): readonly Spot[] {
  const places = filesOf(includeTree(project).root).flatMap(file => keysOf(file, name));
  return distinct(places.flatMap(place => spotOf(project, place) ?? []));
}

function keysOf({ source }: TreeFile, name: string): readonly Place[] {
  const found = source.root.members.get(name);
  return found ? [...found.replaced, found.key] : [];
}

/** All places where the entry is defined or meant, in the order of the files. */
export function spotsOfEntry(project: Project, name: string): readonly EntrySpot[] {
  const written = documentsOf(project).flatMap(document => mentionsIn(document).flatMap(found => toSpot(found)));
  const means = (spot: EntrySpot): boolean => spot.written === name || entryNameOf(project, spot.written) === name;
  const defined = definitionsOf(project, name).map(spot => ({ ...spot, role: 'definition', written: name }) as const);
  return distinct([...written, ...flowing(project), ...defined].filter(means)).toSorted(inOrder(project));
}

function toSpot({ mention, document, span }: ReturnType<typeof mentionsIn>[number]): readonly EntrySpot[] {
  if (mention.kind !== 'entry') return [];
  return [{ uri: document.uri, span, role: mention.role, written: mention.name }];
}

function inOrder(project: Project): (one: Spot, other: Spot) => number {
  const uris = documentsOf(project).map(({ uri }) => uri);
  return (one, other) =>
    one.uri === other.uri ? one.span.start - other.span.start : uris.indexOf(one.uri) - uris.indexOf(other.uri);
}

const FLOWING = new WeakMap<Project, readonly EntrySpot[]>();

/** Names that come to where they mean something by an alias, a merge key, an input or a reference: the whole pipeline tells. */
function flowing(project: Project): readonly EntrySpot[] {
  const known = FLOWING.get(project);
  if (known) return known;
  const steps = stepsOf(configurationOf(project));
  const sources = filesOf(includeTree(project).root).flatMap(({ source }) => [...source.root.members]);
  const merged = steps.configuration.names().map(name => [name, mergedEntry(steps, name).member] as const);
  const spots = [...sources, ...merged].flatMap(([name, held]) => (held ? namesOf(project, name, held) : []));
  FLOWING.set(project, distinct(spots));
  return spots;
}

function namesOf(project: Project, entry: string, { value }: Member): readonly EntrySpot[] {
  if (value.kind !== 'map') return [];
  const shape = find([entry], { piece: 'content', entryKeys: [...value.members.keys()] })?.shape;
  if (!shape) return [];
  return namedIn(value, shape).flatMap(({ name, value: { at, via } }): readonly EntrySpot[] => {
    const spot = spotOf(project, at);
    const fromInput = via.some(({ rule }) => rule === 'input');
    return spot ? [{ ...spot, role: 'use', written: name, ...(fromInput && { fromInput }) }] : [];
  });
}
