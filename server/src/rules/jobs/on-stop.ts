/** `on_stop`: the job that stops an environment must be made for that. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { isNull, textOf } from '../../ci/blank.ts';
import type { FactPath } from '../../ci/knowledge.ts';
import type { Fix, Related } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { insertEntries, replaceValue } from '../../yaml/edit/edit.ts';
import { pairLocation } from '../../yaml/edit/pair-location.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { WrittenName } from '../engine/job-facts.ts';
import { fix } from '../../readings/check/at.ts';
import { atMention, grounded, nearestJob, renameMention, type JobJudgement } from '../engine/judgement.ts';
import type { JobRule } from '../engine/pipeline-rules.ts';

export const onStop: JobRule = { codes: ['wrong-stop-job', 'unknown-job'], check: onStopFindings };

function onStopFindings(judgement: JobJudgement): readonly MergedFinding[] {
  const { scene, job, facts, others } = judgement;
  const { onStop: stopping } = facts;
  if (!stopping) return [];
  const named: FactPath = [job.name, 'environment', 'on_stop'];
  const found = others.find(stopping.name);
  if (found === 'unsure') return [];
  if (typeof found === 'string') {
    const grounds = { facts: [named], absence: !stopping.name.startsWith('.') };
    return grounded(scene, grounds, () => [missing(judgement, stopping)]);
  }
  const wrong = wrongWith(found, judgement);
  if (!wrong) return [];
  const grounds = { facts: [named, ...wrong.facts], absence: wrong.absence === true };
  return grounded(scene, grounds, () => [unfit(judgement, stopping, found, wrong)]);
}

function unfit({ job }: JobJudgement, onStop: WrittenName, found: EffectiveJob, wrong: Wrong): MergedFinding {
  const { message, at, fixes } = wrong;
  const related: readonly Related[] = at ? [{ at, message: `The environment of \`${found.name}\` is here.` }] : [];
  return atMention(onStop, {
    code: 'wrong-stop-job',
    message: `\`${found.name}\` cannot stop the environment of \`${job.name}\`: ${message}`,
    related,
    fixes: at?.uri === onStop.value.at.uri ? (fixes ?? []) : [],
  });
}

function missing(judgement: JobJudgement, onStop: WrittenName): MergedFinding {
  const near = nearestJob(judgement, onStop.name);
  const guess = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  return atMention(onStop, {
    code: 'unknown-job',
    message: `\`${onStop.name}\` is not a job of this pipeline, but \`on_stop\` needs it for the environment of \`${judgement.job.name}\`.${guess}`,
    fixes: near === undefined ? [] : renameMention(onStop, near),
  });
}

interface Wrong {
  readonly message: string;
  /** The facts that it depends on. */
  readonly facts: readonly FactPath[];
  readonly absence?: boolean;
  readonly at?: Place;
  readonly fixes?: readonly Fix[];
}

/** In GitLab's order; unknown facts are ignored. */
function wrongWith(stopping: EffectiveJob, { job, key, scene }: JobJudgement): Wrong | undefined {
  const held = member(stopping.value, 'environment');
  const at = held?.key ?? scene.configuration.entry(stopping.name)?.key ?? key;
  const environment: FactPath = [stopping.name, 'environment'];
  if (!held || isNull(held.value))
    return isOpen(stopping.value) ? undefined : { message: NO_ENVIRONMENT, at, facts: [environment], absence: !held };
  const [name, own] = [nameOf(held.value), nameOf(member(job.value, 'environment')?.value)];
  if (name === undefined || own === undefined || isOpen(held.value)) return undefined;
  if (name !== own)
    return {
      message: `it is for the environment \`${name}\`, but this job is for \`${own}\`.`,
      at,
      facts: [nameFact(stopping), nameFact(job)],
    };
  const action = member(held.value, 'action')?.value;
  if (action && !isNull(action) && textOf(action) === undefined) return undefined;
  if (textOf(action) === 'stop') return undefined;
  const facts: readonly FactPath[] = [held.value.kind === 'map' ? [...environment, 'action'] : environment];
  return { message: NO_STOP, at, fixes: stop(held.key, action), facts };
}

function nameFact({ name, value }: EffectiveJob): FactPath {
  const isMap = member(value, 'environment')?.value.kind === 'map';
  return isMap ? [name, 'environment', 'name'] : [name, 'environment'];
}

const NO_ENVIRONMENT = 'it has no `environment`. It needs one of the same name with `action: stop`.';
const NO_STOP = 'it has no `action: stop` in its `environment`.';

function isOpen(value: Value): boolean {
  return value.kind === 'map' && value.open;
}

function nameOf(environment: Value | undefined): string | undefined {
  return environment?.kind === 'map' ? textOf(member(environment, 'name')?.value) : textOf(environment);
}

function stop(environment: Place, action: Value | undefined): readonly Fix[] {
  const title = 'Add action: stop to its environment';
  if (action && !isNull(action)) return fix(title, () => replaceValue(action.at, 'stop'));
  const node = pairLocation(environment)?.pair.value;
  return node?.kind === 'map' && !action
    ? fix(title, () => insertEntries({ ...environment, span: node.span }, ['action: stop']))
    : [];
}
