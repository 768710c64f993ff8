/** `check` reads each pipeline once: what it costs grows with the files, not with their square. */
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from './repository.ts';

/** Milliseconds of CPU for a pipeline of that many included files. */
async function costOf(files: number): Promise<number> {
  const names = Array.from({ length: files }, (_, index) => `ci/part-${index}.gitlab-ci.yml`);
  const parts = names.map((name, index) => [name, `job-${index}: {script: x}\n.base-${index}: {image: a}\n`]);
  const folder = repository({
    '.git/HEAD': '',
    '.gitlab-ci.yml': `include: ${JSON.stringify(names)}\n`,
    ...(Object.fromEntries(parts) as Record<string, string>),
  });
  const before = process.cpuUsage();
  const { code } = await run(checkFiles, [], folder);
  const { user, system } = process.cpuUsage(before);
  expect(code).toBe(0);
  return (user + system) / 1000;
}

test('a pipeline of 150 files', async () => {
  await costOf(20); // what is compiled on the way is not counted
  const [few, many] = [await costOf(30), await costOf(150)];
  console.log(`30 files: ${few.toFixed()} ms, 150 files: ${many.toFixed()} ms`);
  expect(many).toBeLessThan(3000);
  expect(many).toBeLessThan(18 * few + 200); // 5 times as much would be linear, 25 times quadratic
});
