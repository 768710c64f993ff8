/** Variables of a job that refer to each other in a cycle, considering those of the pipeline and its own. */
import { cachedBy } from '../../text/cached.ts';
import { isNull, textOf } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import { mergedEntry } from '../../ci/pipeline.ts';
import { fix } from '../../readings/check/at.ts';
import { scenarioContext, workflowContext } from '../../simulation/scenario-context.ts';
import { cycleIn } from '../../simulation/cycle.ts';
import { cycleOfJob, type Seed } from '../../simulation/jobs.ts';
import { mayRefer } from '../../simulation/references.ts';
import { rulesIn } from '../../simulation/rules.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { Variables } from '../../simulation/scope.ts';
import { seedOf } from '../../simulation/seeds.ts';
import { over, variablesIn } from '../../simulation/yaml-variables.ts';
import type { Fix } from '../../text/problem.ts';
import { insertEntries, quoted, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { member, type Member, type Value } from '../../yaml/value/value.ts';
import type { MergedFinding } from '../engine/reported.ts';
import { sceneSteps, type Scene } from '../engine/scene.ts';
import { atPlace, grounded } from '../engine/judgement.ts';
import type { RunRule } from '../engine/pipeline-rules.ts';
import { staysWhereUnasked as stays } from './inherited-variables.ts';

export const variableCycles: RunRule = {
  codes: ['circular-variables'],
  check: variableFindings,
  stays,
};

function variableFindings(scene: Scene, job: EffectiveJob): readonly MergedFinding[] {
  const pipeline = pipelineOf(scene);
  const seed = seedOf(job.name, job.value, true);
  if (!pipeline.hasCycle && !addsReferences(seed)) return [];
  const cycles = pipeline.variables.map(variables => cycleOfJob(seed, { around: AROUND, variables }));
  const names = cycles.find(cycle => cycle && !cycle.doubt)?.names;
  return names ? told(scene, job, names, cycles.every(Boolean) && isAlwaysIn(job)) : [];
}

/** The event does not matter: no value is ever compared. */
const ANY: Scenario = {
  ...{ name: '', source: '', ref: '', refType: 'branch', isUpdate: false },
  ...{ variables: {}, scheduleVariables: {}, settings: {} },
};
const AROUND = scenarioContext(ANY, true);

interface PipelineVariables {
  readonly value: Value | undefined;
  /** The possible variables, one for each rule of the workflow that may decide. */
  readonly variables: readonly Variables[];
  /** Whether some of them form a cycle even before a job adds its own. */
  readonly hasCycle: boolean;
}

const pipelineOf = cachedBy((scene: Scene): PipelineVariables => {
  const value = mergedEntry(sceneSteps(scene), 'variables').member?.value;
  const rules = rulesIn(member(mergedEntry(sceneSteps(scene), 'workflow').member?.value, 'rules')?.value);
  const ofRules = rules.map(rule => member(rule, 'variables')?.value);
  const root = variablesIn(value);
  const variables = ofRules.length === 0 ? [root] : [...new Set(ofRules)].map(own => over(root, variablesIn(own)));
  const hasCycle = variables.some(some => cycleIn(workflowContext(AROUND, some).scope) !== undefined);
  return { value, variables, hasCycle };
});

/** Only a job whose own variables refer to others can close a new cycle; most do not. */
function addsReferences({ value, copies }: Seed): boolean {
  const own = variablesIn(member(value, 'variables')?.value);
  const url = textOf(member(member(value, 'environment')?.value, 'url')?.value);
  return (
    [...own.values()].some(held => 'value' in held && mayRefer(held.value ?? '')) ||
    copies.some(({ variables }) => [...variables.values()].some(mayRefer)) ||
    mayRefer(url ?? '')
  );
}

/** Whether nothing in the job itself keeps it out of a pipeline. */
function isAlwaysIn({ value }: EffectiveJob): boolean {
  return ['rules', 'only', 'except'].every(key => {
    const held = member(value, key)?.value;
    return !held || isNull(held);
  });
}

/** Where the first of them can be fixed, preferably in the job rather than in the pipeline. */
function told(scene: Scene, job: EffectiveJob, names: readonly string[], isSure: boolean): readonly MergedFinding[] {
  const own = member(job.value, 'variables')?.value;
  const root = pipelineOf(scene).value;
  const start = Math.max(
    0,
    names.findIndex(name => member(own, name)),
  );
  const way = [...names.slice(start), ...names.slice(0, start)];
  const held = way.flatMap(name => member(own, name) ?? member(root, name) ?? []);
  const [first, ...others] = held;
  if (!first) return [];
  const facts = way.map((name): FactPath => (member(own, name) ? [job.name, 'variables', name] : ['variables', name]));
  return grounded(scene, { facts, likely: true }, () => [
    {
      ...atPlace(first.value.kind === 'map' ? first.key : first.value.at, first.value.via, {
        code: 'circular-variables',
        message: messageFor(job, way),
        ...(!isSure && { atMost: 'warning' }),
        related: others.slice(0, LONGEST_SHOWN).map(({ key }) => ({ at: key, message: 'This is part of the cycle.' })),
        fixes: keepAsText(first),
      }),
      elsewhere: others.map(({ key }) => key),
    },
  ]);
}

/** A longer cycle is not written out. */
const LONGEST_SHOWN = 10;

function messageFor({ name }: EffectiveJob, way: readonly string[]): string {
  const [first = '', second = ''] = way;
  const shown =
    way.length > 2 && way.length <= LONGEST_SHOWN ? ` (${[...way, first].map(one => `\`${one}\``).join(' → ')})` : '';
  return `Cycle of variables: \`${first}\` needs \`${second}\`, which needs \`${first}\`${shown}. GitLab refuses every pipeline with \`${name}\`. Remove one of them from the other, or keep its text as it is with \`expand: false\`.`;
}

function keepAsText({ value }: Member): readonly Fix[] {
  const title = 'Keep the text as it is with expand: false';
  if (value.kind === 'map') return fix(title, () => insertEntries(value.at, ['expand: false']));
  const source = sourceOf(value.at);
  if (value.via.length > 0 || /[\r\n]/.test(source) || !/^["'$%\w]/.test(source)) return [];
  const text = /^["']/.test(source) ? source : quoted(source, value.at.block.text);
  return fix(title, () => replaceValue(value.at, `{ value: ${text}, expand: false }`));
}
