/** Wildcards in the path of a local include, as GitLab translates them into a regular expression. */
import { letter, matcher, type WildcardPart } from '../text/wildcards.ts';

/** Whether GitLab takes the path for a pattern: only `*` makes it one; `?` and `[a]` are ordinary characters. */
export function isPattern(path: string): boolean {
  return path.includes('*');
}

/**
 * A test for paths from the root of the repository: `**` crosses folders, `*` does not, names with a leading dot match.
 * A pattern with a leading slash matches nothing, since these paths have none.
 */
export function matcherOf(pattern: string): (path: string) => boolean {
  const parts = pattern.match(/\*{2,}|[^]/gu)?.map(partOf) ?? [];
  const letters = parts.filter(({ kind }) => kind === 'one').length;
  let test: ((path: string) => boolean) | undefined;
  return path => path.length >= letters && (test ??= matcher(parts))(path);
}

function partOf(written: string): WildcardPart {
  if (written === '*') return { kind: 'many', takes: one => one !== '/' && one !== '\n' };
  return written.startsWith('**') ? { kind: 'many', takes: one => one !== '\n' } : letter(written);
}

/** The folder of all matches, such as `ci/` for `ci/*.yml`. */
export function folderOf(pattern: string): string {
  const fixed = pattern.split('*', 1)[0] ?? '';
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

/** How many names a match can have at most, including the file name: one for `*.yml`. */
export function depthOf(pattern: string): number {
  if (pattern.includes('**')) return Infinity;
  return pattern.split('/').length;
}

/** GitLab lists a repository in the byte order of its paths. */
export function byPath(a: string, b: string): number {
  return compareCodePoints(Array.from(a), Array.from(b));
}

/** Paths in a repository do not begin with a slash, even if an include writes one. */
export function withoutSlash(path: string): string {
  return path.replace(/^\/+/, '');
}

function compareCodePoints(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
