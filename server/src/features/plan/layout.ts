/** Where the jobs of a plan stand in a picture: stages as columns, needs as lines between them. */
import { Graph, layout } from '@dagrejs/dagre';
import { isDoubt } from '../../expression/truth.ts';
import type { PlannedJob } from '../../simulation/plan.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box by its middle. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly jobs: readonly { readonly job: PlannedJob; readonly box: Box }[];
  readonly needs: readonly { readonly optional: boolean; readonly points: readonly Point[] }[];
  readonly stages: readonly { readonly name: string; readonly x: number }[];
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 44;
const MARGIN = 48;

export function pictureOf(jobs: readonly PlannedJob[], widthOf: (job: PlannedJob) => number): Picture {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 48, marginx: MARGIN, marginy: MARGIN, ranker: 'longest-path' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const job of jobs) graph.setNode(job.name, { width: widthOf(job), height: HEIGHT });
  const edges = jobs.flatMap(needsOf).filter(({ from }) => graph.hasNode(from));
  for (const { from, to } of edges) graph.setEdge(from, to);
  const stages = keepColumns(graph, jobs);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Box>;
  return {
    jobs: jobs.map(job => ({ job, box: boxIn(graph, job.name) })),
    needs: edges.map(({ from, to, optional }) => ({ optional, points: pointsIn(graph, from, to) })),
    stages: stages.map((name, index) => ({ name, x: boxIn(graph, fence(index)).x })),
    width,
    height,
  };
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly optional: boolean;
}

function needsOf({ name, needs }: PlannedJob): readonly Edge[] {
  return (isDoubt(needs) ? [] : needs).map(({ job, optional }) => ({ from: job, to: name, optional }));
}

/** No job has such a name, since a name is a text without this sign. */
function fence(index: number): string {
  return `\0${index}`;
}

/** A fence before each stage keeps its jobs behind those of the stages before. */
function keepColumns(graph: Graph, jobs: readonly PlannedJob[]): readonly string[] {
  const stages = [...new Set(jobs.map(({ stage }) => stage))];
  for (const [index] of [...stages, ''].entries()) {
    graph.setNode(fence(index), { width: 1, height: 1 });
    if (index > 0) graph.setEdge(fence(index - 1), fence(index), { weight: 0 });
  }
  for (const { name, stage } of jobs) {
    const index = stages.indexOf(stage);
    graph.setEdge(fence(index), name, { weight: 0 });
    graph.setEdge(name, fence(index + 1), { weight: 0 });
  }
  return stages;
}

function boxIn(graph: Graph, name: string): Box {
  const { x = 0, y = 0, width = 0, height = 0 } = graph.node(name) as Partial<Box>;
  return { x, y, width, height };
}

function pointsIn(graph: Graph, from: string, to: string): readonly Point[] {
  const { points = [] } = graph.edge(from, to) as { readonly points?: readonly Point[] };
  return points;
}
