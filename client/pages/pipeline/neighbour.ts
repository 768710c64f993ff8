/**
 * Where arrow keys lead in the picture: up and down within a column, left and right to the nearest node of the next
 * one.
 */
import type { Point } from '../../../server/src/picture/layout.ts';

export function neighbour(nodes: readonly SVGGElement[], from: SVGGElement, key: string): SVGGElement | undefined {
  if (key === 'Home') return nodes[0];
  if (key === 'End') return nodes.at(-1);
  const way = WAYS[key];
  if (!way) return undefined;
  const here = middleOf(from);
  const ahead = nodes
    .map(node => ({ node, ...offset(here, middleOf(node), way) }))
    .filter(({ along, aside, node }) => node !== from && along > 1 && (way.x !== 0 || aside < 1));
  const nearest = Math.min(...ahead.map(({ along }) => along));
  const [first] = ahead.filter(({ along }) => along < nearest + 1).toSorted((one, other) => one.aside - other.aside);
  return first?.node;
}

const WAYS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** All nodes of a column have the same width, so their centres are aligned. */
function middleOf(node: SVGGElement): Point {
  const { left, top, width, height } = node.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function offset(from: Point, to: Point, way: Point): { readonly along: number; readonly aside: number } {
  const [x, y] = [to.x - from.x, to.y - from.y];
  return { along: x * way.x + y * way.y, aside: Math.abs(x * way.y) + Math.abs(y * way.x) };
}
