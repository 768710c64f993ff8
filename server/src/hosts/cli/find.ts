/** Finds the files for the paths of a command line: a file itself, or the CI files in a folder. */
import { readdir } from 'node:fs/promises';
import { join, normalize, relative, resolve } from 'node:path';
import { recognise, type FileSettings } from '../../features/recognise.ts';
import { isRunnerConfig, mayBeRunnerConfig } from '../../runner-config/is-runner-config.ts';
import type { Files } from '../../ci/files.ts';
import { globOf } from '../../text/glob.ts';
import type { Uri } from '../../text/span.ts';
import { uriOfPath } from '../../text/uri.ts';
import { AT_ONCE } from '../disk-calls.ts';
import { diskFiles } from '../files.ts';
import type { Unread } from './formats/result.ts';
import { ignoredIn, type IsIgnored } from './ignored.ts';
import { slashed } from './report.ts';
import { isFolder } from './root.ts';
import { isNeverCommitted } from '../../workspace/paths.ts';

export interface FoundFiles {
  readonly files: readonly string[];
  /** The folders among the paths, which stand for all of the pipelines in them. */
  readonly folders: readonly string[];
  readonly unread: readonly Unread[];
  /** What was read on the way, which need not be read again. */
  readonly texts: ReadonlyMap<Uri, string>;
}

export interface SearchScope {
  /** The folder that paths are relative to. */
  readonly from: string;
  /** The root of the repository. */
  readonly top: string;
  readonly exclude: readonly string[];
  /** The configuration's lists of files. */
  readonly files: FileSettings;
  /** Gets what a person who waits may want to know. */
  readonly progress: (text: string) => void;
  /** How many folders there may be in one: a search in more of them is given up. */
  readonly mostFolders: (full: string) => Promise<number>;
}

/** Paths are shown as they were given, files in a folder below the folder's path. */
export async function findFiles(paths: readonly string[], how: SearchScope): Promise<FoundFiles> {
  const files = new Set<string>();
  const folders = new Set<string>();
  const unread: Unread[] = [];
  const texts = new Map<Uri, string>();
  const kept = { characters: 0 };
  const isExcluded = excluder(how);
  for (const path of paths) {
    const shown = normalize(path);
    const full = resolve(how.from, shown);
    if (!(await isFolder(full))) {
      files.add(shown);
      continue;
    }
    const ignored = await ignoredIn(full, how.top);
    const most = await how.mostFolders(full);
    const count = countOf(how, most);
    const found = await filesBelow({
      ...{ full, shown, ignored, isExcluded, texts, kept, count },
      ...{ top: how.top, files: how.files, disk: diskFiles(full, AT_ONCE) },
    });
    if (count.isOver()) {
      unread.push({ file: shown, path: slashed(relative(how.top, full)), why: tooMany(most) });
      continue;
    }
    folders.add(shown);
    for (const file of found.files) files.add(file);
    unread.push(...found.unread);
  }
  return { files: [...files], folders: [...folders], unread, texts };
}

/** Counts the folders of a search. */
interface FolderCount {
  /** Returns whether the search may go on. */
  readonly enter: (shown: string) => boolean;
  readonly isOver: () => boolean;
}

function tooMany(most: number): string {
  return `It has more than ${most} folders and is in no repository. Name a smaller folder, or its root by --root.`;
}

function countOf({ progress }: SearchScope, most: number): FolderCount {
  let count = 0;
  return {
    enter(shown) {
      if (++count % 100 === 0) progress(`${count} folders searched: ${shown}`);
      return count <= most;
    },
    isOver: () => count > most,
  };
}

/** Whether a file or folder is excluded by its path from the root; a glob may begin at any folder. */
export function excluder({ exclude, top }: Pick<SearchScope, 'exclude' | 'top'>): (full: string) => boolean {
  const tests = exclude.flatMap(glob => {
    const plain = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
    return [globOf(plain), globOf(`**/${plain}`), globOf(`${plain}/**`), globOf(`**/${plain}/**`)];
  });
  return full => tests.some(test => test(slashed(relative(top, full))));
}

interface Folder {
  readonly full: string;
  readonly shown: string;
  readonly ignored: IsIgnored;
  readonly isExcluded: (full: string) => boolean;
  readonly top: string;
  readonly files: FileSettings;
  /** The folder that was asked for. */
  readonly disk: Files;
  readonly texts: Map<Uri, string>;
  /** How much of that there is. */
  readonly kept: { characters: number };
  readonly count: FolderCount;
}

type Below = Pick<FoundFiles, 'files' | 'unread'>;

async function filesBelow(folder: Folder): Promise<Below> {
  const files: string[] = [];
  const unread: Unread[] = [];
  if (!folder.count.enter(folder.shown)) return { files, unread };
  const entries = await readdir(folder.full, { withFileTypes: true }).catch((error: unknown) => String(codeOf(error)));
  if (typeof entries === 'string') return failed(folder, entries);
  const ignored = await folder.ignored.within(folder.full);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = join(folder.full, entry.name);
    const shown = folder.shown === '.' ? entry.name : join(folder.shown, entry.name);
    const isFolder = entry.isDirectory();
    if ((isFolder && isNeverCommitted(entry.name)) || folder.isExcluded(full) || ignored.test(full, isFolder)) continue;
    if (isFolder) {
      const found = await filesBelow({ ...folder, full, shown, ignored });
      files.push(...found.files);
      unread.push(...found.unread);
    } else if ((/\.ya?ml$/i.test(entry.name) && (await isCi(folder, full))) || (await isRunners(folder, full)))
      files.push(shown);
  }
  return { files, unread };
}

/** A file that cannot be read is judged by its name, so that it is reported rather than skipped. */
async function isCi(folder: Folder, full: string): Promise<boolean> {
  const uri = uriOfPath(full);
  const text = await folder.disk.read(uri);
  if (typeof text === 'string') keep(folder, uri, text);
  return recognise(uri, typeof text === 'string' ? text : '', folder.files).as === 'gitlab-ci';
}

/** Files of other kinds may be included under any name, but a repository can have more YAML than there is memory for. */
function keep({ texts, kept }: Folder, uri: Uri, text: string): void {
  if (kept.characters + text.length > CACHE_LIMIT) return;
  kept.characters += text.length;
  texts.set(uri, text);
}

const CACHE_LIMIT = 50_000_000;

/** Opens only files that may be a runner's by their name. */
async function isRunners({ disk, texts }: Folder, full: string): Promise<boolean> {
  const uri = uriOfPath(full);
  if (!mayBeRunnerConfig(uri)) return false;
  const text = await disk.read(uri);
  if (typeof text !== 'string' || !isRunnerConfig(uri, text)) return false;
  texts.set(uri, text);
  return true;
}

function failed({ shown, full, top }: Folder, code: string): Below {
  const why = `The folder cannot be read (${code}).`;
  return { files: [], unread: [{ file: shown, path: slashed(relative(top, full)), why }] };
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown }).code;
}
