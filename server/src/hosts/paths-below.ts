/** The files of a working tree, as paths relative to its root. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isNeverCommitted } from '../workspace/paths.ts';

/** Nobody waits for more. */
const MOST_PATHS = 100_000;

/** All of them, or `undefined` if there are too many. */
export async function pathsBelow(root: string): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = `${folder}${entry.name}`;
      if (!entry.isDirectory()) found.push(path);
      else if (!isNeverCommitted(entry.name)) folders.push(`${path}/`);
    }
    if (found.length > MOST_PATHS) return undefined;
  }
  return found;
}
