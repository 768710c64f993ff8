/** What scenarios need from a repository: facts from `.git` and, if rules use `exists`, its files. */
import { cachedBy } from '../text/cached.ts';
import type { DirEntry, Files } from '../ci/files.ts';
import { includeTree } from '../ci/include-tree.ts';
import { cachedPipeline } from '../ci/cached-pipeline.ts';
import { numberedFiles } from '../ci/layers.ts';
import { lasting } from '../ci/lasting.ts';
import type { Project } from '../ci/project.ts';
import { globsIn } from '../simulation/globs.ts';
import { readRepository, type RepositoryFacts } from '../simulation/repository.ts';
import type { Uri } from '../text/span.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { isNeverCommitted, isYaml, walk } from './paths.ts';
import { projectsIn, type Repository } from './repository.ts';

export interface Grounds {
  readonly facts: RepositoryFacts;
  /** All paths of the working tree; `undefined` if nobody needs them, or if there are too many. */
  readonly files?: readonly string[];
}

/** Before anything was read, and for files without a repository. */
export const NO_GROUNDS: Grounds = { facts: { tags: [] } };

const READ = new WeakMap<Repository, Grounds>();
const LISTED = new WeakSet<Repository>();
/** Those whose files are being listed. */
const LISTING = new WeakSet<Repository>();

/** What has been read so far; the same object until something changes. */
export function groundsOf(repository: Repository): Grounds {
  return READ.get(repository) ?? NO_GROUNDS;
}

/** Reads what is still missing, after all earlier readings; returns whether that changed anything. */
export function readGrounds(repository: Repository): Promise<boolean> {
  const reading = (LAST.get(repository) ?? Promise.resolve()).then(() => readMissing(repository));
  LAST.set(
    repository,
    reading.catch(() => undefined),
  );
  return reading;
}

/** The last reading of each: one that began before another ended would not know what that one found. */
const LAST = new WeakMap<Repository, Promise<unknown>>();
/** Changes whenever something becomes outdated, also while it is being read. */
const VERSIONS = new WeakMap<Repository, object>();

async function readMissing(repository: Repository): Promise<boolean> {
  const { files, folder } = repository;
  const version = VERSIONS.get(repository);
  const asks = !LISTED.has(repository) && projectsIn(repository).some(project => existsPatterns(project).length > 0);
  const before = READ.get(repository);
  if (before && !asks) return false;
  if (asks) LISTING.add(repository);
  const facts = before?.facts ?? (await readRepository(files, folder));
  const paths = asks ? await allPaths(files, folder) : before?.files;
  LISTING.delete(repository);
  if (VERSIONS.get(repository) !== version) return false;
  if (asks) LISTED.add(repository);
  const isPlain = !before && paths === undefined && Object.keys(facts).length === 1 && facts.tags.length === 0;
  READ.set(repository, isPlain ? NO_GROUNDS : { facts, ...(paths && { files: paths }) });
  return !isPlain;
}

/**
 * Marks it as outdated if one of the changed files matters; returns whether it did. Saving a CI file changes no list,
 * unless it is one of `comings`, which were made or deleted.
 */
export function groundsChanged(repository: Repository, uris: readonly Uri[], comings: readonly Uri[]): boolean {
  const isGit = uris.some(uri => uri.startsWith(`${repository.folder}.git/`));
  const come = new Set(comings);
  const isListed =
    (LISTED.has(repository) || LISTING.has(repository)) && uris.some(uri => !isYaml(uri) || come.has(uri));
  if (!isGit && !isListed) return false;
  VERSIONS.set(repository, {});
  READ.delete(repository);
  LISTED.delete(repository);
  return true;
}

/**
 * The globs of `exists` in rules, as far as they are plain texts. Entries are looked at as they are written, also those
 * that no job uses, since merging all jobs after a pause of typing would take long.
 */
export const existsPatterns = lasting((project): readonly string[] => {
  const tree = includeTree(project);
  // rules of includes are mostly decided by what their own patterns find, once that was looked for
  const patterns = new Set(tree.wanted.length === 0 ? tree.undecided.flatMap(rules => patternsIn(rules) ?? []) : []);
  for (const { file } of numberedFiles(tree.root))
    for (const [name, { value }] of file.source.root.members) {
      if (name === 'include') continue;
      const written = patternsIn(value);
      if (!written) return mergedPatterns(project);
      for (const pattern of written) patterns.add(pattern);
    }
  return [...patterns];
});

/** Of every `exists` in it; `undefined` if that depends on another entry. */
const patternsIn = cachedBy((value: Value): readonly string[] | undefined => {
  const globs = globsBelow(value);
  const known = globs.filter(glob => glob !== undefined);
  return known.length === globs.length ? known : undefined;
});

function globsBelow(value: Value): readonly (string | undefined)[] {
  const globs: (string | undefined)[] = [];
  addGlobs(value, globs);
  return globs;
}

function addGlobs(value: Value, globs: (string | undefined)[]): void {
  if (value.kind === 'map') for (const held of value.members.values()) addGlobs(held.value, globs);
  if (value.kind !== 'list') return;
  for (const item of value.items) {
    const exists = member(item, 'exists')?.value;
    if (exists) for (const glob of globsIn(exists) ?? [undefined]) globs.push(glob);
    addGlobs(item, globs);
  }
}

function mergedPatterns(project: Project): readonly string[] {
  const { jobs, merged } = cachedPipeline(project);
  const workflow = merged.members.get('workflow')?.value;
  const values = [...Array.from(jobs.values(), ({ value }) => value), ...(workflow ? [workflow] : [])];
  const found = [...values.flatMap(globsBelow), ...includeTree(project).undecided.flatMap(globsBelow)];
  return [...new Set(found.filter(glob => glob !== undefined))];
}

/** At most so many names are looked at; with more, it is unknown which files exist. */
const MOST_NAMES = 50_000;

async function allPaths(files: Files, root: Uri): Promise<readonly string[] | undefined> {
  const paths: string[] = [];
  let names = 0;
  const visit = (path: string, { name, kind }: DirEntry): boolean => {
    names++;
    if (kind !== 'folder') paths.push(path);
    return kind === 'folder' && !isNeverCommitted(name);
  };
  await walk({ root, files }, visit, () => names > MOST_NAMES);
  return names > MOST_NAMES ? undefined : paths;
}
