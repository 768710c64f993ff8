/** Describes the jobs of a plan in words. */
import { isDoubt, type Doubt } from '../../expression/truth.ts';
import { textOf } from '../../ci/blank.ts';
import { toS } from '../../ci/ruby-text.ts';
import type { Plan, PlannedJob } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { PolicyPart } from '../../simulation/policies.ts';
import type { Decision } from '../../simulation/rules.ts';
import { cachedBy } from '../../text/cached.ts';
import { member, type Value } from '../../yaml/value/value.ts';

/** What the job does: `runs`, `manual`, `delayed 30 minutes`, `not in this pipeline`, `depends on $X`. */
export function verdictOf(job: PlannedJob): string {
  if (job.included === false) return 'not in this pipeline';
  if (isDoubt(job.included)) return dependsOn(job.included);
  if (isDoubt(job.when)) return `runs; how ${dependsOn(job.when)}`;
  return job.when === 'delayed' ? delay(job) : (VERDICTS[job.when] ?? job.when);
}

const VERDICTS: Readonly<Record<string, string>> = {
  on_success: 'runs',
  always: 'runs always',
  on_failure: 'runs on failure',
  manual: 'manual',
};

function delay({ startIn }: PlannedJob): string {
  return startIn === undefined || isDoubt(startIn) ? 'delayed' : `delayed ${startIn}`;
}

export function dependsOn({ on }: Doubt): string {
  const [first = '', ...others] = on;
  if (others.length === 0) return `depends on ${first}`;
  const shown = [first, ...others].slice(0, MOST_SHOWN);
  const more = on.length - shown.length;
  return more > 0
    ? `depends on ${shown.join(', ')} and ${more} more`
    : `depends on ${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

const MOST_SHOWN = 4;

/** The reason in a few words; most jobs stay the same from one edit to the next. */
export const reasonOf = cachedBy(({ cause, included }: PlannedJob): string => {
  switch (cause.by) {
    case 'rules':
      return rulesReason(cause.decisions);
    case 'policies':
      return policyReason(cause.parts, included === true);
    case 'include':
      return included === false ? 'its file is not included, by include:rules' : 'include:rules decide about its file';
    case 'chat':
      return 'a chat command runs only the job that it names';
    case 'refusal':
      return `GitLab cannot evaluate its rules: ${cause.message}`;
    case 'nothing':
      return 'no rules limit it';
  }
});

export function rulesReason(decisions: readonly Decision[]): string {
  const [first, second] = decisions;
  if (!first) return '';
  if (!first.rule)
    return first.count === 1 ? 'its only rule does not match' : `none of its ${first.count} rules matches`;
  const said = `rule ${first.number} of ${first.count}${shown(first.rule)}`;
  if (!second) return said;
  const next = second.rule ? `rule ${second.number}` : 'none of them';
  return `${said}, or else ${next}`;
}

/** The conditions of a rule, shortened. */
function shown(rule: Value): string {
  const clauses = ['if', 'changes', 'exists'].flatMap(key => {
    const value = member(rule, key)?.value;
    return value ? [key === 'if' ? shortened(toS(value)) : `${key} ${shortened(pathsIn(value).join(', '))}`] : [];
  });
  return clauses.length > 0 ? `: ${clauses.join(' and ')}` : '';
}

function pathsIn(value: Value): readonly string[] {
  if (value.kind === 'list') return value.items.flatMap(pathsIn);
  if (value.kind === 'map') return pathsIn(member(value, 'paths')?.value ?? { ...value, kind: 'list', items: [] });
  return [textOf(value) ?? '…'];
}

const WIDEST = 60;

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}

function policyReason(parts: readonly PolicyPart[], included: boolean): string {
  const [first] = parts;
  if (!first) return '';
  if (included) return parts.every(({ value }) => !value) ? USUAL : 'only and except allow it';
  return first.value ? `${first.of}:${first.name} excludes it` : USUAL;
}

const USUAL = 'without rules, a job runs for branches and tags only';

/** Why there is no pipeline, or what that depends on. */
export function pipelineVerdict(plan: Pick<Plan, 'pipeline' | 'reason'>): string {
  if (plan.pipeline === true) return 'GitLab creates a pipeline.';
  if (isDoubt(plan.pipeline)) return `Whether there is a pipeline ${dependsOn(plan.pipeline)}.`;
  return NO_PIPELINE[plan.reason ?? 'config_error'];
}

const NO_PIPELINE = {
  config_error: 'GitLab refuses to create a pipeline.',
  skipped: 'The pipeline is skipped, as the commit message asks.',
  filtered_by_workflow_rules: 'There is no pipeline: `workflow:rules` do not allow it.',
  filtered_by_rules: 'There is no pipeline: it would have no jobs outside `.pre` and `.post`.',
} as const;

/** What starts the pipeline of a scenario, in words. */
export function aboutScenario({ source, ref, refType, isUpdate, mergeRequest }: Scenario): string {
  if (mergeRequest) {
    const { sourceBranch, targetBranch, fork } = mergeRequest;
    return `merge request ${sourceBranch} → ${targetBranch}${fork ? ', from a fork' : ''}`;
  }
  if (refType === 'tag') return `${source} of tag ${ref}`;
  return `${source} on ${ref}${source === 'push' && !isUpdate ? ', a new branch' : ''}`;
}
