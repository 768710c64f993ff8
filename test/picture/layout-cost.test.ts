/** A thousand jobs are laid out in little time, whatever the shape of the pipeline. */
import { expect, test } from 'vitest';
import { labelOf, roughly } from '../../server/src/picture/label.ts';
import { layoutOf } from '../../server/src/picture/layout.ts';
import { large } from './pictures.ts';

test.each([
  [10, 100, 0],
  [10, 100, 3],
  [4, 250, 5],
  [100, 10, 2],
])('%i stages of %i jobs with %i needs each are laid out within a second', (stages, jobs, needs) => {
  const laidOut = () => layoutOf(large(stages, jobs, needs), each => labelOf(each, roughly));
  laidOut();
  const before = process.cpuUsage();
  expect(laidOut().nodes).toHaveLength(stages * jobs);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
});
