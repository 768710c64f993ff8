/** Finds the repository of a file: the nearest folder with `.git` within the workspace folders. */
import type { Files } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';
import { folderAbove } from '../text/uri.ts';

/** Access to the files below a folder; `undefined` if there is none. */
export type FilesOf = (folder: Uri) => Files | undefined;

/** How far up a repository is searched. */
const FARTHEST = 40;

/**
 * The root of the repository: `.git` at or below a workspace folder, else that folder; for other files, `.git` further
 * up.
 */
export async function rootFolderOf(uri: Uri, folders: readonly Uri[], filesOf: FilesOf): Promise<Uri> {
  const own = folderAbove(uri);
  const [top] = folders.filter(folder => own.startsWith(folder)).toSorted((a, b) => b.length - a.length);
  let folder = own;
  for (let step = 0; step < FARTHEST; step++) {
    if (await hasGit(folder, filesOf)) return folder;
    const above = folderAbove(folder);
    if (folder === top || above === folder || !isInFolder(above)) break;
    folder = above;
  }
  return top ?? own;
}

/** Whether there are other files next to it: not for untitled documents, and not for old versions of files. */
export function isInFolder(uri: Uri): boolean {
  return /^[^:/]+:(?:\/\/[^/]*\/|\/(?!\/))/.test(uri) && !uri.includes('?');
}

/** `.git` is a folder, or a file in worktrees and submodules. */
async function hasGit(folder: Uri, filesOf: FilesOf): Promise<boolean> {
  const read = await filesOf(folder)?.read(`${folder}.git`);
  return read !== undefined && (typeof read === 'string' || PRESENT.has(read.failed));
}

const PRESENT: ReadonlySet<string> = new Set(['folder', 'outside', 'too-big']);
