/** Reads a pipeline: the only asynchronous file of this room, a work list over what the includes name. */
import type { Uri } from '../text/span.ts';
import { parse } from '../yaml/document/document.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Files } from './files.ts';
import { wantedChildren } from './child-files.ts';
import { includeTree, type Wanted } from './include-tree.ts';
import { lasting } from './lasting.ts';
import { isMade, startOf } from './made-start.ts';
import { pathBelow, uriBelow } from '../text/uri.ts';
import { byPath, depthOf, folderOf, matcherOf } from './path-pattern.ts';
import { withDocument, type Project, type Start } from './project.ts';
import { withoutUnused } from './used.ts';

export interface Limits {
  /** How many files are read for one project. */
  readonly files: number;
  /** How many names are looked at in search of matches for a wildcard. */
  readonly names: number;
  /** How many characters are read for one project. */
  readonly text: number;
}

/** What is read of one project, and of all pipelines of a repository together, takes a hundred times as much memory. */
export const MOST_TEXT = 8 * 1024 * 1024;

export const LIMITS: Limits = { files: 500, names: 50_000, text: MOST_TEXT };

/** Documents that are used instead of the files with the same URI. */
export type OpenDocuments = Pick<ReadonlyMap<Uri, SourceDocument>, 'get'>;

/** Reads a pipeline and all that it includes; `open` documents are used instead of files. */
export async function loadProject(
  start: Start,
  open: OpenDocuments,
  files: Files,
  limits: Limits = LIMITS,
): Promise<Project> {
  const empty: Project = { ...start, documents: new Map(), failures: new Map(), matches: new Map(), lineage: {} };
  const first = isMade(start.pipeline) ? empty : await readFile(empty, start.pipeline, open, files);
  return completeProject(first, open, files, limits);
}

/** Reads what the project names but does not contain yet, until nothing is missing. */
export async function completeProject(
  project: Project,
  open: OpenDocuments,
  files: Files,
  limits: Limits = LIMITS,
): Promise<Project> {
  let done = project;
  for (let wanted = wantedOf(done); wanted.length > 0; wanted = wantedOf(done)) {
    for (const next of wanted) {
      if (isFull(done, limits)) return withoutUnused(done);
      done =
        next.kind === 'file'
          ? await readFile(done, next.uri, open, files)
          : await expand(done, next.pattern, files, limits);
    }
  }
  return withoutUnused(done);
}

function isFull({ documents, failures }: Project, { files, text }: Limits): boolean {
  let length = 0;
  for (const document of documents.values()) length += document.text.length;
  return documents.size + failures.size >= files || length >= text;
}

/** What still has to be read to know everything that the project includes. */
export const wantedOf = lasting((project): readonly Wanted[] => {
  if (!startOf(project)) return [];
  return [...includeTree(project).wanted, ...wantedChildren(project)].filter(isFirst());
});

/** A file that is included many times names what it wants as often. */
function isFirst(): (wanted: Wanted) => boolean {
  const seen = new Set<string>();
  return wanted => {
    const before = seen.size;
    return seen.add(wanted.kind === 'file' ? wanted.uri : `* ${wanted.pattern}`).size > before;
  };
}

async function readFile(project: Project, uri: Uri, open: OpenDocuments, files: Files): Promise<Project> {
  const document = open.get(uri);
  if (document) return withDocument(project, document);
  const read = await files.read(uri);
  if (typeof read === 'string') return withDocument(project, parse(uri, read));
  const similar = read.failed === 'missing' ? await similarName(uri, files) : undefined;
  const failure = { ...read, ...(similar !== undefined && { similar }) };
  return { ...project, failures: new Map(project.failures).set(uri, failure) };
}

async function similarName(uri: Uri, files: Files): Promise<string | undefined> {
  const cut = uri.lastIndexOf('/') + 1;
  const folder = uri.slice(0, cut);
  const wanted = pathBelow(folder, uri)?.toLowerCase();
  const entries = await files.list(folder);
  return entries.find(({ name, kind }) => kind === 'file' && name.toLowerCase() === wanted)?.name;
}

/** Searches for matches of a wildcard; as in git, links are not folders. */
async function expand(project: Project, pattern: string, files: Files, limits: Limits): Promise<Project> {
  const matches = matcherOf(pattern);
  const found: string[] = [];
  const depth = depthOf(pattern);
  const folders = pattern.startsWith('/') ? [] : [folderOf(pattern)];
  let names = 0;
  while (folders.length > 0 && names < limits.names) {
    const folder = folders.shift() ?? '';
    const uri = folder === '' ? project.folder : uriBelow(project.folder, folder.slice(0, -1));
    const entries = uri === undefined ? [] : await files.list(uri.endsWith('/') ? uri : `${uri}/`);
    names += entries.length;
    for (const { name, kind } of entries) {
      const path = folder + name;
      if (kind === 'file' && matches(path)) found.push(path);
      if (kind === 'folder' && name !== '.git' && path.split('/').length < depth) folders.push(`${path}/`);
    }
  }
  const cut = folders.length > 0 ? (true as const) : undefined;
  return { ...project, matches: new Map(project.matches).set(pattern, found.sort(byPath)), ...(cut && { cut }) };
}
