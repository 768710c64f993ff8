/** Top-level entries by name: where they are defined and used in a pipeline. */
import { cachedBy, cachedByName } from '../../text/cached.ts';
import { configurationOf } from '../../ci/configuration.ts';
import { includeTree, type TreeFile } from '../../ci/include-tree.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { find } from '../../readings/find.ts';
import type { Place } from '../../text/span.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { EntryMention } from './mentions.ts';
import { namedIn, type NamedScalar } from './named.ts';
import { distinct, documentsOf, filesOf, mentionsOfEntry, spotOf, type FoundMention, type Spot } from './spots.ts';

/** A name in a text, and the entry that it refers to. */
export interface EntrySpot extends Spot {
  readonly role: EntryMention['role'];
  /** As written, or as it is expanded: with matrix values after the name. */
  readonly written: string;
  /** The text is the value of an input, which may be used for more than this name. */
  readonly fromInput?: true;
}

/** The names of the copies that `parallel` makes: `build 1/3`, `build: [a, b]`. */
const COPY = /^(.*?)(?: \d+\/\d+|: \[.*\])$/s;

/** The entry that a name refers to, also by the name of a copy of a parallel job. */
export function entryNameOf(project: Project, written: string): string {
  const name = /[\d\]]$/.test(written) && written.includes(' ') ? COPY.exec(written)?.[1] : undefined;
  if (name === undefined) return written;
  const { entry } = configurationOf(project);
  return entry(written) || !entry(name) ? written : name;
}

/** The keys by which the files of a pipeline define an entry. */
export const definitionsOf = cachedByName((project: Project, name: string): readonly Spot[] => {
  const places = filesOf(includeTree(project).root).flatMap(file => keysOf(file, name));
  return distinct(places.flatMap(place => spotOf(project, place) ?? []));
});

function keysOf({ source }: TreeFile, name: string): readonly Place[] {
  const found = source.root.members.get(name);
  return found ? [...found.replaced, found.key] : [];
}

/** All places where the entry is defined or used, in the order of the files. */
export function spotsOfEntry(project: Project, name: string): readonly EntrySpot[] {
  const latest = latestSpots(project);
  if (latest.name !== name) {
    latest.spots = findSpots(project, name);
    latest.name = name;
  }
  return latest.spots;
}

interface LatestSpots {
  name: string | undefined;
  spots: readonly EntrySpot[];
}

/** Of the latest name: to rename it, one has to know them several times. */
const latestSpots = cachedBy((_project: Project): LatestSpots => ({ name: undefined, spots: [] }));

function findSpots(project: Project, name: string): readonly EntrySpot[] {
  const means = (written: string): boolean => written === name || entryNameOf(project, written) === name;
  const written = documentsOf(project).flatMap(document => mentionsOfEntry(document, name).flatMap(toSpot));
  const defined = definitionsOf(project, name).map(spot => ({ ...spot, role: 'definition', written: name }) as const);
  const meant = written.filter(spot => means(spot.written));
  return distinct([...meant, ...flowing(project, means), ...defined]).toSorted(inOrder(project));
}

function toSpot({ mention, document, span }: FoundMention): readonly EntrySpot[] {
  if (mention.kind !== 'entry') return [];
  return [{ uri: document.uri, span, role: mention.role, written: mention.name }];
}

function inOrder(project: Project): (one: Spot, other: Spot) => number {
  const uris = documentsOf(project).map(({ uri }) => uri);
  return (one, other) =>
    one.uri === other.uri ? one.span.start - other.span.start : uris.indexOf(one.uri) - uris.indexOf(other.uri);
}

/**
 * Names that reach their place through an alias, a merge key, an input or a reference: only the whole pipeline shows
 * them.
 */
function flowing(project: Project, means: (written: string) => boolean): readonly EntrySpot[] {
  const sources = filesOf(includeTree(project).root).flatMap(({ source }) => [...source.root.members]);
  const written = sources.map(([name, { value }]) => [name, value] as const);
  const merged = configurationOf(project)
    .names()
    .map(name => [name, resolveJob(project, name)?.value] as const);
  const named = [...written, ...merged].flatMap(([name, value]) => (value ? namesOf(value, name) : []));
  return named.filter(({ name }) => means(name)).flatMap(found => spotsOf(project, found));
}

/** Cached with the value, which most edits do not change. */
const namesOf = cachedByName((value: Value, entry: string): readonly NamedScalar[] => {
  const entryKeys = value.kind === 'map' ? [...value.members.keys()] : [];
  const shape = value.kind === 'map' ? find([entry], { piece: 'content', entryKeys })?.shape : undefined;
  return shape ? namedIn(value, shape) : [];
});

function spotsOf(project: Project, { name, value: { at, via } }: NamedScalar): readonly EntrySpot[] {
  const spot = spotOf(project, at);
  const fromInput = via.some(({ rule }) => rule === 'input');
  return spot ? [{ ...spot, role: 'use', written: name, ...(fromInput && { fromInput }) }] : [];
}
