/**
 * Turns a plan into the data of its picture: a node for each job of the file, and one for each pipeline that a job
 * starts.
 */
import { isDoubt } from '../../expression/truth.ts';
import type { Picture, PictureCopy, PictureEdge, PictureNode, State } from '../../picture/picture.ts';
import type { PlannedJob } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { sentence, short } from '../../text/shown.ts';
import { jobVerdict, type JobVerdict } from './job-verdict.ts';
import type { LivePlan } from './live-plan.ts';
import { startedBy, type Started } from './started.ts';
import { aboutScenario, pipelineVerdict, reasonOf, verdictOf } from './words.ts';

/** `isOpenable` tells whether the pipeline of another project is at hand. */
export function pictureOf(
  plan: LivePlan,
  scenario: Scenario,
  isOpenable: (project: string) => boolean = () => false,
): Picture {
  const stages = [...new Set(plan.jobs.map(({ stage }) => stage))];
  const some = [...plan.byBase].slice(0, MOST_DRAWN);
  const drawn = some.flatMap(([base, copies]) => {
    const verdict = jobVerdict(plan, base);
    const [first] = copies;
    return verdict && first
      ? [drawnJob({ base, first, copies, verdict, stage: stages.indexOf(first.stage) }, isOpenable)]
      : [];
  });
  return {
    scenario: short(`${scenario.name} (${aboutScenario(scenario)})`),
    verdict: sentence(pipelineVerdict(plan)) + leftOut(plan),
    errors: plan.errors.map(sentence),
    stages: stages.map(name => short(name, LONGEST)),
    nodes: drawn.flatMap(({ nodes }) => nodes),
    edges: [...needsIn(plan, new Set(some.map(([base]) => base))), ...drawn.flatMap(({ edges }) => edges)],
  };
}

/** A picture of more jobs shows nothing, and takes seconds. */
export const MOST_DRAWN = 2000;

/** What the picture does not show. */
function leftOut({ byBase }: LivePlan): string {
  return byBase.size > MOST_DRAWN ? ` The first ${MOST_DRAWN} of ${byBase.size} jobs are drawn.` : '';
}

/** The node of a job. */
export function jobId(base: string): string {
  return `job ${base}`;
}

/** The node of what a job starts. */
export function startedId(base: string, index: number): string {
  return `started ${index} ${base}`;
}

const LONGEST = 120;

interface Drawing {
  readonly base: string;
  readonly first: PlannedJob;
  readonly copies: readonly PlannedJob[];
  readonly verdict: JobVerdict;
  readonly stage: number;
}

function drawnJob(drawing: Drawing, isOpenable: (project: string) => boolean): Pick<Picture, 'nodes' | 'edges'> {
  const { base, first } = drawing;
  const node = nodeOf(drawing);
  const nodes = startedBy(first.value).map((started, index): PictureNode => {
    const { kind, name, project } = started;
    const says =
      node.state === 'out' ? ['is not started'] : startedSays(started, project !== undefined && isOpenable(project));
    const id = startedId(base, index);
    return { ...node, id, kind, name: short(name, LONGEST), says, reason: '', mayFail: false, copies: [] };
  });
  return { nodes: [node, ...nodes], edges: nodes.map(({ id }) => ({ from: node.id, to: id, kind: 'starts' })) };
}

/** What it is and, unless all of it can be opened, where. */
function startedSays({ kind, where }: Started, isAtHand: boolean): readonly string[] {
  const what = kind === 'child' ? 'child pipeline' : 'downstream pipeline';
  return where === undefined || isAtHand ? [what] : [what, short(where, LONGEST)];
}

function nodeOf({ base, copies, verdict, stage, first }: Drawing): PictureNode {
  const state = stateOf(copies, verdict);
  const mayFail = state !== 'out' && copies.every(({ allowFailure }) => allowFailure === true);
  const reason = sentence(reasonOf(copies.find(({ included }) => included !== false) ?? first));
  const title = short(mayFail ? `${verdict.title}, may fail` : verdict.title, LONGEST);
  return {
    id: jobId(base),
    kind: 'job',
    name: short(base, LONGEST),
    stage,
    state,
    mayFail,
    says: state === 'out' && verdict.title === verdictOf(first) ? [title, reason] : [title],
    reason,
    copies: copies.length > 1 ? copies.map(copyOf) : [],
  };
}

function copyOf(job: PlannedJob): PictureCopy {
  return { name: short(job.name, LONGEST), says: short(verdictOf(job), LONGEST) };
}

function stateOf(copies: readonly PlannedJob[], { isOut, isOpen }: JobVerdict): State {
  if (isOut) return 'out';
  const job = copies.find(({ included }) => included !== false);
  if (isOpen || !job || isDoubt(job.included) || isDoubt(job.when)) return 'depends';
  return BY_WHEN[job.when] ?? 'runs';
}

const BY_WHEN: Readonly<Record<string, State>> = { manual: 'manual', delayed: 'delayed', on_failure: 'on-failure' };

/** One line between two jobs, however many of their copies are involved. */
function needsIn({ jobs, byBase }: LivePlan, drawn: ReadonlySet<string>): readonly PictureEdge[] {
  const baseOf = new Map(jobs.map(({ name, base }) => [name, base]));
  const found = new Map<string, PictureEdge>();
  for (const { base, needs } of jobs)
    for (const { job, optional } of isDoubt(needs) ? [] : needs) {
      const needed = byBase.has(job) ? job : baseOf.get(job);
      if (needed === undefined || !drawn.has(needed) || !drawn.has(base)) continue;
      const key = JSON.stringify([needed, base]);
      if (!found.has(key) || !optional)
        found.set(key, { from: jobId(needed), to: jobId(base), kind: optional ? 'optional' : 'needs' });
    }
  return [...found.values()];
}
