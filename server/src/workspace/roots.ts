/** The repository that a file belongs to: the nearest folder with `.git` within the folders of the workspace. */
import type { Files } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';
import { folderAbove } from '../text/uri.ts';

/** How files below a folder are read; `undefined` if they cannot be. */
export type FilesOf = (folder: Uri) => Files | undefined;

/** How far up a repository is looked for. */
const FARTHEST = 40;

/** The folder of the repository: `.git` at or below a folder of the workspace, else that folder; for other files, `.git` upward. */
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

/** Whether there are other files next to it: not for texts without a name, and not for old versions of files. */
export function isInFolder(uri: Uri): boolean {
  return /^[^:/]+:(?:\/\/[^/]*\/|\/(?!\/))/.test(uri) && !uri.includes('?');
}

/** A folder, or a file in worktrees and submodules. */
async function hasGit(folder: Uri, filesOf: FilesOf): Promise<boolean> {
  const read = await filesOf(folder)?.read(`${folder}.git`);
  return read !== undefined && (typeof read === 'string' || PRESENT.has(read.failed));
}

const PRESENT: ReadonlySet<string> = new Set(['folder', 'outside', 'too-big']);
