/** Computes where everything is. The library (dagre) does most of it; we tell it the column of each node. */
import { layout as arrange, Graph } from '@dagrejs/dagre';
import { columnsOf, type Columns } from './columns.ts';
import type { Picture, PictureEdge, PictureNode } from './picture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box, by its upper left corner. */
export interface Box extends Point, Size {}

export interface PlacedNode {
  readonly node: PictureNode;
  readonly box: Box;
}
export interface PlacedEdge {
  readonly edge: PictureEdge;
  /** From the right side of one node to the left side of another. */
  readonly points: readonly Point[];
}
/** A column of the picture with the jobs of one stage. */
export interface PlacedStage {
  readonly name: string;
  readonly x: number;
  readonly width: number;
}
export interface Layout extends Size {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly stages: readonly PlacedStage[];
}

const MARGIN = 16;
/** Room for the names of the stages, above the nodes. */
const HEAD = 44;
const GAP = 14;
const AISLE = 56;
/** Room on both sides of the nodes of a stage, within its band. */
const PADDING = 12;
/**
 * How many columns all edges together may cross for the library to route each around the nodes in between. It needs a
 * minute where a thousand jobs need three others each; there, and wherever so many lines are only a tangle, columns
 * stay compact and lines go straight.
 */
const MOST_LED = 150;

export function layoutOf(picture: Picture, sizeOf: (node: PictureNode) => Size): Layout {
  const columns = columnsOf(picture);
  const graph = arranged(picture, columns, sizeOf);
  const boxes = new Map(picture.nodes.map(({ id }) => [id, boxIn(graph, id)]));
  const nodes = picture.nodes.flatMap(node => withBox(node, boxes.get(node.id)));
  const bands = bandsOf(picture, nodes);
  return {
    nodes,
    edges: picture.edges.flatMap(edge => ledEdge(edge, { graph, boxes, columns })),
    stages: bands,
    width: Math.max(...bands.map(({ x, width }) => x + width), 0) + MARGIN,
    height: Math.max(...nodes.map(({ box }) => box.y + box.height), HEAD) + MARGIN,
  };
}

/** The band behind the jobs of a stage, and the centred name of the stage in it with its greatest width. */
export interface StageBand {
  readonly box: Box;
  readonly radius: number;
  readonly title: Point & Pick<Size, 'width'>;
}

export function bandOf({ x, width }: PlacedStage, { height }: Layout): StageBand {
  return {
    box: { x, y: 4, width, height: height - 8 },
    radius: 6,
    title: { x: x + width / 2, y: 26, width: width - 16 },
  };
}

type Arranged = ReturnType<typeof emptyGraph>;

interface NodeLabel extends Size {
  rank: number;
  x?: number;
  y?: number;
}
interface EdgeLabel {
  points?: readonly Point[];
}

function emptyGraph(): Graph<object, NodeLabel, EdgeLabel> {
  const graph = new Graph<object, NodeLabel, EdgeLabel>();
  // the library takes a function that ranks nodes; here each node already has a rank
  return graph.setGraph({ rankdir: 'LR', nodesep: GAP, edgesep: GAP / 2, ranksep: AISLE, ranker: () => undefined });
}

function arranged({ nodes, edges }: Picture, columns: Columns, sizeOf: (node: PictureNode) => Size): Arranged {
  const graph = emptyGraph();
  const columnOf = (id: string): number => columns.of.get(id) ?? 0;
  // the library keeps every second rank free for the labels of edges
  const sizes = new Map(nodes.map(node => [node.id, sizeOf(node)]));
  const widths = widthsOf(sizes, columnOf);
  for (const [id, { width, height }] of sizes)
    graph.setNode(id, { width: widths.get(columnOf(id)) ?? width, height, rank: 2 * columnOf(id) });
  const forward = edges.filter(({ from, to }) => columnOf(from) < columnOf(to));
  const crossed = forward.reduce((sum, { from, to }) => sum + columnOf(to) - columnOf(from), 0);
  if (crossed <= MOST_LED) for (const { from, to } of forward) graph.setEdge(from, to, {});
  if (nodes.length > 0) arrange(graph);
  return graph;
}

/** All nodes of a column are as wide as the widest. */
function widthsOf(sizes: ReadonlyMap<string, Size>, columnOf: (id: string) => number): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  for (const [id, { width }] of sizes) {
    const column = columnOf(id);
    widths.set(column, Math.max(widths.get(column) ?? 0, width));
  }
  return widths;
}

function boxIn(graph: Arranged, id: string): Box {
  const { x = 0, y = 0, width, height } = graph.node(id);
  return { x: x - width / 2 + MARGIN + PADDING, y: y - height / 2 + HEAD, width, height };
}

function withBox(node: PictureNode, box: Box | undefined): readonly PlacedNode[] {
  return box ? [{ node, box }] : [];
}

function bandsOf({ stages }: Picture, nodes: readonly PlacedNode[]): Layout['stages'] {
  return stages.flatMap((name, index) => {
    const boxes = nodes.filter(({ node }) => node.stage === index).map(({ box }) => box);
    if (boxes.length === 0) return [];
    const x = Math.min(...boxes.map(box => box.x)) - PADDING;
    const end = Math.max(...boxes.map(box => box.x + box.width)) + PADDING;
    return [{ name, x, width: end - x }];
  });
}

interface Arrangement {
  readonly graph: Arranged;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly columns: Columns;
}

function ledEdge(edge: PictureEdge, { graph, boxes, columns }: Arrangement): readonly PlacedEdge[] {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
  if (!from || !to) return [];
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  // between neighbouring columns there is nothing to route around
  const crossed = (columns.of.get(edge.to) ?? 0) - (columns.of.get(edge.from) ?? 0);
  const isLed = graph.hasEdge(edge.from, edge.to) && crossed > 1;
  const led = isLed ? (graph.edge(edge.from, edge.to).points ?? []) : [];
  const between = led.slice(1, -1).map(({ x, y }) => ({ x: x + MARGIN + PADDING, y: y + HEAD }));
  return [{ edge, points: [start, ...between.filter(({ x }) => x > start.x && x < end.x), end] }];
}
