/** Draws a line through its points as an SVG path. */
import type { Point } from './layout.ts';

/** Leaves and arrives horizontally, and bends halfway between two points. */
export function wayOf(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (!first) return '';
  let [way, before] = [`M${at(first)}`, first];
  for (const point of others) {
    way += point.x > before.x ? bend(before, point) : loop(before, point);
    before = point;
  }
  return way;
}

function bend(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2;
  return `C${round(middle)} ${round(from.y)} ${round(middle)} ${round(to.y)} ${at(to)}`;
}

/** To a node that is not on the right: around both nodes. */
function loop(from: Point, to: Point): string {
  const out = LOOP + Math.abs(from.y - to.y) / 4;
  return `C${round(from.x + out)} ${round(from.y)} ${round(to.x - out)} ${round(to.y)} ${at(to)}`;
}

const LOOP = 40;

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
