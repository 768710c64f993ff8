/** Accepts completions of several lines in Neovim: with snippets, whose lines Neovim indents, and without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import { askNeovim } from './neovim.ts';

const HANDLER = 'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n';
const HEADERS = `${HANDLER}      http_get:\n        port: 80\n        http_headers:\n`;

/** The text before the cursor, the item, and the expected text: with snippets, and without. */
const cases = [
  {
    name: 'a block',
    before: `${HANDLER}      `,
    label: 'http_get',
    snippet: `${HANDLER}      http_get:\n        port: 8080`,
    plain: `${HANDLER}      http_get:\n        port: `,
  },
  {
    name: 'a block that is half typed',
    before: `${HANDLER}      ex`,
    label: 'exec',
    snippet: `${HANDLER}      exec:\n        - `,
    plain: `${HANDLER}      exec:\n        - `,
  },
  {
    name: 'a list item',
    before: `${HEADERS}          - `,
    label: 'name, value',
    snippet: `${HEADERS}          - name: \n            value: ""`,
    plain: `${HEADERS}          - name: `,
  },
  {
    name: 'a list below its key',
    before: `${HANDLER}      http_get:\n        port: 80\n        `,
    label: 'http_headers',
    snippet: `${HEADERS}          - name: \n            value: ""`,
    plain: `${HEADERS}          - name: `,
  },
] as const;

const neovim = need('neovim');

describe.skipIf('why' in neovim).each([
  ['with snippets', 'snippet'],
  ['without snippets', 'plain'],
] as const)('Neovim %s accepts', (_, kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'neovim-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(cases.map(({ name }) => name).join(', '), () => {
    if ('why' in neovim) throw new Error(neovim.why);
    const ask = { snippets: kind === 'snippet', cases: cases.map(toAsk) };
    const seen = askNeovim(neovim.path, folder, 'neovim-accept.lua', HANDLER, ask) as {
      readonly buffers: readonly (readonly string[])[];
    };
    expect(seen.buffers.map(lines => lines.join('\n'))).toEqual(cases.map(each => each[kind]));
  });
});

function toAsk({ before, label }: (typeof cases)[number]): unknown {
  const lines = before.split('\n');
  return { lines, line: lines.length - 1, character: lines.at(-1)?.length, label };
}
