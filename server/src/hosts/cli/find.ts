/** Finds the files that the paths of a command line mean: a file itself, or the CI files in a folder. */
import { readdir, stat } from 'node:fs/promises';
import { join, normalize, resolve } from 'node:path';
import { recognise } from '../../features/recognise.ts';
import { uriOfPath } from '../../text/uri.ts';
import { diskFiles } from '../files.ts';

export interface FoundFiles {
  readonly files: readonly string[];
  /** What could not be looked at, each with the reason as a sentence. */
  readonly unread: readonly Unread[];
}

export interface Unread {
  readonly path: string;
  readonly why: string;
}

/** Paths are shown as they were given, those below a folder behind it. */
export async function findFiles(paths: readonly string[], from: string): Promise<FoundFiles> {
  const files = new Set<string>();
  const unread: Unread[] = [];
  for (const path of paths) {
    const shown = normalize(path);
    const found = await filesAt(shown, from).catch((error: unknown) => failed(shown, error));
    for (const file of found.files) files.add(file);
    unread.push(...found.unread);
  }
  return { files: [...files], unread };
}

async function filesAt(shown: string, from: string): Promise<FoundFiles> {
  const full = resolve(from, shown);
  // what is no folder may be a file; whether it can be read is told when it is read
  const isFolder = await stat(full).then(
    about => about.isDirectory(),
    () => false,
  );
  if (!isFolder) return { files: [shown], unread: [] };
  const found = await filesBelow(full, shown);
  if (found.files.length > 0 || found.unread.length > 0) return found;
  return { files: [], unread: [{ path: shown, why: 'There are no GitLab CI files in this folder.' }] };
}

const SKIPPED = new Set(['.git', 'node_modules']);

async function filesBelow(folder: string, shown: string): Promise<FoundFiles> {
  const files: string[] = [];
  const unread: Unread[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = join(folder, entry.name);
    const path = shown === '.' ? entry.name : join(shown, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
      const found = await filesBelow(full, path).catch((error: unknown) => failed(path, error));
      files.push(...found.files);
      unread.push(...found.unread);
    }
    if (!entry.isDirectory() && /\.ya?ml$/i.test(entry.name) && (await isCi(folder, full))) files.push(path);
  }
  return { files, unread };
}

/** One that cannot be read is known by its name, so that it is not passed over in silence. */
async function isCi(folder: string, full: string): Promise<boolean> {
  const uri = uriOfPath(full);
  const text = await diskFiles(folder).read(uri);
  return recognise(uri, typeof text === 'string' ? text : '', { include: [], exclude: [] }).as === 'gitlab-ci';
}

function failed(path: string, error: unknown): FoundFiles {
  const code = String((error as { readonly code?: unknown }).code);
  return { files: [], unread: [{ path, why: `The folder cannot be read (${code}).` }] };
}
