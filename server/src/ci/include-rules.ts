/** `rules` of an include: whether it applies, as far as that can be known without a pipeline. */
import { member, type MapValue, type Value } from '../yaml/value/value.ts';
import { textOf } from './blank.ts';

export type Verdict = 'included' | 'excluded' | 'unknown';

/** Decides about the rules of an include otherwise than by the files of the repository. */
export type Decide = (rules: Value) => Verdict;

/** Whether the repository has a file with that path or pattern, if known. */
export type Exists = (pattern: string) => boolean | undefined;

/** The verdict of the rules: the first one that matches decides; without a match, the file is not included. */
export function verdictOf(rules: Value | undefined, exists: Exists): Verdict {
  if (rules?.kind === 'unknown') return 'unknown';
  if (rules?.kind !== 'list' || rules.items.length === 0) return 'included';
  for (const rule of rules.items) {
    const matches = matchOf(rule, exists);
    if (matches === undefined) return 'unknown';
    if (matches) return textOf(member(rule, 'when')?.value) === 'never' ? 'excluded' : 'included';
  }
  return 'excluded';
}

/** Whether listing one folder is enough to know if a file matches the pattern. */
export function isPlainPattern(pattern: string): boolean {
  return /^[\w.@+ -]+(?:\/[\w.@+ -]+)*$/.test(pattern.replace(/(?<!\*)\*(?!\*)(?=[^/]*$)/g, '_'));
}

function matchOf(rule: Value, exists: Exists): boolean | undefined {
  if (rule.kind !== 'map' || rule.open) return undefined;
  const found = rule.members.has('exists') ? anyExists(rule, exists) : true;
  if (found === false) return false;
  return rule.members.has('if') || rule.members.has('changes') ? undefined : found;
}

/** It is enough if one of the paths exists. */
function anyExists(rule: MapValue, exists: Exists): boolean | undefined {
  const value = member(rule, 'exists')?.value;
  const paths = value?.kind === 'list' ? value.items : [];
  if (paths.length === 0) return undefined;
  const answers = paths.map(path => {
    const pattern = textOf(path);
    return pattern !== undefined && isPlainPattern(pattern) ? exists(pattern) : undefined;
  });
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
