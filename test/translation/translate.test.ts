/** Translations of texts with names in them, and what must not be taken for one. */
import { describe, expect, test } from 'vitest';
import { translatedMarkdown } from '../../server/src/translation/markdown.ts';
import { translatorOf } from '../../server/src/translation/translate.ts';
import { bundleOf } from './pseudo.ts';

const GLUE = {
  '{0}.': '{0}。',
  '{0}: {1}': '{0}。{1}',
  '{0} {1}': '{0}{1}',
  '{0}, {1}': '{0}、{1}',
  '{0} or {1}': '{0} または {1}',
  '{0} and {1} more': '{0} ほか {1} 件',
};
const japanese = translatorOf({
  ...GLUE,
  'Unknown key {0} in {1}': '{1} に不明なキー {0} があります',
  'here it is called {0}': 'ここでの名前は {0} です',
  'Expected {0~} for {1}': '{1} には{0}が必要です',
  'a list': 'リスト',
  'Unknown anchor {0_}': '不明なアンカー {0}',
  'Remove {0*} from needs': 'needs から {0} を削除',
});

describe('a text', () => {
  test.each([
    ['Unknown key `a` in `b`.', '`b` に不明なキー `a` があります。'],
    ['Unknown key `a` in `b`: here it is called `c`.', '`b` に不明なキー `a` があります。ここでの名前は `c` です。'],
    ['Unknown key `a` in `b`. Here it is called `c`.', '`b` に不明なキー `a` があります。ここでの名前は `c` です。'],
    ['Expected a list for `a`.', '`a` にはリストが必要です。'],
    ['Expected `x`, `y` or `z` for `a`.', '`a` には `x`、`y` または `z` が必要です。'],
    ['Expected `x`, `y` and 3 more for `a`.', '`a` には `x`、`y` ほか 3 件が必要です。'],
    ['Unknown anchor name.', '不明なアンカー name。'],
    ['Remove my job from needs', 'needs から my job を削除'],
  ])('%s', (english, expected) => {
    expect(japanese(english)).toBe(expected);
  });

  test.each([
    'Unknown key `a` in `b`. This sentence is new.',
    'Expected a thing for `a`.',
    'Remove the last one from needs',
    'Remove my job from needs.',
    'Unknown anchor with words.',
    `Unknown key \`a\` in \`${'b'.repeat(4000)}\`.`,
    'Unknown key `\ue000` in `b`.',
    '',
    '`a`',
  ])('of which a part is not known stays English: %.60s', english => {
    expect(japanese(english)).toBe(english);
  });

  test('with marks of a translation in a name is shown as it is', () => {
    expect(japanese('Unknown key `{1}` in `{0}`.')).toBe('`{0}` に不明なキー `{1}` があります。');
  });

  test('with very many names, colons and words is answered at once', () => {
    for (const unit of ['`a`: ', 'x or ', 'a list and ', '`a`, ', ': ', '. ', 'Expected a list for `a`: '])
      expect(japanese(unit.repeat(500)).length).toBeGreaterThan(0);
  });

  test('is left alone without a bundle', () => {
    expect(translatorOf(undefined)('Unknown key `a` in `b`.')).toBe('Unknown key `a` in `b`.');
  });
});

test('of Markdown, known lines and labels are translated, code and documentation are not', () => {
  const german = translatorOf(bundleOf('de'));
  const english =
    '**Careful:** Not a known sentence.\n\nA list of things.\n\n```yaml\n# runs\n```\n\n- Default: `a`\n- *Not fully known: it depends on what cannot be read or decided here.* [a](b)';
  expect(translatedMarkdown(english, german)).toBe(
    '**Achtung:** Not a known sentence.\n\nA list of things.\n\n```yaml\n# runs\n```\n\n- Standardwert: `a`\n- *Nicht ganz bekannt: Es hängt von etwas ab, das hier nicht gelesen oder entschieden werden kann.* [a](b)',
  );
});
