/** Each pipeline is read once for all files of a command: the cost grows with the files, not with their square. */
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from './repository.ts';

type Measured = (files: readonly string[], folder: string) => Promise<{ readonly code: number }>;

/** Milliseconds of CPU for a pipeline of that many included files. */
async function costOf(command: Measured, files: number): Promise<number> {
  const names = Array.from({ length: files }, (_, index) => `ci/part-${index}.gitlab-ci.yml`);
  const parts = names.map((name, index) => [name, `job-${index}: {script: x}\n.base-${index}: {image: a}\n`]);
  const folder = repository({
    '.git/HEAD': '',
    '.gitlab-ci.yml': `include: ${JSON.stringify(names)}\n`,
    ...(Object.fromEntries(parts) as Record<string, string>),
  });
  const before = process.cpuUsage();
  const { code } = await command(names, folder);
  const { user, system } = process.cpuUsage(before);
  expect(code).toBe(0);
  return (user + system) / 1000;
}

test.each<[name: string, command: Measured]>([
  ['check', (_, folder) => run(checkFiles, [], folder)],
  ['resolve', (files, folder) => run(resolveFiles, files, folder)],
])('%s of a pipeline of 150 files', async (name, command) => {
  await costOf(command, 20); // what is compiled on the way is not counted
  const [few, many] = [await costOf(command, 30), await costOf(command, 150)];
  console.log(`${name}: 30 files ${few.toFixed()} ms, 150 files ${many.toFixed()} ms`);
  expect(many).toBeLessThan(3000);
  expect(many).toBeLessThan(18 * few + 200); // 5 times as much would be linear, 25 times quadratic
});
