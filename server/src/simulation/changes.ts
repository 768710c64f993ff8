/** `changes` in rules, `only` and `except`: whether files changed that match a glob. */
import { isDoubt, type Doubt, type Truth } from '../expression/truth.ts';
import { textOf } from '../ci/blank.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { expand } from './expand.ts';
import { anyMatch, expandedGlobs, globsIn, MOST_COMPARISONS, type GlobText } from './globs.ts';
import type { Scenario } from './scenario.ts';
import type { Scope } from './scope.ts';

/** The reason why GitLab cannot make the job. */
export interface JobRefusal {
  readonly refusal: string;
}

export function isRefusal(value: unknown): value is JobRefusal {
  return typeof value === 'object' && value !== null && 'refusal' in value;
}

/** GitLab may refuse the pipeline. */
export interface Risk extends JobRefusal, Doubt {}

/** `changes` in a rule. */
export function changesHold(value: Value, scenario: Scenario, scope: Scope): Truth | JobRefusal | Risk {
  const globs = globsIn(value);
  const ref = textOf(member(value, 'compare_to')?.value);
  const paths = ref === undefined ? changedIn(scenario) : comparedWith(ref, scenario, scope);
  if (isRefusal(paths)) return paths;
  return paths === 'all' || globsHold(globs && expandedGlobs(globs, scope), paths);
}

/** `changes` in `only` and `except`, where variables are not expanded. */
export function policyChangesHold(value: Value, scenario: Scenario): Truth {
  const globs = globsIn(value) ?? [];
  const paths = changedIn(scenario);
  return paths === 'all' || globsHold(globs.map(plain), paths);
}

function plain(glob: GlobText): string | Truth {
  return glob ?? { on: ['a path that was not read'] };
}

function globsHold(globs: readonly (string | Truth)[] | undefined, paths: readonly string[] | Doubt): Truth {
  if (!globs) return { on: ['paths that were not read'] };
  if (globs.length === 0 && (isDoubt(paths) || paths.length > 0)) return false;
  if (isDoubt(paths)) return paths;
  if (paths.length === 0) return false;
  return globs.length * paths.length > MOST_COMPARISONS || anyMatch(globs, paths);
}

/** The paths that GitLab looks at; `all` if it has nothing to compare with and treats every file as changed. */
function changedIn({ refType, isUpdate, changed }: Scenario): readonly string[] | 'all' | Doubt {
  if (refType === 'tag' || (refType === 'branch' && !isUpdate)) return 'all';
  return changed ?? { on: ['the changed files'] };
}

/** If it is not known which refs exist, the one that is named is assumed to exist. */
function comparedWith(
  ref: string,
  { compared }: Scenario,
  scope: Scope,
): readonly string[] | JobRefusal | Risk | Doubt {
  const name = expand(ref, scope, 'kept');
  const refusal = `there may be no ref \`${ref}\` to compare with.`;
  if (isDoubt(name)) return { refusal, ...name };
  if (!compared) return { on: [`the files that differ from ${name}`] };
  const paths = Object.hasOwn(compared, name) ? compared[name] : undefined;
  return paths ?? { refusal: `there is no ref \`${name}\` to compare with.` };
}
