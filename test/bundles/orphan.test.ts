/** A server whose editor is gone exits, even while it is stuck in an endless computation. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { build } from 'esbuild';
import { join } from 'node:path';
import { root } from '../../scripts/ready.mjs';

test('a busy process ends with the one that it was told to end with', { timeout: 60_000 }, async () => {
  const source = join(root, 'server/src/hosts/end-with.ts');
  const { outputFiles } = await build({
    stdin: {
      contents: `import { endWith } from ${JSON.stringify(source)}; endWith(Number(process.argv[1])); for (;;);`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    write: false,
  });
  const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const server = spawn(process.execPath, ['-e', outputFiles[0]?.text ?? '', String(editor.pid)], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  try {
    await new Promise(resolve => setTimeout(resolve, 4000));
    expect(server.exitCode ?? server.signalCode).toBeNull();
    editor.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  } finally {
    editor.kill('SIGKILL');
    server.kill('SIGKILL');
  }
});
