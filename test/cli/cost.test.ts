/** Each pipeline is read once per command, so the cost grows with the number of files, not with its square. */
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from './repository.ts';

type Measured = (files: readonly string[], folder: string) => Promise<{ readonly code: number }>;

/** Milliseconds of CPU time for a pipeline with that many included files. */
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
  await costOf(command, 20); // a first run, so that compiling is not measured
  const [few, many] = [await costOf(command, 30), await costOf(command, 150)];
  console.log(`${name}: 30 files ${few.toFixed()} ms, 150 files ${many.toFixed()} ms`);
  expect(many).toBeLessThan(3000);
  expect(many).toBeLessThan(18 * few + 200); // 5 times as much would be linear, 25 times quadratic
});
