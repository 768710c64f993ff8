/** The server optimises less: V8 takes its flags while it runs, and knows all that are set. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

/** A function that calls nine others, each large enough not to be copied into it for free. */
const WORK = `
  const lines = Array.from({ length: 12 }, (_, at) => 'if (b % ' + (at + 3) + ' === 1) b += ' + at + ';').join('');
  const [a, b, c, d, e, f, g, h, i] = Array.from({ length: 9 }, (_, at) => new Function('b', lines + 'return b + ' + at));
  const all = at => a(at) + b(at) + c(at) + d(at) + e(at) + f(at) + g(at) + h(at) + i(at);
  for (let at = 0; at < 300_000; at++) all(at);
`;

interface Optimised {
  readonly inlined: number;
  readonly complaints: string;
}

async function optimised(begin: string): Promise<Optimised> {
  const source = join(root, 'server/src/hosts/compiler.ts');
  const contents = `import { optimiseLess } from ${JSON.stringify(source)}; ${begin} ${WORK}`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: 'node',
    write: false,
  });
  const flags = ['--trace-turbo-inlining', '--no-concurrent-recompilation'];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', outputFiles[0]?.text ?? ''], {
    encoding: 'utf8',
  });
  return { inlined: stdout.match(/^Inlining /gm)?.length ?? 0, complaints: stderr };
}

test('less is copied into optimised functions than usual, and V8 knows every flag', { timeout: 60_000 }, async () => {
  const [less, usual] = [await optimised('optimiseLess();'), await optimised('void optimiseLess;')];
  expect(less.complaints).toBe('');
  expect(usual.inlined).toBeGreaterThan(0);
  expect(less.inlined).toBeLessThan(usual.inlined);
});
