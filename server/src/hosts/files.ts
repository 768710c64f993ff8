/** Reads files from disk for the core: nothing outside of a root folder, not even through links. */
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DirEntry, Files, ReadFailure } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';
import { asFolder, uriOfPath } from '../text/uri.ts';
import { WAITING, type DiskCalls } from './disk-calls.ts';

/** GitLab accepts two megabytes; a little more is read, so that the reason can be reported. */
const LARGEST = 8 * 1024 * 1024;

/** Access to the files below a folder. */
export function diskFiles(root: string, calls: DiskCalls = WAITING): Files {
  const top = rootAt(root, calls);
  return {
    read: uri => readWithin(top, uri),
    list: folder => listFolder(top, folder),
    linksTo: uri => linksTo(top, uri),
  };
}

interface Root {
  readonly path: string;
  readonly calls: DiskCalls;
  /** The relative path of something below, both without links. */
  readonly inside: (real: string) => Promise<string>;
  /** What was read through links, by where they led: the relative path of the file. */
  readonly links: Map<string, Set<Uri>>;
}

/** Where the root leads is looked up again only if something seems to lie outside: a link may lead elsewhere by now. */
function rootAt(path: string, calls: DiskCalls): Root {
  let known: string | undefined;
  const inside = async (real: string): Promise<string> => {
    const before = known === undefined ? undefined : relative(known, real);
    if (before !== undefined && !isOutside(before)) return before;
    known = await calls.realpath(path);
    return relative(known, real);
  };
  return { path, calls, inside, links: new Map() };
}

/** The same files, but for texts that were read already; for a command, which sees each file as it was at one time. */
export function withTexts(files: Files, texts: ReadonlyMap<Uri, string>): Files {
  return {
    ...files,
    read(uri) {
      const known = texts.get(uri);
      return known === undefined ? files.read(uri) : Promise.resolve(known);
    },
  };
}

/** The URI of a folder, with a slash at the end. */
export function folderUri(folder: string): Uri {
  return asFolder(uriOfPath(folder));
}

function linksTo({ path, links }: Root, uri: Uri): Iterable<Uri> {
  try {
    return links.get(relative(path, fileURLToPath(uri))) ?? [];
  } catch {
    // not the URI of a file on this machine
    return [];
  }
}

async function readWithin(root: Root, uri: Uri): Promise<string | { readonly failed: ReadFailure }> {
  try {
    const path = fileURLToPath(uri);
    const failed = await whyNot(root, path, uri);
    return failed ? { failed } : await root.calls.readText(path);
  } catch (error) {
    return { failed: reasonOf(error) };
  }
}

/** The reason not to read it, if any. Devices and pipes are not read either: they may never end. */
async function whyNot(root: Root, path: string, uri: Uri): Promise<ReadFailure | undefined> {
  const about = await root.calls.stat(path);
  if (!about.isFile() && !about.isDirectory()) return 'special';
  const inside = await root.inside(await root.calls.realpath(path));
  if (isOutside(inside)) return 'outside';
  const asked = relative(root.path, path);
  if (isOtherCase(inside, asked)) return 'missing';
  if (inside !== asked) root.links.set(inside, new Set(root.links.get(inside)).add(uri));
  if (about.isDirectory()) return 'folder';
  return about.size > LARGEST ? 'too-big' : undefined;
}

/** Whether a relative path leads out of the folder that it begins at. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

/** Some disks ignore letter case in names; GitLab does not. */
function isOtherCase(real: string, asked: string): boolean {
  return real !== asked && real.toLowerCase() === asked.toLowerCase();
}

const REASONS: Readonly<Record<string, ReadFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ELOOP: 'loop',
  EISDIR: 'folder',
  ENAMETOOLONG: 'missing',
};

function reasonOf(error: unknown): ReadFailure {
  const code = (error as { readonly code?: unknown }).code;
  if (code === 'ERR_INVALID_FILE_URL_PATH' || code === 'ERR_INVALID_ARG_VALUE') return 'missing';
  return REASONS[String(code)] ?? 'denied';
}

async function listFolder(root: Root, folder: Uri): Promise<readonly DirEntry[]> {
  try {
    const path = fileURLToPath(folder);
    if (isOutside(await root.inside(await root.calls.realpath(path)))) return [];
    const entries = await root.calls.entriesOf(path);
    return entries.map(entry => ({ name: entry.name, kind: kindOf(entry) }));
  } catch {
    return [];
  }
}

interface Listed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** To git, a link is a file, wherever it leads; links are never followed into folders. */
function kindOf(entry: Listed): DirEntry['kind'] {
  if (entry.isFile() || entry.isSymbolicLink()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
