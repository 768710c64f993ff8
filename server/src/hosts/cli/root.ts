/** The folder that `--root` names. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { short } from '../../text/shown.ts';

/** Why it cannot be the root of a repository; nothing if it can, or if none was named. */
export async function faultOfRoot(root: string | undefined, from: string): Promise<string | undefined> {
  if (root === undefined || (await isFolder(resolve(from, root)))) return undefined;
  return `There is no folder ${short(root)}, which --root names.`;
}

/** What is not a folder may be a file; whether it can be read is found out when it is read. */
export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    about => about.isDirectory(),
    () => false,
  );
}
