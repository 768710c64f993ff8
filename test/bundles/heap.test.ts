/** The heap of a server grows in small steps: V8 takes the flag while it runs. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

/** Replaces objects that have become old, for a while, and prints the most that the heap took, in megabytes. */
const WORK = `
  const held = [];
  let most = 0;
  for (let round = 0; round < 8000; round++) {
    held[round % 800] = Array.from({ length: 1000 }, (_, at) => ({ at, round }));
    if (round % 10 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
  }
  console.log(Math.round(most / 1e6), held.length);
`;

async function mostMemory(begin: string): Promise<number> {
  const source = join(root, 'server/src/hosts/heap.ts');
  const contents = `import { keepHeapSmall } from ${JSON.stringify(source)}; ${begin} ${WORK}`;
  const stdin = { contents, resolveDir: root };
  const { outputFiles } = await build({ stdin, bundle: true, platform: 'node', write: false });
  const { stdout } = spawnSync(process.execPath, ['-e', outputFiles[0]?.text ?? ''], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}

test('garbage takes less than without it', { timeout: 60_000 }, async () => {
  const [small, usual] = [await mostMemory('keepHeapSmall();'), await mostMemory('void keepHeapSmall;')];
  expect(small).toBeGreaterThan(0);
  expect(small).toBeLessThan(usual);
});
