/** Writes files completely or not at all. */
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { oneLine } from '../../text/shown.ts';

/** Replaces the text of a file atomically; a link stays a link, and the mode of the file is kept. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    about => about.mode & 0o777,
    () => undefined,
  );
  const beside = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.tmp`);
  try {
    await writeFile(beside, text, { flag: 'wx' });
    if (mode !== undefined) await chmod(beside, mode);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** Waits until something is written; returns the reason if that failed, else `undefined`. */
export async function failureOf(writing: Promise<void>): Promise<string | undefined> {
  return writing.then(
    () => undefined,
    (error: unknown) => whyNotWritten(error),
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist.',
  ENOTDIR: 'its folder is not a folder.',
  EISDIR: 'it is a folder.',
  EACCES: 'permission denied.',
  EPERM: 'permission denied.',
  EROFS: 'the file system is read-only.',
  ENOSPC: 'the disk is full.',
  EDQUOT: 'the disk quota is used up.',
  ENAMETOOLONG: 'its name is too long.',
};

/** The reason as a sentence. */
export function whyNotWritten(error: unknown): string {
  const code = String((error as { readonly code?: unknown }).code);
  return REASONS[code] ?? `${oneLine(String(error))}.`;
}
