/** Which changes on disk concern the pipelines of a repository. */
import { folderOf, matcherOf } from '../ci/path-pattern.ts';
import { childPipelines } from '../ci/workspace.ts';
import type { Uri } from '../text/span.ts';
import { pathBelow } from '../text/uri.ts';
import { foldersAbove } from './changed.ts';
import { filesReadIn, patternsIn, projectsIn, STARTS, type Repository } from './repository.ts';

/** A test for files and folders on which the pipelines here may depend, by their text or their existence. */
export function concerning(repository: Repository): (uri: Uri) => boolean {
  const { folder } = repository;
  const named = new Set(STARTS.map(name => folder + name));
  for (const project of projectsIn(repository))
    for (const uris of [childPipelines(project), project.documents.keys(), project.failures.keys()])
      for (const uri of uris) named.add(uri);
  const patterns = patternsIn(repository).map(matcherOf);
  const folders = foldersIn(repository);
  const isSought = (path: string): boolean => folders.has(path) || patterns.some(matches => matches(path));
  return uri => {
    const path = pathBelow(folder, uri);
    return named.has(uri) || (path !== undefined && isSought(path));
  };
}

/** The paths of the folders in which the pipelines here have files or look for them, and of those of other files. */
export function foldersIn(repository: Repository, others: readonly Uri[] = []): ReadonlySet<string> {
  const { folder } = repository;
  const searched = patternsIn(repository).map(pattern => folder + folderOf(pattern));
  const above = new Set([...filesReadIn(repository), ...searched, ...others].flatMap(foldersAbove));
  return new Set([...above].flatMap(uri => pathBelow(folder, uri) ?? []).filter(path => path !== '.git'));
}
