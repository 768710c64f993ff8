/** `exists` in rules: whether the repository has files that match a glob, including the oddities of GitLab's search. */
import { cachedBy } from '../text/cached.ts';
import { isDoubt, joined, type Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { anyMatch, expandedGlobs, globsIn, MOST_COMPARISONS } from './globs.ts';
import type { Scenario } from './scenario.ts';
import type { Scope } from './scope.ts';

export function existsHolds(value: Value, { files }: Scenario, scope: Scope): Truth {
  if (member(value, 'project')) return { on: ['the files of another project'] };
  const written = globsIn(value);
  if (!written) return { on: ['paths that were not read'] };
  const globs = expandedGlobs(written, scope);
  if (globs.length === 0) return false;
  const doubts = globs.filter(isDoubt);
  // an unknown glob decides which files are looked at
  if (doubts.length > 0) return joined(...doubts);
  if (!files) return { on: ['the files of the repository'] };
  return isFound(
    globs.filter(glob => typeof glob === 'string'),
    files,
  );
}

function isFound(globs: readonly string[], files: readonly string[]): Truth {
  const topLevelOnly = globs.every(glob => !glob.includes('/') && !glob.includes('**'));
  const paths = topLevelOnly ? files.filter(path => !path.includes('/')) : files;
  const exact = globs.filter(isExact);
  const endings = globs.filter(glob => !isExact(glob)).flatMap(glob => EXTENSION.exec(glob)?.[1] ?? []);
  if (exact.some(glob => (glob.endsWith('/') ? isLandedOn(glob, sorted(paths)) : paths.includes(glob)))) return true;
  if (endings.some(ending => paths.some(path => path.endsWith(ending)))) return true;
  const patterns = globs.filter(glob => !isExact(glob) && !EXTENSION.test(glob));
  return patterns.length * paths.length > MOST_COMPARISONS || anyMatch(patterns, paths);
}

/** A path without glob characters is compared literally. */
function isExact(glob: string): boolean {
  return !/[*?[{]/.test(glob);
}

/** Any file with this extension, in any folder. */
const EXTENSION = /^\*\*\/\*(\.[^/*?[\]{}\\]+)$/;

/**
 * GitLab bisects the sorted paths for the first one in the folder, but takes every other path for one before the folder.
 * So it finds its files only if one of its steps lands on them.
 */
function isLandedOn(folder: string, paths: readonly string[]): boolean {
  let [low, high] = [0, paths.length];
  let found = false;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (paths[middle]?.startsWith(folder)) {
      found = true;
      high = middle;
    } else low = middle + 1;
  }
  return found;
}

/** By the bytes of UTF-8, which is the order of code points. */
const sorted = cachedBy((paths: readonly string[]): readonly string[] => paths.toSorted(byCodePoint));

function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let index = 0; index < left.length && index < right.length; index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
