/** Accepts completions in Neovim: with snippets, whose lines Neovim indents, and without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import { expectedTexts, insertionSteps } from './insertions.mjs';
import { askNeovim, minorOf } from './neovim.ts';

const neovim = need('neovim');

describe.skipIf('why' in neovim).each([
  ['with snippets', true],
  ['without snippets', false],
] as const)('Neovim %s', (_, snippets) => {
  const folder = mkdtempSync(join(tmpdir(), 'neovim-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has the right text after every accepted completion', () => {
    if ('why' in neovim) throw new Error(neovim.why);
    // its own list, which it has since 0.11, inserts only the first line of what is no snippet
    const how = snippets ? 'accepted' : minorOf(neovim.path) < 11 ? 'plain' : 'oneLine';
    const ask = { snippets, cases: insertionSteps(how) };
    const { texts } = askNeovim(neovim.path, folder, 'neovim-accept.lua', '', ask) as { readonly texts: unknown };
    expect(texts).toEqual(expectedTexts(how));
  });
});
