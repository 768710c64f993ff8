/**
 * Warns if one push creates two pipelines: a job runs in both, and no `workflow:rules` choose between them. GitLab
 * itself warns about it, too.
 */
import { isNull, textOf } from '../../ci/blank.ts';
import { isStart } from '../../ci/project.ts';
import type { Finding, Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { insertEntries } from '../../yaml/edit/edit.ts';
import { lineBreakOf } from '../../yaml/edit/style.ts';
import { nodeAt, treeOf } from '../../yaml/edit/pair-location.ts';
import { asWritten } from '../../yaml/value/step.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import { fix } from '../../readings/check/at.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import { atPlace, grounded, type JobJudgement } from '../engine/judgement.ts';
import type { JobRule } from '../engine/pipeline-rules.ts';
import { columnIn } from '../../yaml/lines.ts';

export const severalPipelines: JobRule = { codes: ['several-pipelines'], check: severalFindings };

function severalFindings({ scene, job }: JobJudgement): readonly MergedFinding[] {
  const rules = member(job.value, 'rules')?.value;
  // a list that many jobs inherit is looked at where it is written first
  if (!rules || !whenAlone(lastOf(asWritten(rules)))) return [];
  const when = whenAlone(lastOf(rules));
  if (!when || !isStart(scene.project.pipeline) || !isUndecided(scene)) return [];
  const message = `One push can start two pipelines with \`${job.name}\`, one for the branch and one for its merge request: its last rule applies to both, and no \`workflow:rules\` choose between them. GitLab warns about this, too.`;
  const finding: Omit<Finding, 'at'> = { code: 'several-pipelines', message, fixes: fixesFor(scene, when.key) };
  const via = [...rules.via, ...(when.via ?? [])];
  return grounded(scene, { facts: [[job.name, 'rules']], absence: true }, () => [atPlace(when.key, via, finding)]);
}

function lastOf(rules: Value | undefined): Value | undefined {
  if (rules?.kind !== 'list') return rules;
  return lastOf(rules.items.at(-1));
}

/** The `when` of a rule with no other key, unless it leaves the job out. */
function whenAlone(rule: Value | undefined): Member | undefined {
  if (rule?.kind !== 'map' || rule.open) return undefined;
  const when = rule.members.get('when');
  const word = textOf(when?.value);
  const isAlone = [...rule.members.values()].every(held => held === when || isNull(held.value));
  return isAlone && word !== undefined && word !== 'never' ? when : undefined;
}

function isUndecided({ configuration }: Scene): boolean {
  const workflow = configuration.get('workflow');
  if (!workflow || isNull(workflow)) return true;
  return workflow.kind === 'map' && !workflow.open && !workflow.members.has('rules');
}

/** Which of the two is wanted is for the author to say: jobs without rules are not in merge request pipelines. */
const CHOICES: Readonly<Record<string, string>> = {
  'Add workflow:rules for branch pipelines only': '$CI_PIPELINE_SOURCE == "merge_request_event"',
  'Add workflow:rules for merge request pipelines where one is open':
    '$CI_PIPELINE_SOURCE == "push" && $CI_OPEN_MERGE_REQUESTS',
};

/** Only in the file that starts the pipeline: an included file may be part of others. */
function fixesFor(scene: Scene, at: Place): readonly Fix[] {
  if (at.uri !== scene.project.pipeline) return [];
  return Object.entries(CHOICES).flatMap(([title, condition]) => fix(title, () => edits(scene, at, condition)));
}

function edits({ configuration }: Scene, at: Place, condition: string): Fix['edits'] {
  const workflow = configuration.entry('workflow');
  if (workflow?.key.uri !== at.uri) return addWorkflow(placeFor(configuration, at), condition);
  const map = nodeAt(workflow.value.at);
  const [first] = map?.kind === 'map' && !map.flow ? map.pairs : [];
  if (!first) return [];
  const column = columnIn(workflow.value.at.block.text, first.span.start);
  return insertEntries(workflow.value.at, [rulesOf(condition, workflow.value.at, column)]);
}

/** After the keywords of the whole pipeline, or else after the entry with the rule. */
function placeFor({ entry }: Scene['configuration'], at: Place): Place {
  const known = GLOBAL.map(name => entry(name)?.key).find(key => key?.uri === at.uri);
  return known ?? at;
}

const GLOBAL = ['stages', 'include', 'default', 'variables'];

function addWorkflow(at: Place, condition: string): Fix['edits'] {
  const root = treeOf(at);
  if (root?.kind !== 'map' || root.flow) return [];
  const step = lineBreakOf(at.block.text) + '  ';
  return insertEntries({ ...at, span: root.span }, [`workflow:${step}${rulesOf(condition, at, 2)}`]);
}

function rulesOf(condition: string, { block }: Place, column: number): string {
  const lines = ['rules:', `  - if: ${condition}`, '    when: never', '  - when: always'];
  return lines.join(lineBreakOf(block.text) + ' '.repeat(column));
}
