/**
 * Globs of `changes` and `exists`, as Ruby's `File.fnmatch` matches them with GitLab's flags. No package does this
 * (`**` without a slash after it, brackets that contain a slash, unclosed braces), and this one cannot be made to hang;
 * docs/decisions/globs.md tells what was tried.
 */
import { expandBraces } from './glob-braces.ts';
import { bracketAt } from './glob-bracket.ts';

/** Whether the glob matches a path from the root of the repository. */
export type Glob = (path: string) => boolean;

/** Nothing if a pattern has too many braces to be tried. */
export function globOf(pattern: string): Glob | undefined {
  const cached = RECENT.get(pattern);
  if (cached) return cached;
  const patterns = pattern.length > LONGEST ? undefined : expandBraces(Array.from(pattern));
  if (!patterns) return undefined;
  const glob: Glob = path => {
    const characters = Array.from(path);
    return patterns.some(one => matchesPath(one, characters));
  };
  if (RECENT.size >= MOST_RECENT) RECENT.clear();
  RECENT.set(pattern, glob);
  return glob;
}

/** A longer text is not a pattern that somebody wrote. */
const LONGEST = 2000;

const RECENT = new Map<string, Glob>();
const MOST_RECENT = 500;

/** Positions in the pattern and in the path. */
interface Position {
  readonly p: number;
  readonly s: number;
}

/** Compares part by part; if one fails, the last double star takes one more folder. */
function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  let [p, s] = [0, 0];
  let retry: Position | undefined;
  for (;;) {
    if (isDoubleStar(pattern, p)) {
      while (isDoubleStar(pattern, p)) p += 3;
      retry = { p, s };
    }
    const part = matchPart(pattern, path, { p, s });
    if (part) {
      const end = endOfPart(path, part.s);
      if (part.p < pattern.length && end < path.length) {
        [p, s] = [part.p + 1, end + 1];
        continue;
      }
      if (part.p >= pattern.length && end >= path.length) return true;
    }
    const next = retry ? endOfPart(path, retry.s) + 1 : Infinity;
    if (!retry || next > path.length) return false;
    retry = { p: retry.p, s: next };
    ({ p, s } = retry);
  }
}

function isDoubleStar(pattern: readonly string[], at: number): boolean {
  return pattern[at] === '*' && pattern[at + 1] === '*' && pattern[at + 2] === '/';
}

function endOfPart(path: readonly string[], from: number): number {
  const end = path.indexOf('/', from);
  return end < 0 ? path.length : end;
}

/**
 * Compares up to the next slash of both and returns the positions there, or nothing. Going back to the last star is
 * enough.
 */
function matchPart(pattern: readonly string[], path: readonly string[], from: Position): Position | undefined {
  let { p, s } = from;
  let star: Position | undefined;
  for (;;) {
    if (pattern[p] === '*') {
      while (pattern[p] === '*') p++;
      if (isEnd(pattern, unescaped(pattern, p))) return { p: unescaped(pattern, p), s };
      if (isEnd(path, s)) return undefined;
      star = { p, s };
      continue;
    }
    const next = oneCharacter(pattern, path, { p, s });
    if (next === 'end') return { p: unescaped(pattern, p), s };
    if (next) ({ p, s } = next);
    else if (star && !isEnd(path, s)) {
      star = { p: star.p, s: star.s + 1 };
      ({ p, s } = star);
    } else return undefined;
  }
}

/** Compares one character of both; `end` if both are at the end of their part. */
function oneCharacter(
  pattern: readonly string[],
  path: readonly string[],
  { p, s }: Position,
): Position | 'end' | undefined {
  const atEnd = isEnd(path, s);
  if (pattern[p] === '?') return atEnd ? undefined : { p: p + 1, s: s + 1 };
  if (pattern[p] === '[') {
    const end = atEnd ? undefined : bracketAt(pattern, p + 1, path[s] ?? '');
    return end === undefined ? undefined : { p: end, s: s + 1 };
  }
  const plain = unescaped(pattern, p);
  if (atEnd) return isEnd(pattern, plain) ? 'end' : undefined;
  return !isEnd(pattern, plain) && pattern[plain] === path[s] ? { p: plain + 1, s: s + 1 } : undefined;
}

function isEnd(text: readonly string[], at: number): boolean {
  return at >= text.length || text[at] === '/';
}

/** The position after a backslash that escapes something. */
function unescaped(pattern: readonly string[], at: number): number {
  return pattern[at] === '\\' && at + 1 < pattern.length ? at + 1 : at;
}
