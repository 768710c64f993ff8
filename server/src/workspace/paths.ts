/** The YAML files below a folder: what paths are completed from, and where pipelines are looked for. */
import type { DirEntry, Files } from '../ci/files.ts';
import { uriBelow } from '../text/uri.ts';
import type { Uri } from '../text/span.ts';
import type { IsExcluded } from './excludes.ts';

/** Names that are looked at, and paths that are found at most. */
const MOST_NAMES = 20_000;
const MOST_PATHS = 2000;

export interface Search {
  readonly root: Uri;
  readonly files: Files;
  readonly isExcluded: IsExcluded;
  /** What a file is called that is looked for. */
  readonly name: RegExp;
}

export interface FoundPaths {
  /** From the root, those of higher folders first. */
  readonly paths: readonly string[];
  /** Whether there was more to look at than is looked at. */
  readonly cut: boolean;
}

/**
 * Goes through the folders below a root, the higher ones first, until `isEnough`; `visit` gets every name with its path
 * from the root and says of a folder whether to look into it. Answers whether there was more to look at.
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

/** Looks for files of a name. */
export async function search({ root, files, isExcluded, name: wanted }: Search): Promise<FoundPaths> {
  const paths: string[] = [];
  let names = 0;
  const visit = (path: string, { name, kind }: DirEntry): boolean => {
    names++;
    if (kind === 'file' && wanted.test(name) && !isExcluded(uriBelow(root, path) ?? root)) paths.push(path);
    return kind === 'folder' && !isExcluded(folderUri(root, path));
  };
  const cut = await walk({ root, files }, visit, () => names >= MOST_NAMES || paths.length >= MOST_PATHS);
  return { paths, cut };
}

/** All YAML files. */
export async function yamlPaths(within: Omit<Search, 'name'>): Promise<readonly string[]> {
  const { paths } = await search({ ...within, name: /[^/]\.ya?ml$/i });
  return paths;
}

function folderUri(root: Uri, path: string): Uri {
  const uri = path === '' ? root : (uriBelow(root, path.replace(/\/$/, '')) ?? root);
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/** Whether a folder of this name is never part of a commit, so that no CI file of the repository is in it. */
export function isNeverCommitted(name: string): boolean {
  return name === '.git' || name === 'node_modules';
}

/** Whether the file, or all files of a pattern, can be a part of a pipeline. */
export function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}
