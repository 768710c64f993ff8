/** Where the jobs of a plan stand in a picture: stages as columns in their order, as GitLab's own page has them. */
import { isDoubt } from '../../expression/truth.ts';
import type { PlannedJob } from '../../simulation/plan.ts';

/** A box by its left upper corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly jobs: readonly { readonly job: PlannedJob; readonly box: Box }[];
  readonly needs: readonly { readonly optional: boolean; readonly from: Box; readonly to: Box }[];
  readonly stages: readonly { readonly name: string; readonly x: number }[];
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 44;
const GAP = 12;
const MARGIN = 40;
/** Between columns there is room for the lines. */
const AISLE = 72;

export function pictureOf(jobs: readonly PlannedJob[], widthOf: (job: PlannedJob) => number): Picture {
  const boxes = new Map<string, Box>();
  const stages: { readonly name: string; readonly x: number }[] = [];
  let [x, height] = [MARGIN, 0];
  for (const name of new Set(jobs.map(({ stage }) => stage))) {
    const column = jobs.filter(({ stage }) => stage === name);
    const width = Math.max(...column.map(widthOf));
    for (const [row, job] of column.entries())
      boxes.set(job.name, { x, y: MARGIN + row * (HEIGHT + GAP), width, height: HEIGHT });
    stages.push({ name, x });
    x += width + AISLE;
    height = Math.max(height, MARGIN + column.length * (HEIGHT + GAP));
  }
  const placed = jobs.flatMap(job => withBox(job, boxes));
  const needs = placed.flatMap(({ job, box }) => linesTo(job, box, boxes));
  return { jobs: placed, needs, stages, width: x, height: height + MARGIN };
}

function withBox(job: PlannedJob, boxes: ReadonlyMap<string, Box>): Picture['jobs'] {
  const box = boxes.get(job.name);
  return box ? [{ job, box }] : [];
}

function linesTo({ needs }: PlannedJob, to: Box, boxes: ReadonlyMap<string, Box>): Picture['needs'] {
  return (isDoubt(needs) ? [] : needs).flatMap(({ job, optional }) => {
    const from = boxes.get(job);
    return from ? [{ optional, from, to }] : [];
  });
}
