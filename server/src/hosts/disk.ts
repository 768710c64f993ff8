/** The disk as the repositories of files are looked for on it: only files with a path on this machine. */
import { fileURLToPath } from 'node:url';
import type { FilesOf } from '../workspace/roots.ts';
import { AT_ONCE, WAITING, type DiskCalls } from './disk-calls.ts';
import { diskFiles } from './files.ts';

/** Access to the files below a folder on disk; nothing for other file systems. */
function diskBy(calls: DiskCalls): FilesOf {
  return folder => {
    if (!folder.startsWith('file:')) return undefined;
    try {
      return diskFiles(fileURLToPath(folder), calls);
    } catch {
      return undefined;
    }
  };
}

/** For a server. */
export const disk = diskBy(WAITING);

/** For a command. */
export const diskAtOnce = diskBy(AT_ONCE);
