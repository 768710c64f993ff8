/** A plan as a Mermaid flow chart: stages as boxes, jobs in them, needs as arrows. */
import { isDoubt } from '../../expression/truth.ts';
import type { PlannedJob } from '../../simulation/plan.ts';
import type { PipelinePlan } from './plan-of.ts';
import { verdictOf } from './words.ts';

export function mermaidOf(plan: PipelinePlan): string {
  const ids = new Map(plan.jobs.map(({ name }, index) => [name, `j${index}`]));
  const stages = [...new Set(plan.jobs.map(({ stage }) => stage))];
  const boxes = stages.flatMap((stage, index) =>
    boxOf(
      stage,
      index,
      plan.jobs.filter(job => job.stage === stage),
      ids,
    ),
  );
  const order = stages.slice(1).map((_, index) => `  s${index} ~~~ s${index + 1}`);
  const arrows = plan.jobs.flatMap(job => arrowsTo(job, ids));
  const out = plan.jobs.filter(({ included }) => included === false).map(({ name }) => ids.get(name));
  const ghosts =
    out.length > 0 ? ['  classDef out stroke-dasharray: 5 5,opacity: 0.5', `  class ${out.join(',')} out`] : [];
  return [`flowchart LR`, ...boxes, ...order, ...arrows, ...ghosts].map(line => `${line}\n`).join('');
}

type Ids = ReadonlyMap<string, string>;

function boxOf(stage: string, index: number, jobs: readonly PlannedJob[], ids: Ids): readonly string[] {
  const nodes = jobs.map(job => `    ${ids.get(job.name) ?? ''}["${quoted(`${job.name}\n${verdictOf(job)}`)}"]`);
  return [`  subgraph s${index}["${quoted(stage)}"]`, '    direction TB', ...nodes, '  end'];
}

/** An optional need is a dotted arrow. */
function arrowsTo({ name, needs }: PlannedJob, ids: Ids): readonly string[] {
  return (isDoubt(needs) ? [] : needs).flatMap(({ job, optional }) => {
    const from = ids.get(job);
    return from === undefined ? [] : [`  ${from} ${optional ? '-.->' : '-->'} ${ids.get(name) ?? ''}`];
  });
}

/** Mermaid knows characters by their numbers. */
function quoted(text: string): string {
  return text.replaceAll(/["#<>&;\\`]/g, sign => `#${sign.codePointAt(0) ?? 0};`).replaceAll('\n', '<br/>');
}
