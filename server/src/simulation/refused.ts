/**
 * What GitLab refuses in a configuration that it could load, as far as the answer would depend on it; the checks of the
 * editor say more.
 */
import { cachedBy } from '../text/cached.ts';
import { given, textOf } from '../ci/blank.ts';
import { copiesOf } from '../ci/copies.ts';
import type { EffectiveJob } from '../ci/effective-job.ts';
import type { CachedPipeline } from '../ci/cached-pipeline.ts';
import { evaluate } from '../expression/evaluate.ts';
import { compile } from '../pattern/compile.ts';
import { patternLiteralIn } from '../pattern/literal.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { isKnown } from './known.ts';
import { rulesIn } from './rules.ts';

/** Messages in GitLab's order. */
export function refusedIn({ merged, jobs, complete }: CachedPipeline): readonly string[] {
  const stages = given(merged, 'stages');
  const isStageless = stages?.kind === 'list' && isKnown(stages) && rulesIn(stages).length === 0;
  return [
    ...(complete && jobs.size === 0 ? ['The pipeline has no job that is not hidden.'] : []),
    ...(isStageless ? ['`stages` is empty, so no job has a stage.'] : []),
    ...rulesIn(given(given(merged, 'workflow'), 'rules')).flatMap(rule => conditionFaults('workflow', rule)),
    ...[...jobs.values()].flatMap(jobFaults),
  ];
}

/** Cached as long as the job is the same. */
const jobFaults = cachedBy(faultsOf);

function faultsOf({ name, value, kind }: EffectiveJob): readonly string[] {
  const parallel = given(value, 'parallel');
  const wrong =
    parallel && isKnown(parallel) && (!copiesOf(name, parallel) || (kind === 'trigger' && isNumber(parallel)));
  return [
    ...(wrong ? [`\`parallel\` of \`${name}\` is not valid.`] : []),
    ...rulesIn(given(value, 'rules')).flatMap(rule => conditionFaults(name, rule)),
    ...['only', 'except'].flatMap(key => policyFaults(name, given(value, key))),
  ];
}

function isNumber({ kind }: Value): boolean {
  return kind === 'scalar';
}

function conditionFaults(name: string, rule: Value): readonly string[] {
  return isRefused(given(rule, 'if')) ? [unreadable(name, given(rule, 'if'))] : [];
}

/** Both `refs` and plain lists may contain patterns. */
function policyFaults(name: string, policy: Value | undefined): readonly string[] {
  if (!policy) return [];
  const refs = policy.kind === 'map' ? given(policy, 'refs') : policy;
  const wrong = [
    ...rulesIn(refs).filter(ref => isRefusedPattern(textOf(ref) ?? '')),
    ...rulesIn(given(policy, 'variables')).filter(isRefused),
  ];
  const hasNothing = member(policy, 'kubernetes') !== undefined && !given(policy, 'kubernetes');
  return [
    ...wrong.map(value => unreadable(name, value)),
    ...(hasNothing ? [`\`kubernetes\` of \`${name}\` is empty.`] : []),
  ];
}

function unreadable(name: string, value: Value | undefined): string {
  return `GitLab cannot read \`${textOf(value) ?? '…'}\` of \`${name}\`.`;
}

function isRefusedPattern(text: string): boolean {
  const pattern = patternLiteralIn(text);
  return pattern !== undefined && compile(pattern.source, pattern.flags).kind === 'fault';
}

/** Tried without any variable set, as GitLab does. */
function isRefused(condition: Value | undefined): boolean {
  const text = textOf(condition);
  if (text === undefined) return false;
  const cached = VERDICTS.get(text);
  if (cached !== undefined) return cached;
  const refused = evaluate(text, () => null) === undefined;
  if (VERDICTS.size >= MOST_VERDICTS) VERDICTS.clear();
  VERDICTS.set(text, refused);
  return refused;
}

const VERDICTS = new Map<string, boolean>();
const MOST_VERDICTS = 5000;
