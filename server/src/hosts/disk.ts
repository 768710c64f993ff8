/** The disk as the server reads it: only files with a path on this machine. */
import { fileURLToPath } from 'node:url';
import type { FilesOf } from '../workspace/roots.ts';
import { diskFiles } from './files.ts';

/** Access to the files below a folder on disk; nothing for other file systems. */
export const disk: FilesOf = folder => {
  if (!folder.startsWith('file:')) return undefined;
  try {
    return diskFiles(fileURLToPath(folder));
  } catch {
    return undefined;
  }
};
