/** What the editor hides and does not search: folders and files that nobody wants to be looked through. */
import { globOf } from '../text/glob.ts';
import type { Uri } from '../text/span.ts';
import { asFolder, folderAbove, pathBelow } from '../text/uri.ts';

/** Whether a file is left out, or a folder, whose URI ends with a slash. */
export type IsExcluded = (uri: Uri) => boolean;

/** The editor's own settings for that. */
export const EXCLUDING_SECTIONS = ['files.exclude', 'search.exclude'] as const;

/** Left out whatever the settings say. */
const ALWAYS: readonly string[] = ['**/.git', '**/node_modules'];

/** More of them would make a search slow. */
const MOST = 500;

/** The test for a workspace folder, from the values of those settings; invalid values exclude nothing. */
export function excludesOf(workspaceFolder: Uri, values: readonly unknown[]): IsExcluded {
  const globs = [...ALWAYS, ...values.flatMap(globsIn)];
  const tests = globs.slice(0, MOST).map(globOf);
  const folder = asFolder(workspaceFolder);
  return uri => {
    const path = pathBelow(folder, uri)?.replace(/\/$/, '') ?? '';
    return path !== '' && tests.some(test => test(path));
  };
}

/** Also checks the folders above the file, for files that were not found by a search. */
export function isBelowExcluded(uri: Uri, isExcluded: IsExcluded): boolean {
  if (isExcluded(uri)) return true;
  const above = folderAbove(uri);
  return above !== uri && above.split('/').length > 4 && isBelowExcluded(above, isExcluded);
}

/** Globs without conditions; conditions refer to neighbouring files. */
function globsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([glob, on]: [string, unknown]) =>
    on === true && glob.length > 0 && glob.length < 1000 ? [glob.replace(/\/+$/, '')] : [],
  );
}

export interface ExcludesStore {
  /** The test for the workspace folder of the file. */
  of(uri: Uri): Promise<IsExcluded>;
  /** Clears the cache. */
  changed(): void;
}

/** The client's settings, cached per folder; `ask` is missing if the client cannot be asked. */
export function excludesStore(
  folders: () => readonly Uri[],
  ask: ((folder: Uri) => Promise<readonly unknown[]>) | undefined,
): ExcludesStore {
  const cache = new Map<Uri, Promise<IsExcluded>>();
  const last = new Map<Uri, { readonly said: string; readonly test: IsExcluded }>();
  /** Returns the same test if the client returns the same values. */
  const testOf = (folder: Uri, values: readonly unknown[]): IsExcluded => {
    const said = JSON.stringify(values);
    const before = last.get(folder);
    if (before?.said === said) return before.test;
    const test = excludesOf(folder, values);
    last.set(folder, { said, test });
    return test;
  };
  return {
    of(uri) {
      const holding = folders().filter(folder => uri.startsWith(folder));
      const folder = holding.toSorted((a, b) => b.length - a.length)[0] ?? folderAbove(uri);
      const asked =
        cache.get(folder) ??
        Promise.resolve(ask?.(folder) ?? []).then(
          values => testOf(folder, values),
          () => testOf(folder, []),
        );
      cache.set(folder, asked);
      return asked;
    },
    changed: () => cache.clear(),
  };
}
