/** Neovim, a client that shares no code with ours, shows the server's answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import { root } from '../../scripts/ready.mjs';
import { askNeovim, minorOf, runNeovim } from './neovim.ts';
import { GUIDE } from './drive.mjs';
import { EXPECTED, makeRepository } from './scenario.mjs';

interface Seen {
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

/** The keys, and where the cursor is after them. */
const steps = [
  { keys: '<CR>', row: 5, line: '  ' },
  { keys: 'script:<CR>', row: 6, line: '    ' },
  { keys: '- make<CR>', row: 7, line: '    - ' },
  { keys: 'make test<CR>', row: 8, line: '    - ' },
  { keys: '<CR>', row: 8, line: '  ' },
  { keys: 'stage: test<Esc>', row: 8, line: '  stage: test' },
];

const neovim = need('neovim');

describe.skipIf('why' in neovim)('Neovim', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neovim-'));
  let seen: Seen;

  beforeAll(() => {
    if ('why' in neovim) throw new Error(neovim.why);
    seen = askNeovim(neovim.path, folder, 'neovim.lua', text, ask) as Seen;
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
  // Debian 12 has an older one: `scripts/editors.mjs` unpacks a newer one and runs this test
  if (!('why' in neovim) && minorOf(neovim.path) >= 12)
    test('goes on with a list at Enter, and ends it at an empty item, switched on as the guide says', () => {
      const [, enable = ''] = /`(vim\.lsp\.on_type_formatting\.[^`]*)`/.exec(GUIDE) ?? [];
      const started = 'stages:\n  - test\n\njob:';
      expect(askNeovim(neovim.path, folder, 'neovim-enter.lua', started, { enable, steps })).toEqual({
        text: `${started}\n  script:\n    - make\n    - make test\n  stage: test`,
      });
    });
  test('does all of the scenario, without snippets', () => {
    if ('why' in neovim) throw new Error(neovim.why);
    const file = makeRepository(join(folder, 'repository'));
    const script = `luafile ${join(root, 'test/clients/neovim-scenario.lua')}`;
    const [, , port = ''] = EXPECTED.completed;
    expect(runNeovim(neovim.path, folder, ['--clean', '-c', script], { FILE: file })).toEqual({
      ...EXPECTED,
      completed: [...EXPECTED.completed.slice(0, 2), port.replace(/\d+/, '')],
    });
  });
});
