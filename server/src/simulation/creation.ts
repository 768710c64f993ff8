/** Why GitLab cannot create the jobs that rules let in. */
import { every, isDoubt, some, type Truth } from '../expression/truth.ts';
import type { PlannedJob } from './plan.ts';
import { riskAmong } from './rules.ts';

export interface CreationFault {
  readonly message: string;
  /** Whether it happens. */
  readonly holds: Truth;
}

/** Whether a job of that name is in the pipeline. */
type Find = (name: string) => Truth;

/** GitLab accepts no more needs per job. */
const MOST_NEEDS = 50;

/**
 * What may prevent the pipeline from being created, in GitLab's order; `elsewhere` says whether jobs that are not among
 * these may be in it.
 */
export function creationFaults(jobs: readonly PlannedJob[], elsewhere: Truth): readonly CreationFault[] {
  const included = new Map(jobs.map(({ name, included: is }) => [name, is]));
  const find: Find = name => included.get(name) ?? elsewhere;
  return jobs.flatMap(job => faultsOf(job, jobs, find)).filter(({ holds }) => holds !== false);
}

function faultsOf(job: PlannedJob, jobs: readonly PlannedJob[], find: Find): readonly CreationFault[] {
  const { cause } = job;
  if (cause.by === 'refusal') return [refusal(job, cause.message, true, jobs)];
  const risk = cause.by === 'rules' ? riskAmong(cause.decisions) : undefined;
  const { name, ownNeeds, cycle } = job;
  const surplus = ownNeeds.length > MOST_NEEDS;
  return [
    ...(risk ? [refusal(job, risk.refusal, risk, jobs)] : []),
    ...(surplus
      ? [
          {
            message: `\`${name}\` needs more than ${MOST_NEEDS} jobs, the most that GitLab accepts.`,
            holds: job.included,
          },
        ]
      : missingNeeds(job, find)),
    ...(cycle ? [{ message: circular(name, cycle.names), holds: every([job.included, cycle.doubt ?? true]) }] : []),
  ];
}

/** GitLab notices it only if another job of the stage is in the pipeline. */
function refusal({ name, stage }: PlannedJob, message: string, is: Truth, jobs: readonly PlannedJob[]): CreationFault {
  const beside = jobs.filter(job => job.stage === stage && job.name !== name).map(job => job.included);
  return { message: `GitLab cannot evaluate the rules of \`${name}\`: ${message}`, holds: every([is, some(beside)]) };
}

/** The needs of the job itself are checked, even if a rule replaces them. */
function missingNeeds({ name, ownNeeds, included }: PlannedJob, find: Find): readonly CreationFault[] {
  return ownNeeds
    .filter(({ optional }) => !optional)
    .map(({ job }) => {
      const there = find(job);
      return { message: missing(name, job), holds: every([included, isDoubt(there) ? there : !there]) };
    });
}

/** Nobody reads a longer cycle. */
const MOST_SHOWN = 10;

function circular(name: string, cycle: readonly string[]): string {
  const names = cycle.slice(0, MOST_SHOWN).map(one => `\`${one}\``);
  const between = cycle.length > MOST_SHOWN ? `${cycle.length - MOST_SHOWN} others and ` : '';
  return `Cycle of variables in \`${name}\`: ${names.join(', which needs ')}, which needs ${between}\`${cycle[0] ?? ''}\`.`;
}

function missing(name: string, need: string): string {
  return `\`${name}\` needs \`${need}\`, which is not in this pipeline. Add \`optional: true\` if that is intended.`;
}
