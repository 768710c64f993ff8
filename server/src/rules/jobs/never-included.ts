/** Warns about a job that is in no pipeline, whatever starts it: no pipeline fulfils all conditions of its rules. */
import { given, textOf } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { isStart } from '../../ci/project.ts';
import { parseCondition } from '../../expression/parse.ts';
import { workflowContext, type ScenarioContext } from '../../simulation/scenario-context.ts';
import { everySource, isTelling, sources } from '../../simulation/every-source.ts';
import { inclusionsOf } from '../../simulation/jobs.ts';
import { alwaysMatches, rulesIn } from '../../simulation/rules.ts';
import { seedOf } from '../../simulation/seeds.ts';
import { workflowOf } from '../../simulation/workflow.ts';
import { variablesIn } from '../../simulation/yaml-variables.ts';
import { cachedBy } from '../../text/cached.ts';
import { member, type MapValue, type Value } from '../../yaml/value/value.ts';
import { globalsOf, type Globals } from '../engine/globals.ts';
import { decidingText } from '../engine/deciding-text.ts';
import { atPlace, grounded } from '../engine/judgement.ts';
import type { RunRule } from '../engine/pipeline-rules.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';

export const neverIncluded: RunRule = { codes: ['never-included'], check: neverFindings };

function neverFindings(scene: Scene, { name, value }: EffectiveJob): readonly MergedFinding[] {
  if (!isStart(scene.project.pipeline)) return [];
  const rules = untilCatchAll(rulesIn(member(value, 'rules')?.value));
  const key = scene.configuration.entry(name)?.key;
  if (!key || !rules.some(rule => mayLetIn(rule, value))) return [];
  const why = reasonFor(name, value, globalsOf(scene));
  if (!why || rules.some(isOdd)) return [];
  const facts: readonly FactPath[] = [
    [name, 'rules'],
    [name, 'when'],
    ['workflow', 'rules'],
  ];
  return grounded(scene, { facts }, () => [
    atPlace(key, [], { code: 'never-included', message: messageFor(name, why) }),
  ]);
}

function untilCatchAll(rules: readonly Value[]): readonly Value[] {
  const last = rules.findIndex(alwaysMatches);
  return last < 0 ? rules : rules.slice(0, last + 1);
}

/** A job with only `never` rules is switched off on purpose. */
function mayLetIn(rule: Value, job: Value): boolean {
  return rule.kind === 'map' && textOf(member(rule, 'when')?.value ?? member(job, 'when')?.value) !== 'never';
}

const SOURCE = /\$CI_PIPELINE_SOURCE\s*[=!]=\s*["']([^"']*)["']/g;

/** A condition that GitLab cannot read, and a source that does not exist, are reported at their place. */
function isOdd(rule: Value): boolean {
  const condition = given(rule, 'if');
  if (!condition) return false;
  const text = textOf(condition);
  if (text === undefined || text.includes('$[[')) return true;
  if (parseCondition(text).faults.some(({ isDoubt }) => !isDoubt)) return true;
  return [...text.matchAll(SOURCE)].some(([, source = '']) => !sources.includes(source));
}

type Reason = 'rules' | 'workflow';

function reasonFor(name: string, job: Value, globals: Globals): Reason | undefined {
  if ([...variablesIn(member(job, 'variables')?.value).keys()].some(isTelling)) return undefined;
  const tried = triedIn(globals.merged);
  if (!tried) return undefined;
  const sign = decidingText(job);
  const cached = sign === undefined ? undefined : tried.cached.get(sign);
  if (cached) return cached === 'none' ? undefined : cached;
  const found = tryAll(name, job, tried);
  if (sign !== undefined) tried.cached.set(sign, found ?? 'none');
  return found;
}

/** Most jobs are in one of the first pipelines that are tried. */
function tryAll(name: string, job: Value, { kinds, variables }: Tried): Reason | undefined {
  const seed = seedOf(name, job, true);
  const isOut = ({ around, hasDefault }: Tried['kinds'][number]): boolean =>
    [...inclusionsOf(seed, { around, variables, hasDefault }).values()].every(truth => truth === false);
  if (!kinds.filter(({ isCreated }) => isCreated).every(isOut)) return undefined;
  return kinds.every(isOut) ? 'rules' : 'workflow';
}

interface Tried {
  readonly kinds: readonly {
    readonly around: ScenarioContext;
    readonly isCreated: boolean;
    readonly hasDefault: boolean;
  }[];
  readonly variables: ReturnType<typeof variablesIn>;
  /** The results so far, by the text that decides about a job. */
  readonly cached: Map<string, Reason | 'none'>;
}

/** Nothing if no pipeline is created at all, or if the file itself sets variables that distinguish the pipelines. */
const triedIn = cachedBy((merged: MapValue): Tried | undefined => {
  const variables = variablesIn(member(merged, 'variables')?.value);
  const kinds = everySource.map(around => {
    const { lets, hasRules, variables: own } = workflowOf(merged, workflowContext(around, variables));
    return { around, isCreated: lets !== false, hasDefault: !hasRules, own };
  });
  const names = [variables, ...kinds.map(({ own }) => own)].flatMap(some => [...some.keys()]);
  return kinds.some(({ isCreated }) => isCreated) && !names.some(isTelling)
    ? { kinds, variables, cached: new Map() }
    : undefined;
});

function messageFor(name: string, why: Reason): string {
  if (why === 'workflow')
    return `\`${name}\` is in no pipeline: wherever one of its rules matches, \`workflow:rules\` creates none. Change one of the two.`;
  return `\`${name}\` is in no pipeline: its rules ask for what none has together. A pipeline is for a branch (\`$CI_COMMIT_BRANCH\`), a tag (\`$CI_COMMIT_TAG\`) or a merge request (\`$CI_MERGE_REQUEST_IID\`), and only the variables of one of them are set.`;
}
