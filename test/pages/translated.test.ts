/** The pages of panels in another language: nothing of ours is English there, and nothing of a file is translated. */
import { describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import { previewIn } from '../features/preview-of.ts';
import { picture } from '../picture/pictures.ts';
import { englishIn, pseudo } from '../translation/pseudo.ts';
import { openPanelPage } from './page.ts';

const chromium = need('chromium');

describe.skipIf('why' in chromium)('in another language', () => {
  test.each([
    {
      bundle: 'hook-page',
      first: 'h1',
      message: {
        type: 'show',
        preview: previewIn(
          'default: { hooks: { pre_get_sources_script: [a] } }\njob:\n  script: x\n  hooks: { pre_stop_k8s_container_handler: { exec: [sleep, "90"] } }\n',
        ),
      },
      shown: 'pre_stop_k8s_container_handler:',
      names: [
        'job',
        'pre_stop_k8s_container_handler',
        'exec',
        'sleep',
        'script',
        'gitlab',
        'ci',
        'yml',
        'build',
        'helper',
      ],
    },
    {
      bundle: 'pipeline-page',
      first: '.bar',
      message: {
        type: 'show',
        canGoBack: true,
        picture: picture(
          'List: { script: x, parallel: 2 }\nCase: { script: x, needs: [{ job: List, optional: true }], rules: [{ if: $X, when: manual }] }\nrun: { trigger: { include: a.yml }, rules: [{ if: $CI_COMMIT_TAG }] }\n',
        ),
      },
      shown: 'List',
      names: ['List', 'Case', 'run', 'a', 'yml', 'test', 'push', 'main'],
    },
  ])('$bundle is in that language', async ({ bundle, first, message, shown, names }) => {
    if ('why' in chromium) throw new Error(chromium.why);
    const opened = await openPanelPage(chromium.path, { bundle, first, translations: pseudo() });
    try {
      await opened.tell(message);
      await opened.page.locator('svg').first().waitFor();
      const said = await opened.page.evaluate(() => {
        const texts = new Set<string>();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const { parentElement } = walker.currentNode;
          // names in a sentence are elements of their own
          const whole = parentElement?.closest('code')?.parentElement ?? parentElement;
          if (whole !== document.body && !parentElement?.closest('script, style, pre'))
            texts.add(whole?.textContent.trim() ?? '');
        }
        for (const element of document.querySelectorAll('*'))
          for (const name of ['aria-label', 'title', 'placeholder']) texts.add(element.getAttribute(name) ?? '');
        return [...texts];
      });
      const english = said.filter(text => englishIn(text).some(word => !names.includes(word)));
      expect(english).toEqual([]);
      expect(said).toContain(shown);
      expect(opened.complaints).toEqual([]);
    } finally {
      await opened.close();
    }
  });
});
