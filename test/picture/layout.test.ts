/** The layout of nodes: stages are columns, nothing overlaps, and a thousand jobs take little time. */
import { describe, expect, test } from 'vitest';
import { labelOf, roughly } from '../../server/src/picture/label.ts';
import { layoutOf, type Box, type Layout } from '../../server/src/picture/layout.ts';
import type { Picture } from '../../server/src/picture/picture.ts';
import { large, node, picture } from './pictures.ts';

const laidOut = (given: Picture): Layout => layoutOf(given, each => labelOf(each, roughly));

function boxes(layout: Layout): Readonly<Record<string, Box>> {
  return Object.fromEntries(layout.nodes.map(({ node: { name }, box }) => [name, box]));
}

const areApart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const TEXT = `stages: [build, test]
a: { stage: build, script: x }
b: { stage: build, script: x, needs: [a] }
c: { stage: test, script: x, needs: [a] }
d: { stage: test, script: x }
`;

describe('columns', () => {
  test('follow the stages; a job that waits for one of its own stage stands behind it', () => {
    const { a, b, c, d } = boxes(laidOut(picture(TEXT)));
    expect(a!.x + a!.width).toBeLessThan(b!.x);
    expect(b!.x + b!.width).toBeLessThan(c!.x);
    expect(c!.x + c!.width / 2).toBe(d!.x + d!.width / 2);
  });

  test('are bands that do not touch, each around its jobs', () => {
    const layout = laidOut(picture(TEXT));
    const [build, tests] = layout.stages;
    expect([build?.name, tests?.name]).toEqual(['build', 'test']);
    expect(build!.x + build!.width).toBeLessThan(tests!.x);
    for (const { node: each, box } of layout.nodes) {
      const band = layout.stages[each.stage]!;
      expect(box.x).toBeGreaterThan(band.x);
      expect(box.x + box.width).toBeLessThan(band.x + band.width);
      expect(box.y + box.height).toBeLessThan(layout.height);
    }
  });

  test('hold also for needs in a circle, on themselves and on later stages', () => {
    const circle =
      'stages: [one, two]\na: {stage: one, script: x, needs: [b, a, c]}\nb: {stage: one, script: x, needs: [a]}\nc: {stage: two, script: x}\n';
    const { a, b, c } = boxes(laidOut(picture(circle)));
    expect(new Set([a, b, c].map(box => Number.isFinite(box!.x + box!.y)))).toEqual(new Set([true]));
    expect(c!.x).toBeGreaterThan(Math.max(a!.x, b!.x));
  });
});

test('lines begin at the right side of a job and end at the left side of another', () => {
  const layout = laidOut(picture(TEXT));
  const at = boxes(layout);
  const line = layout.edges.find(({ edge }) => edge.to === 'job c')!;
  expect(line.points[0]).toEqual({ x: at.a!.x + at.a!.width, y: at.a!.y + at.a!.height / 2 });
  expect(line.points.at(-1)).toEqual({ x: at.c!.x, y: at.c!.y + at.c!.height / 2 });
});

test('nothing lies on top of another thing, in small pictures and in large ones', () => {
  for (const given of [picture(TEXT), large(4, 12, 2), large(6, 40, 3)]) {
    const all = laidOut(given).nodes.map(({ box }) => box);
    const touching = all.flatMap((box, index) => all.slice(index + 1).filter(other => !areApart(box, other)));
    expect(touching).toEqual([]);
  }
});

test('an empty pipeline has an empty picture', () => {
  expect(laidOut({ ...picture(''), nodes: [] })).toMatchObject({ nodes: [], edges: [], stages: [] });
});

test('names of the language of objects are names', () => {
  const ids = ['__proto__', 'constructor', 'hasOwnProperty'];
  const layout = laidOut({ ...large(1, 1, 0), nodes: ids.map(id => node(id)), edges: [] });
  expect(layout.nodes.map(({ node: each }) => each.id)).toEqual(ids);
});

test('a thousand jobs are laid out quickly', () => {
  const before = process.cpuUsage();
  expect(laidOut(large(10, 100, 1)).nodes).toHaveLength(1000);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
});
