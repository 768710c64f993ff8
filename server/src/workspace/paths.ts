/** The YAML files below a folder: what paths are completed from, and where pipelines are looked for. */
import type { Files } from '../ci/files.ts';
import { uriOf } from '../ci/location.ts';
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

export interface Found {
  /** From the root, those of higher folders first. */
  readonly paths: readonly string[];
  /** Whether there was more to look at than is looked at. */
  readonly cut: boolean;
}

/** Looks through the folders, the higher ones first. */
export async function search({ root, files, isExcluded, name: wanted }: Search): Promise<Found> {
  const paths: string[] = [];
  const waiting = [''];
  let names = 0;
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (names >= MOST_NAMES || paths.length >= MOST_PATHS) return { paths, cut: true };
    const entries = await files.list(folderUri(root, folder));
    names += entries.length;
    for (const { name, kind } of entries) {
      const path = folder + name;
      if (kind === 'file' && wanted.test(name) && !isExcluded(uriOf(root, path) ?? root)) paths.push(path);
      if (kind === 'folder' && !isExcluded(folderUri(root, path))) waiting.push(`${path}/`);
    }
  }
  return { paths, cut: false };
}

/** All YAML files. */
export async function yamlPaths(within: Omit<Search, 'name'>): Promise<readonly string[]> {
  const { paths } = await search({ ...within, name: /[^/]\.ya?ml$/i });
  return paths;
}

function folderUri(root: Uri, path: string): Uri {
  const uri = path === '' ? root : (uriOf(root, path.replace(/\/$/, '')) ?? root);
  return uri.endsWith('/') ? uri : `${uri}/`;
}
