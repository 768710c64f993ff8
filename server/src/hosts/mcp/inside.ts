/** Keeps what a client of the protocol asks for inside of the folder that it was started for. */
import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { short } from '../../text/shown.ts';
import { uriOfPath } from '../../text/uri.ts';
import { rootFolderOf } from '../../workspace/roots.ts';
import { diskAtOnce } from '../disk.ts';
import { folderUri, isOutside } from '../files.ts';

export interface Located {
  /** The path from the folder, as reports name it. */
  readonly path: string;
  /** The root of its repository; the folder itself, if that lies above. */
  readonly root: string;
}

/** The path of a file or folder, or why it is refused. Where a link leads decides, not where it lies. */
export async function locatedIn(folder: string, given: string): Promise<Located | { readonly refused: string }> {
  const full = resolve(folder, given);
  const outside = { refused: `${short(given)} is outside of the folder that this server may read.` } as const;
  if (isOutside(relative(folder, full))) return outside;
  const [top, real] = await Promise.all([realpath(folder), realpath(full).catch(() => undefined)]);
  if (real === undefined) return { refused: `There is no file ${short(given)}.` };
  if (isOutside(relative(top, real))) return outside;
  const root = await rootFolderOf(uriOfPath(resolve(full, 'x')), [folderUri(folder)], diskAtOnce);
  return { path: relative(folder, full) || '.', root: fileURLToPath(root) };
}
