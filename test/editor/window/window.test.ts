/**
 * A person at the keyboard, in the window of VS Code. All tests of one editor share its window, each with files of its
 * own. The oldest editor is tried on one day in four: it differs in how it starts, not in what it shows.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { need } from '../../../scripts/system.mjs';
import { agesOfToday } from '../ages.mjs';
import { needEditor } from '../vscode-server.mjs';
import { openWindow } from '../window.mjs';
import { testAcross } from './across.ts';
import { testLanguages } from './languages.ts';
import type { Opened } from './opened.ts';
import { makeWorkspace, SIZE, testWindow } from './suite.ts';
import { testWalkthrough } from './walkthrough.ts';

const chromium = need('chromium');

for (const age of agesOfToday('window')) {
  const editor = await needEditor(age);
  describe.skipIf('why' in editor || 'why' in chromium)(`the window of the ${age} VS Code`, () => {
    let folder: string;
    let window: Awaited<ReturnType<typeof openWindow>>;
    const opened: Opened = {
      kind: 'window',
      age,
      get window() {
        return window;
      },
    };

    beforeAll(async () => {
      if ('why' in editor || 'why' in chromium) throw new Error('there is no editor');
      folder = await mkdtemp(join(tmpdir(), 'window-'));
      window = await openWindow({
        editor,
        chromium: chromium.path,
        profile: join(folder, 'profile'),
        vsix: vsixPath(),
        folder: await makeWorkspace(join(folder, 'workspace')),
        size: SIZE,
      });
      await window.squiggle('error');
    });
    afterAll(async () => {
      await window.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });

    testWindow(opened);
    if (age === 'newest') {
      testWalkthrough(opened);
      testLanguages('languages/.gitlab-ci.yml', language => window.inLanguage(language));
    }
    testAcross(opened);
  });
}
