/** A person whose editor speaks German or Japanese sees our texts in that language. */
import { expect, test } from 'vitest';
import { sample } from '../../../scripts/sample.mjs';
import { bundleOf } from '../../translation/pseudo.ts';
import type { Window } from './opened.ts';
import { savePicture } from './suite.ts';

/** One of them each day. */
const languages = sample(
  [
    { language: 'de', command: 'Vorschau der Pipeline', says: 'Schlüssel für Schlüssel' },
    { language: 'ja', command: 'パイプラインをプレビュー', says: 'マッピング' },
  ],
  2,
);

/** In a repository with the file, of which nothing else is asked; `open` opens one more window on it. */
export function testLanguages(file: string, open: (language: string) => Promise<Window>): void {
  test.each(languages)(
    'problems, lenses and commands are in the language $language of the editor',
    { timeout: 120_000 },
    async ({ language, command, says }) => {
      const window = await open(language);
      try {
        await window.open(file);
        await window.squiggle('error');
        const lens = bundleOf(language)['Preview pre-stop hook'] ?? '';
        await window.page.locator('.codelens-decoration', { hasText: lens }).first().waitFor();
        await window.pointAt('tcp_socket');
        expect(await window.hover('.stops-gracefully')).toContain(says);
        await savePicture(window.page, `language-${language}`);
        await window.press('Escape');
        await window.run(command);
        await window.panel().locator('svg g[data-id]').first().waitFor();
        expect(await window.panel().locator('html').getAttribute('lang')).toBe(language);
        await savePicture(window.page, `language-${language}-panel`);
      } finally {
        await window.close();
      }
    },
  );
}
