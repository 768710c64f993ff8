/** Neovim, a client that shares no code with ours, shows what the server says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { need } from '../../scripts/system.mjs';

interface Seen {
  readonly failed?: string;
  readonly errors: readonly { readonly text: string; readonly code: string; readonly source: string }[];
  readonly hover: readonly string[];
  readonly completion: readonly string[];
  readonly mended: boolean;
}

const text = `job:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
        path: /stop
      tcp_socket:
        port: 8080

other:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
      
`;
const ask = {
  hover: { line: 3, character: 8 },
  complete: { line: 14, character: 6 },
  remove: { first: 7, last: 9 }, // the second handler
};

const neovim = need('neovim');

describe.skipIf('why' in neovim)('Neovim', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neovim-'));
  let seen: Seen;

  beforeAll(() => {
    if ('why' in neovim) throw new Error(neovim.why);
    seen = runNeovim(neovim.path, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('shows the problems', () => {
    expect(seen.errors).toContainEqual(expect.objectContaining({ text: 'tcp_socket', code: 'one-handler' }));
  });
  test('shows the documentation', () => {
    expect(seen.hover.join('\n')).toContain('pre_stop_k8s_container_handler');
  });
  test('offers exactly the three handlers', () => {
    expect([...seen.completion].sort()).toEqual(['exec', 'http_get', 'tcp_socket']);
  });
  test('sees a problem go when the text is mended', () => {
    expect(seen.mended).toBe(true);
  });
});

function runNeovim(program: string, folder: string): Seen {
  const file = join(folder, '.gitlab-ci.yml');
  const out = join(folder, 'seen.json');
  writeFileSync(file, text);
  const { status, stderr } = spawnSync(
    program,
    ['--headless', '--clean', '-n', '-c', `luafile ${join(root, 'test/clients/neovim.lua')}`],
    {
      encoding: 'utf8',
      timeout: 60_000,
      cwd: folder,
      env: {
        ...process.env,
        XDG_STATE_HOME: folder,
        FILE: file,
        OUT: out,
        ASK: JSON.stringify(ask),
        SERVER: JSON.stringify([process.execPath, join(root, 'dist/cli.js'), 'server', '--stdio']),
      },
    },
  );
  if (status !== 0) throw new Error(`Neovim ended with ${status}: ${stderr}`);
  const seen = JSON.parse(readFileSync(out, 'utf8')) as Seen;
  if (seen.failed !== undefined) throw new Error(`Neovim ${seen.failed}, after ${JSON.stringify(seen)}\n${stderr}`);
  return seen;
}
