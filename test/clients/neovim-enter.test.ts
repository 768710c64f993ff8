/** Help at Enter in Neovim, which requests it from 0.12 on, switched on as `docs/editors.md` says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import { GUIDE } from './drive.mjs';
import { askNeovim, minorOf } from './neovim.ts';

const neovim = need('neovim');
const folder = mkdtempSync(join(tmpdir(), 'neovim-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The keys, and where the cursor is after them. */
const steps = [
  { keys: '<CR>', row: 5, line: '  ' },
  { keys: 'script:<CR>', row: 6, line: '    ' },
  { keys: '- make<CR>', row: 7, line: '    - ' },
  { keys: 'make test<CR>', row: 8, line: '    - ' },
  { keys: '<CR>', row: 8, line: '  ' },
  { keys: 'stage: test<Esc>', row: 8, line: '  stage: test' },
];

// Debian 12 has an older one: `scripts/editors.mjs` unpacks a newer one and runs this test
if (!('why' in neovim) && minorOf(neovim.path) >= 12) {
  test('Neovim goes on with a list at Enter, and ends it at an empty item', () => {
    const [, enable = ''] = /`(vim\.lsp\.on_type_formatting\.[^`]*)`/.exec(GUIDE) ?? [];
    const ask = { enable, steps };
    const text = 'stages:\n  - test\n\njob:';
    expect(askNeovim(neovim.path, folder, 'neovim-enter.lua', text, ask)).toEqual({
      text: 'stages:\n  - test\n\njob:\n  script:\n    - make\n    - make test\n  stage: test',
    });
  });
}
