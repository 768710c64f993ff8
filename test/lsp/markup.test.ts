/** Documentation for clients that show no Markdown. */
import { expect, it } from 'vitest';
import { ours } from '../../server/src/text/markdown.ts';
import { toMarkup } from '../../server/src/lsp/markup.ts';
import { translatorOf } from '../../server/src/translation/translate.ts';

const english = translatorOf(undefined);

it('leaves Markdown to clients that show it', () => {
  expect(toMarkup(ours('**a** `b`'), 'markdown', english)).toEqual({ kind: 'markdown', value: '**a** `b`' });
});

it.each([
  ['**Required.** An *integer*, see `port`.', 'Required. An integer, see port.'],
  ['[the docs](https://example.com/a_b_c)', 'the docs (https://example.com/a_b_c)'],
  ['`pre_stop_k8s_container_handler` and snake_case_names', 'pre_stop_k8s_container_handler and snake_case_names'],
  ['### Title\n\ntext', 'Title\n\ntext'],
  ['before\n\n```yaml\nexec: [**kept**, `as is`]\n```\n\nafter', 'before\n\nexec: [**kept**, `as is`]\n\nafter'],
  ['**`bold code`** and [`code`](u)', 'bold code and code (u)'],
  ['a \\* b \\_c\\_', 'a * b _c_'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['', ''],
])('takes the marks off %j', (markdown, text) => {
  expect(toMarkup(ours(markdown), 'plaintext', english)).toEqual({ kind: 'plaintext', value: text });
});
