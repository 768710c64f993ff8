/** What scenarios take from a repository: what `.git` tells, and its files where rules ask whether some exist. */
import { cachedBy } from '../text/cached.ts';
import { given } from '../ci/blank.ts';
import type { DirEntry, Files } from '../ci/files.ts';
import { cachedPipeline } from '../ci/cached-pipeline.ts';
import type { Project } from '../ci/project.ts';
import { globsIn } from '../simulation/globs.ts';
import { readRepository, type RepositoryFacts } from '../simulation/repository.ts';
import { rulesIn } from '../simulation/rules.ts';
import type { Uri } from '../text/span.ts';
import type { Value } from '../yaml/value/value.ts';
import { isNeverCommitted, isYaml, walk } from './paths.ts';
import { projectsIn, type Repository } from './repository.ts';

export interface Grounds {
  readonly facts: RepositoryFacts;
  /** All paths of the working tree; `undefined` if nobody asks for them, or where they are too many. */
  readonly files?: readonly string[];
}

/** Before anything was read, and for files without a repository. */
export const NO_GROUNDS: Grounds = { facts: { tags: [] } };

const READ = new WeakMap<Repository, Grounds>();
const LISTED = new WeakSet<Repository>();

/** As far as they were read; the same object until something changes. */
export function groundsOf(repository: Repository): Grounds {
  return READ.get(repository) ?? NO_GROUNDS;
}

/** Reads what is not known yet; tells whether anything came of it. */
export async function readGrounds(repository: Repository): Promise<boolean> {
  const { files, folder } = repository;
  const asks = !LISTED.has(repository) && projectsIn(repository).some(project => existsPatterns(project).length > 0);
  const before = READ.get(repository);
  if (before && !asks) return false;
  if (asks) LISTED.add(repository);
  const facts = before?.facts ?? (await readRepository(files, folder));
  const paths = asks ? await allPaths(files, folder) : before?.files;
  const isPlain = !before && paths === undefined && Object.keys(facts).length === 1 && facts.tags.length === 0;
  READ.set(repository, isPlain ? NO_GROUNDS : { facts, ...(paths && { files: paths }) });
  return !isPlain;
}

/** Has them read again where files changed on which they rest; tells whether any did. */
export function groundsChanged(repository: Repository, uris: readonly Uri[]): boolean {
  const isGit = uris.some(uri => uri.startsWith(`${repository.folder}.git/`));
  const isListed = LISTED.has(repository) && uris.some(uri => !isYaml(uri));
  if (!isGit && !isListed) return false;
  READ.delete(repository);
  LISTED.delete(repository);
  return true;
}

/** The globs of `exists` in rules, as far as they are plain texts. */
export function existsPatterns(project: Project): readonly string[] {
  const { jobs, merged } = cachedPipeline(project);
  const workflow = merged.members.get('workflow')?.value;
  return [
    ...new Set([...jobs.values(), ...(workflow ? [{ value: workflow }] : [])].flatMap(job => patternsOf(job.value))),
  ];
}

const patternsOf = cachedBy((job: Value): readonly string[] => {
  const rules = rulesIn(given(job, 'rules'));
  return rules.flatMap(rule => globsIn(given(rule, 'exists')) ?? []).filter(glob => glob !== undefined);
});

/** Names that are looked at; where there are more, it is not known what exists. */
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
