/**
 * Emacs, Vim and Helix, set up as `docs/editors.md` says: each shows a problem, fixes it, accepts a completion,
 * jumps to another file and renames.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import {
  EXPECTED_IN_VIM,
  insertInEmacs,
  insertInVim,
  seeFaultsInVim,
  seeInEmacs,
  seeInVim,
  seeSettingsInEmacs,
  seeSettingsInVim,
} from './drive.mjs';
import { insertInHelix, seeInHelix, seeSettingsInHelix } from './helix.mjs';
import { expectedTexts } from './insertions.mjs';
import { EXPECTED, withoutEmoji, WITH_SETTINGS } from './scenario.mjs';

const [emacs, ale, helix, tmux] = [need('emacs'), need('ale'), need('helix'), need('tmux')];

const folder = mkdtempSync(join(tmpdir(), 'editors-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf('why' in emacs)('Emacs with eglot', () => {
  if ('why' in emacs) throw new Error(emacs.why);
  const [, , port = ''] = EXPECTED.completed;
  const plain = [...EXPECTED.completed.slice(0, 2), port.replace(/\d+/, '')];
  expect(seeInEmacs(emacs.path, folder)).toEqual({ ...EXPECTED, completed: plain });
});

test.skipIf('why' in emacs).each([
  ['with yasnippet', true, 'accepted'],
  ['without snippets', false, 'plain'],
] as const)('Emacs %s has the right text after every accepted completion', (_, snippets, how) => {
  if ('why' in emacs) throw new Error(emacs.why);
  expect(insertInEmacs(emacs.path, folder, snippets)).toEqual(expectedTexts(how));
});

test.skipIf('why' in emacs)('Emacs has the settings of the guide', () => {
  if ('why' in emacs) throw new Error(emacs.why);
  expect(seeSettingsInEmacs(emacs.path, folder)).toEqual({ faults: WITH_SETTINGS.faults });
});

test.skipIf('why' in ale)('Vim with ALE', () => {
  if ('why' in ale) throw new Error(ale.why);
  const seen = seeInVim(ale.path, folder);
  expect({ ...seen, completed: seen.completed.slice(-2) }).toEqual({
    ...EXPECTED,
    fixed: withoutEmoji(EXPECTED.fixed),
    renamed: EXPECTED.renamed.map(withoutEmoji),
    completed: EXPECTED.completed.slice(0, 2),
  });
});

test.skipIf('why' in ale)('Vim with ALE has the right text after every accepted completion', () => {
  if ('why' in ale) throw new Error(ale.why);
  expect(insertInVim(ale.path, folder)).toEqual(EXPECTED_IN_VIM);
});

test.skipIf('why' in ale)('Vim with ALE has the settings of the guide', () => {
  if ('why' in ale) throw new Error(ale.why);
  expect(seeSettingsInVim(ale.path, folder)).toEqual({ faults: WITH_SETTINGS.faults });
});

// `autoload/ale/lsp/response.vim` takes UTF-16 columns for bytes, of which an emoji has two more
test.skipIf('why' in ale)('Vim with ALE marks what is before a problem behind emoji, which is its own fault', () => {
  if ('why' in ale) throw new Error(ale.why);
  expect(seeFaultsInVim(ale.path, folder)).toEqual({ faults: ['4: , stag'] });
});

// Debian 12 has no Helix: `scripts/editors.mjs` installs it and runs this test
if (!('why' in helix || 'why' in tmux)) {
  test('Helix', async () => {
    expect(await seeInHelix({ command: [helix.path], tmux: tmux.path, folder })).toEqual(EXPECTED);
  });

  test('Helix has the settings of the guide', async () => {
    const started = { command: [helix.path], tmux: tmux.path, folder };
    expect(await seeSettingsInHelix(started)).toEqual({ faults: WITH_SETTINGS.faults });
  });

  test.each([
    ['with snippets', true, 'accepted'],
    ['without snippets', false, 'plain'],
  ] as const)('Helix %s has the right text after every accepted completion', async (_, snippets, how) => {
    const started = { command: [helix.path], tmux: tmux.path, folder };
    expect(await insertInHelix(started, snippets)).toEqual(expectedTexts(how));
  });
}
