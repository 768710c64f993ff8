/**
 * Warns about a job that is in no pipeline, whatever starts it: no pipeline fulfils all conditions of its rules, or of
 * its `only` and `except`.
 */
import { given, textOf } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { isStart } from '../../ci/project.ts';
import { isReported } from '../../readings/check/condition.ts';
import { workflowContext, type ScenarioContext } from '../../simulation/scenario-context.ts';
import { everySource, isTelling, onRefs } from '../../simulation/every-source.ts';
import { inclusionsOf } from '../../simulation/jobs.ts';
import { alwaysMatches, rulesIn } from '../../simulation/rules.ts';
import { refNamesIn } from '../../simulation/policies.ts';
import { seedOf } from '../../simulation/seeds.ts';
import { workflowOf } from '../../simulation/workflow.ts';
import { variablesIn } from '../../simulation/yaml-variables.ts';
import { cachedBy } from '../../text/cached.ts';
import { asWritten } from '../../yaml/value/step.ts';
import { member, type MapValue, type Value } from '../../yaml/value/value.ts';
import { globalsOf, type Globals } from '../engine/globals.ts';
import { decidingText } from '../engine/deciding-text.ts';
import { atPlace, grounded, type Evidence } from '../engine/judgement.ts';
import type { RunRule } from '../engine/pipeline-rules.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import { staysWhereUnasked as stays } from './inherited-variables.ts';

export const neverIncluded: RunRule = { codes: ['never-included'], check: neverFindings, stays };

function neverFindings(scene: Scene, { name, value }: EffectiveJob): readonly MergedFinding[] {
  if (!isStart(scene.project.pipeline)) return [];
  const key = scene.configuration.entry(name)?.key;
  const evidence = member(value, 'rules') ? byRules(name, value) : byPolicies(name, value);
  const why = key && evidence && reasonFor(name, value, globalsOf(scene));
  if (!why || !evidence.isSound()) return [];
  const message = messageFor(name, why, evidence);
  return grounded(scene, evidence, () => [atPlace(key, [], { code: 'never-included', message })]);
}

interface Deciding extends Evidence {
  /** Whether the conditions themselves are as they should be: what is odd about them is reported at their place. */
  readonly isSound: () => boolean;
  /** What decides, in words, and what it lacks. */
  readonly words: readonly [decides: string, none: string];
}

/** Nothing for a job that is switched off on purpose. */
function byRules(name: string, job: Value): Deciding | undefined {
  const list = member(job, 'rules')?.value;
  // where they are written, so that not each of the jobs that inherit them has all of them for itself
  const rules = untilCatchAll(rulesIn(list && asWritten(list)));
  if (!rules.some(rule => mayLetIn(rule, job))) return undefined;
  return {
    facts: [
      [name, 'rules'],
      [name, 'when'],
      ['workflow', 'rules'],
    ],
    isSound: () => !untilCatchAll(rulesIn(list)).some(isOdd),
    words: [
      'one of its rules matches',
      rules.some(rule => KINDS.test(textOf(given(rule, 'if')) ?? ''))
        ? `its rules ask for what none has together. ${EACH}`
        : 'none of its rules can match. Change one of them.',
    ],
  };
}

/** Variables that tell the kinds of pipelines apart. */
const KINDS = /CI_(?:COMMIT_(?:BRANCH|TAG)|MERGE_REQUEST_)/;

const EACH =
  'A pipeline is for a branch (`$CI_COMMIT_BRANCH`), a tag (`$CI_COMMIT_TAG`) or a merge request (`$CI_MERGE_REQUEST_IID`), and only the variables of one of them are set.';

/** The same for `only` and `except`. A template that was not read may have rules that replace them. */
function byPolicies(name: string, job: Value): Deciding | undefined {
  const [only, except] = [given(job, 'only'), given(job, 'except')];
  if ((!only && !except) || isSwitchedOff(only)) return undefined;
  const none = only
    ? '`only` and `except` together leave none over, and `only` without `refs` is for branches and tags.'
    : 'without `only` it is for branches and tags, and `except` leaves out all of them.';
  return {
    facts: [
      [name, 'only'],
      [name, 'except'],
      ['workflow', 'rules'],
    ],
    absence: true,
    isSound: () => conditionsIn(only, except).every(condition => !isOddCondition(condition)),
    words: ['`only` and `except` let it in', `${none} ${EACH}`],
  };
}

/** An empty list lets nothing in, as `when: never` does. */
function isSwitchedOff(only: Value | undefined): boolean {
  const parts = only?.kind === 'map' ? [...only.members.values()].map(({ value }) => value) : [only];
  return parts.some(part => part?.kind === 'list' && part.items.length === 0);
}

function conditionsIn(...policies: readonly (Value | undefined)[]): readonly Value[] {
  return policies.flatMap(policy => {
    const variables = member(policy, 'variables')?.value;
    return variables?.kind === 'list' ? variables.items : (variables ?? []);
  });
}

function untilCatchAll(rules: readonly Value[]): readonly Value[] {
  const last = rules.findIndex(alwaysMatches);
  return last < 0 ? rules : rules.slice(0, last + 1);
}

/** A job with only `never` rules is switched off on purpose. */
function mayLetIn(rule: Value, job: Value): boolean {
  return rule.kind === 'map' && textOf(member(rule, 'when')?.value ?? member(job, 'when')?.value) !== 'never';
}

/** A condition that GitLab cannot read, or that never holds by itself. */
function isOdd(rule: Value): boolean {
  const condition = given(rule, 'if');
  return condition !== undefined && isOddCondition(condition);
}

function isOddCondition(condition: Value): boolean {
  const text = textOf(condition);
  if (text === undefined || condition.kind !== 'scalar' || text.includes('$[[')) return true;
  return isReported(text, condition);
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
  const names = member(job, 'rules') ? undefined : refNamesIn(job);
  if (names && names.length > MOST_NAMES) return undefined;
  const isOut = ({ around, hasDefault }: Tried['kinds'][number]): boolean =>
    (names ? onRefs(around, names) : [around]).every(one =>
      [...inclusionsOf(seed, { around: one, variables, hasDefault }).values()].every(truth => truth === false),
    );
  if (!kinds.filter(({ isCreated }) => isCreated).every(isOut)) return undefined;
  return kinds.every(isOut) ? 'rules' : 'workflow';
}

/** Each name is tried in each kind of pipeline. */
const MOST_NAMES = 20;

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

function messageFor(name: string, why: Reason, { words: [decides, none] }: Deciding): string {
  if (why === 'workflow')
    return `\`${name}\` is in no pipeline: wherever ${decides}, \`workflow:rules\` creates none. Change one of the two.`;
  return `\`${name}\` is in no pipeline: ${none}`;
}
