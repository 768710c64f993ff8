/** The disk as the server reads it: only what has a path on this machine. */
import { fileURLToPath } from 'node:url';
import type { FilesOf } from '../workspace/roots.ts';
import { diskFiles } from './files.ts';

/** The files below a folder of the disk; nothing for folders of other file systems. */
export const disk: FilesOf = folder => {
  if (!folder.startsWith('file:')) return undefined;
  try {
    return diskFiles(fileURLToPath(folder));
  } catch {
    return undefined;
  }
};
