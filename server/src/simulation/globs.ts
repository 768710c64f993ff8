/** Lists of globs, as written and with variables expanded. */
import { some, type Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { expand } from './expand.ts';
import { globOf } from './glob.ts';
import type { Scope } from './scope.ts';

/** If more comparisons would be needed, GitLab gives up and assumes that the files exist. */
export const MOST_COMPARISONS = 50_000;

/** The text of a glob, or `undefined` if it is unknown. */
export type GlobText = string | undefined;

/** The items of a list of paths, or of `paths` in a mapping; `undefined` if they are unknown. */
export function globsIn(value: Value | undefined): readonly GlobText[] | undefined {
  if (value?.kind === 'map') return globsIn(member(value, 'paths')?.value);
  if (value?.kind === 'list') return value.items.flatMap(item => globsIn(item) ?? [undefined]);
  if (value?.kind !== 'scalar') return undefined;
  return value.datum.type === 'string' ? [value.datum.value] : [];
}

/** The globs with variables expanded, each once; a doubt for one that is unknown. */
export function expandedGlobs(globs: readonly GlobText[], scope: Scope): readonly (string | Truth)[] {
  return [...new Set(globs.map(glob => (glob === undefined ? UNREAD : expand(glob, scope, 'kept'))))];
}

const UNREAD = { on: ['a path that was not read'] };

/** Whether any of the globs matches any of the paths. */
export function anyMatch(globs: readonly (string | Truth)[], paths: readonly string[]): Truth {
  return some(globs.map(glob => (typeof glob === 'string' ? matchesAny(glob, paths) : glob)));
}

function matchesAny(text: string, paths: readonly string[]): Truth {
  const glob = globOf(text);
  return glob ? paths.some(glob) : { on: [`the pattern ${shortened(text)}`] };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
