/**
 * The start of a child pipeline of several files. GitLab makes it of `trigger:include`, as if a file had nothing but
 * that `include`. There is no such file, so its URI has its text, and it is in no list of documents.
 */
import { cachedByName } from '../text/cached.ts';
import type { Uri } from '../text/span.ts';
import { parse } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Value } from '../yaml/value/value.ts';
import { readIncludes } from './include.ts';
import { lineageFor, type Project } from './project.ts';
import { datumToS } from './ruby-text.ts';

const SCHEME = 'gitlab-ci-child:';

export function isMade(uri: Uri): boolean {
  return uri.startsWith(SCHEME);
}

/** Nothing if the child starts with a single file, or if not all of the include is known. */
export function madeStart(include: Value | undefined): Uri | undefined {
  const [only, ...more] = readIncludes(include).entries;
  const isSingle = more.length === 0 && only?.target.kind !== 'pattern';
  return isSingle ? undefined : startOfAll(include);
}

/** Also for a single file, if it has rules: a scenario decides by them whether there is anything in the pipeline. */
export function startWithRules(include: Value | undefined): Uri | undefined {
  return readIncludes(include).entries.some(({ rules }) => rules) ? startOfAll(include) : madeStart(include);
}

function startOfAll(include: Value | undefined): Uri | undefined {
  const { entries } = readIncludes(include);
  const isPlausible = entries.length > 0 && entries.length <= MOST_FILES;
  const json = include && isPlausible ? jsonOf(include) : undefined;
  return json === undefined ? undefined : SCHEME + JSON.stringify(json);
}

/** The pipeline that starts with it, of files that belong to the project. */
export const startedWith = cachedByName((project: Project, start: Uri): Project => ({
  ...project,
  pipeline: start,
  lineage: lineageFor(project.lineage, start),
}));

/** GitLab takes three; somebody may be about to take some out again. */
const MOST_FILES = 20;

/** The document that a pipeline starts with. */
export function startOf({ pipeline, documents }: Pick<Project, 'pipeline' | 'documents'>): SourceDocument | undefined {
  return isMade(pipeline) ? madeDocument(pipeline) : documents.get(pipeline);
}

/** The same object for the same text, so that caches hold. */
function madeDocument(uri: Uri): SourceDocument {
  const known = RECENT.get(uri);
  if (known) return known;
  if (RECENT.size >= MOST_RECENT) RECENT.clear();
  const made = parse(uri, `include: ${uri.slice(SCHEME.length)}\n`);
  RECENT.set(uri, made);
  return made;
}

const RECENT = new Map<Uri, SourceDocument>();
const MOST_RECENT = 200;

/** Nothing if any part is unknown. */
function jsonOf(value: Value): unknown {
  if (value.kind === 'list') {
    const items = value.items.map(jsonOf);
    return items.includes(undefined) ? undefined : items;
  }
  if (value.kind === 'map') {
    const pairs = [...value.members.values()].map(held => [datumToS(held.name), jsonOf(held.value)] as const);
    return value.open || pairs.some(([, json]) => json === undefined) ? undefined : Object.fromEntries(pairs);
  }
  if (value.kind === 'unknown') return undefined;
  const { datum } = value;
  if (datum.type === 'null') return null;
  if (datum.type === 'integer' && Number.isSafeInteger(Number(datum.value))) return Number(datum.value);
  return datum.type === 'boolean' || datum.type === 'float' ? datum.value : datumToS(datum);
}
