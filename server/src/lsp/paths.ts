/** The YAML files of a repository, for the completion of paths: the only time that folders are searched. */
import type { Files } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';

/** Names that are looked at, and paths that are offered at most. */
const MOST_NAMES = 20_000;
const MOST_PATHS = 2000;

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Paths from the root, those of higher folders first. */
export async function yamlPaths(root: Uri, files: Files): Promise<readonly string[]> {
  const paths: string[] = [];
  const waiting = [''];
  let names = 0;
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (names >= MOST_NAMES || paths.length >= MOST_PATHS) break;
    const entries = await files.list(root + folder.split('/').map(encodeURIComponent).join('/'));
    names += entries.length;
    for (const { name, kind } of entries) {
      if (kind === 'file' && /[^/]\.ya?ml$/i.test(name)) paths.push(folder + name);
      if (kind === 'folder' && !SKIPPED.has(name)) waiting.push(`${folder}${name}/`);
    }
  }
  return paths;
}
