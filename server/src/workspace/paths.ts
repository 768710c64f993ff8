/** Finds the YAML files below a folder, for completion of paths and in search of pipelines. */
import type { DirEntry, Files } from '../ci/files.ts';
import { uriBelow } from '../text/uri.ts';
import type { Uri } from '../text/span.ts';
import type { IsExcluded } from './excludes.ts';

/** The most names that are looked at, and the most paths that are found. */
const MOST_NAMES = 20_000;
const MOST_PATHS = 2000;

export interface Search {
  readonly root: Uri;
  readonly files: Files;
  readonly isExcluded: IsExcluded;
  /** Whether a file of this name is to be found. */
  readonly isWanted: (name: string) => boolean;
}

export interface FoundPaths {
  /** Relative to the root, those of higher folders first. */
  readonly paths: readonly string[];
  /** Whether the search ended early. */
  readonly cut: boolean;
}

/**
 * Walks the folders below a root, higher ones first, until `isEnough`; `visit` gets every name with its path from the
 * root and decides whether to enter a folder. Returns whether the walk ended early.
 */
export async function walk(
  { root, files }: Pick<Search, 'root' | 'files'>,
  visit: (path: string, entry: DirEntry) => boolean,
  isEnough: () => boolean,
): Promise<boolean> {
  const waiting = [''];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (isEnough()) return true;
    for (const entry of await files.list(folderUri(root, folder))) {
      const path = folder + entry.name;
      if (visit(path, entry) && entry.kind === 'folder') waiting.push(`${path}/`);
    }
  }
  return false;
}

/** Finds files by name. */
export async function search({ root, files, isExcluded, isWanted }: Search): Promise<FoundPaths> {
  const paths: string[] = [];
  let names = 0;
  const visit = (path: string, { name, kind }: DirEntry): boolean => {
    names++;
    if (kind === 'file' && isWanted(name) && !isExcluded(uriBelow(root, path) ?? root)) paths.push(path);
    return kind === 'folder' && !isExcluded(folderUri(root, path));
  };
  const cut = await walk({ root, files }, visit, () => names >= MOST_NAMES || paths.length >= MOST_PATHS);
  return { paths, cut };
}

/** All YAML files. */
export async function yamlPaths(within: Omit<Search, 'isWanted'>): Promise<readonly string[]> {
  const { paths } = await search({ ...within, isWanted: name => /[^/]\.ya?ml$/i.test(name) });
  return paths;
}

function folderUri(root: Uri, path: string): Uri {
  const uri = path === '' ? root : (uriBelow(root, path.replace(/\/$/, '')) ?? root);
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/** Whether a folder of this name is never committed, so that it contains no CI files of the repository. */
export function isNeverCommitted(name: string): boolean {
  return name === '.git' || name === 'node_modules';
}

/** Whether the file, or all files that match a pattern, can be part of a pipeline. */
export function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}
