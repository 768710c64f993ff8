/** What `.gitignore` files leave out: what is no part of the repository is not looked for. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isOutside } from '../files.ts';
import { slashed } from './report.ts';

export interface IsIgnored {
  /** Whether a file or a folder is left out. */
  readonly test: (path: string, isFolder: boolean) => boolean;
  /** The same with what a folder says of what lies in it. */
  readonly within: (folder: string) => Promise<IsIgnored>;
}

interface Level {
  readonly folder: string;
  readonly rules: Ignore;
}

/** What the folders above say, from the root of the repository downwards. */
export async function ignoredIn(folder: string, top: string): Promise<IsIgnored> {
  let ignored = ignoredBy([]);
  for (const above of foldersBetween(top, folder)) ignored = await ignored.within(above);
  return ignored;
}

/** From the root down to the folder that holds this one; none where it is outside. */
function foldersBetween(top: string, folder: string): readonly string[] {
  const inside = relative(top, folder);
  if (inside === '' || isOutside(inside)) return [];
  const above = dirname(folder);
  return [...foldersBetween(top, above), above];
}

/** The deepest file that has a word for a path decides; a `!` there takes it in again. */
function ignoredBy(levels: readonly Level[]): IsIgnored {
  return {
    test(path, isFolder) {
      for (const { folder, rules } of levels) {
        const { ignored, unignored } = rules.test(slashed(relative(folder, path)) + (isFolder ? '/' : ''));
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    async within(folder) {
      const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => '');
      return text === '' ? this : ignoredBy([{ folder, rules: ignore().add(text) }, ...levels]);
    },
  };
}
