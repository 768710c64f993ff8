/** Reads `.gitignore` files: what is not part of the repository is not searched. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isOutside } from '../files.ts';
import { slashed } from './report.ts';

export interface IsIgnored {
  /** Whether a file or a folder is ignored. */
  readonly test: (path: string, isFolder: boolean) => boolean;
  /** The same, including the rules in a folder for its content. */
  readonly within: (folder: string) => Promise<IsIgnored>;
}

interface Level {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The rules of the folders above, from the root of the repository downwards. */
export async function ignoredIn(folder: string, top: string): Promise<IsIgnored> {
  let ignored = ignoredBy([]);
  for (const above of foldersBetween(top, folder)) ignored = await ignored.within(above);
  return ignored;
}

/** From the root down to the parent of this folder; none if it is outside. */
function foldersBetween(top: string, folder: string): readonly string[] {
  const inside = relative(top, folder);
  if (inside === '' || isOutside(inside)) return [];
  const above = dirname(folder);
  return [...foldersBetween(top, above), above];
}

/** The deepest file with a matching rule decides; a `!` rule includes the path again. */
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
