/** What changed on disk: files, or folders with all that is in them, of which editors tell without naming their files. */
import type { Uri } from '../text/span.ts';

/** A test for files that are among those that changed, or in a folder that is. */
export function isAmong(changed: ReadonlySet<Uri>): (uri: Uri) => boolean {
  return uri => changed.has(uri) || foldersAbove(uri).some(folder => changed.has(folder));
}

/** The folders that a file is in, without a slash at their ends. */
export function foldersAbove(uri: Uri): readonly Uri[] {
  const folders: Uri[] = [];
  for (let end = uri.lastIndexOf('/'); end > 0 && uri[end - 1] !== '/'; end = uri.lastIndexOf('/', end - 1))
    folders.push(uri.slice(0, end));
  return folders;
}
