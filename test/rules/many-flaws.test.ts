/** A block with thousands of syntax errors is checked in time: all are reported, and the first ones have fixes. */
import { expect, it, vi } from 'vitest';
import { problemsOf } from '../check.ts';

vi.setConfig({ testTimeout: 60_000 });

const COUNT = 1500;

it('offers fixes for the first of very many merge conflicts', () => {
  const conflict = '<<<<<<< a\na: 1\n=======\na: 2\n>>>>>>> b\n';
  const found = problemsOf(`job: {script: x}\n${conflict.repeat(COUNT)}`);
  expect(found.filter(({ code }) => code === 'conflict-markers')).toHaveLength(COUNT);
  expect(found[0]?.fixes?.length).toBeGreaterThan(0);
  expect(found.at(-1)?.fixes ?? []).toEqual([]);
});
