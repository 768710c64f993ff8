/** Prints a plan as lines of text in columns, one per job. */
import type { PipelinePlan } from './plan-of.ts';
import { pipelineVerdict, reasonOf, verdictOf } from './words.ts';

export function tableOf(plan: PipelinePlan, scenario: string): string {
  const rows = plan.jobs.map(job => [job.stage, job.name, verdictOf(job), reasonOf(job)]);
  const widths = [0, 1, 2].map(column =>
    Math.min(WIDEST, ...[Math.max(0, ...rows.map(row => row[column]?.length ?? 0))]),
  );
  const lines = rows.map(row =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`${scenario}: ${pipelineVerdict(plan)}`, ...lines].map(line => `${line}\n`).join('');
}

/** A longer text shifts the columns after it. */
const WIDEST = 50;
