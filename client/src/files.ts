/** Reads files for the server from whatever file system the editor has: the server cannot read virtual ones itself. */
import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { FileAnswer, FileParams, FolderAnswer } from '../../server/src/lsp/requests.ts';

/** GitLab accepts no larger file. */
const LARGEST = 2 * 1024 * 1024;

/** The text of a file below the root, or why there is none. */
export async function readFile(params: FileParams): Promise<FileAnswer> {
  const [uri, root] = [Uri.parse(params.uri), Uri.parse(params.root)];
  try {
    if (!isBelow(uri, root) || (await isBehindLink(uri, root))) return { failed: 'outside' };
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) return { failed: 'folder' };
    if ((type & FileType.File) === 0) return { failed: 'denied' };
    if (size > LARGEST) return { failed: 'too-big' };
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch (error) {
    return { failed: reasonOf(error) };
  }
}

/** The content of a folder below the root, nothing if it cannot be read. */
export async function listFolder(params: FileParams): Promise<FolderAnswer> {
  const [uri, root] = [Uri.parse(params.uri), Uri.parse(params.root)];
  try {
    if (!isBelow(uri, root) || (await isBehindLink(uri, root))) return { entries: [] };
    const found = await workspace.fs.readDirectory(uri);
    return { entries: found.map(([name, type]) => ({ name, kind: kindOf(type) })) };
  } catch {
    return { entries: [] };
  }
}

function isBelow({ scheme, authority, path }: Uri, root: Uri): boolean {
  const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
  const isSame = scheme === root.scheme && authority === root.authority;
  return isSame && `${path}/`.startsWith(folder) && !path.split('/').includes('..');
}

/** Where a link leads cannot be found out here, so none is followed below the root. */
async function isBehindLink(uri: Uri, root: Uri): Promise<boolean> {
  const below = uri.path.slice(root.path.length).split('/').filter(Boolean);
  for (let depth = 1; depth <= below.length; depth++) {
    const { type } = await workspace.fs.stat(Uri.joinPath(root, ...below.slice(0, depth)));
    if ((type & FileType.SymbolicLink) !== 0) return true;
  }
  return false;
}

function kindOf(type: FileType): FolderAnswer['entries'][number]['kind'] {
  if ((type & FileType.SymbolicLink) !== 0 || type === FileType.File) return 'file';
  return type === FileType.Directory ? 'folder' : 'other';
}

function reasonOf(error: unknown): NonNullable<FileAnswer['failed']> {
  if (!(error instanceof FileSystemError)) return 'denied';
  return ['FileNotFound', 'FileNotADirectory'].includes(error.code) ? 'missing' : 'denied';
}
