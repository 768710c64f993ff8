/** The lines of an item are indented correctly in every client, whether it indents lines itself or not. */
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../features/check-completion.ts';
import { CLIENTS, inserted, meant } from './inserting-client.ts';

const HOOK = 'job:\n  script: make\n  hooks:\n    pre_stop_k8s_container_handler:\n';
const PLACES: Readonly<Record<string, readonly [marked: string, label: string]>> = {
  'a block': [`${HOOK}      <|>\n`, 'http_get'],
  'a block that is half typed': [`${HOOK}      ht<|>\n`, 'http_get'],
  'a block with Windows line breaks': [`${HOOK}      <|>\n`.replaceAll('\n', '\r\n'), 'http_get'],
  'a block at the column of the key above': ['job:\n  script: make\n  hooks:\n  <|>\n', 'pre_get_sources_script'],
  'a list below a key': [`${HOOK}      http_get:\n        port: 1\n        <|>\n`, 'http_headers'],
  'a list item': [`${HOOK}      http_get:\n        port: 1\n        http_headers:\n          - <|>\n`, 'name, value'],
  'a list item without its dash': [
    `${HOOK}      http_get:\n        port: 1\n        http_headers:\n          <|>\n`,
    'name, value',
  ],
};

describe.each(Object.entries(CLIENTS))('%s', (_, client) => {
  test.each(Object.entries(PLACES))('%s', (_name, [marked, label]) => {
    const { text, items } = completionsAt(marked, { snippets: client.abilities.snippets });
    const item = items.find(candidate => candidate.label === label);
    if (!item) throw new Error(`${label} is not among ${items.map(candidate => candidate.label).join(', ')}`);
    expect(inserted(text, item, client)).toBe(meant(text, item, client));
  });
});
