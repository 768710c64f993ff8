/** Assigns a column to each node: a stage has one column, or several if its jobs wait for each other. */
import type { Picture, PictureEdge, PictureNode } from './picture.ts';

export interface Columns {
  readonly of: ReadonlyMap<string, number>;
  /** The first column of each stage. */
  readonly firsts: readonly number[];
}

/** A longer chain of needs within one stage is not drawn to its full length; GitLab hardly ever accepts one. */
const DEEPEST = 20;

export function columnsOf({ nodes, edges, stages }: Pick<Picture, 'nodes' | 'edges' | 'stages'>): Columns {
  const depths = depthsOf(nodes, edges);
  const widths = stages.map(() => 1);
  for (const { id, stage } of nodes) widths[stage] = Math.max(widths[stage] ?? 1, (depths.get(id) ?? 0) + 1);
  const firsts: number[] = [];
  let next = 0;
  for (const width of widths) {
    firsts.push(next);
    next += width;
  }
  return { firsts, of: new Map(nodes.map(({ id, stage }) => [id, (firsts[stage] ?? 0) + (depths.get(id) ?? 0)])) };
}

/** How many jobs of the same stage have to finish one after another before the node; cycles are cut. */
function depthsOf(nodes: readonly PictureNode[], edges: readonly PictureEdge[]): ReadonlyMap<string, number> {
  const stageOf = new Map(nodes.map(({ id, stage }) => [id, stage]));
  const within = edges.filter(({ from, to }) => from !== to && stageOf.get(from) === stageOf.get(to));
  const depths = new Map<string, number>();
  for (let round = 0; round < DEEPEST; round++) {
    let isSame = true;
    for (const { from, to } of within) {
      const depth = Math.min((depths.get(from) ?? 0) + 1, DEEPEST);
      if (depth <= (depths.get(to) ?? 0)) continue;
      depths.set(to, depth);
      isSame = false;
    }
    if (isSame) break;
  }
  return depths;
}
