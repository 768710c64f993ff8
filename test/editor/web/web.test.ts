/**
 * A person at the keyboard, in VS Code for the Web: the packaged extension's server is a worker of the page, files are only
 * in the page, and there are no processes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { need } from '../../../scripts/system.mjs';
import { agesOfToday } from '../ages.mjs';
import { installExtension, makeProfile, needEditor } from '../vscode-server.mjs';
import { needWebEditor, openWebWindow } from '../web.mjs';
import { testAcross } from '../window/across.ts';
import type { Opened } from '../window/opened.ts';
import { makeWorkspace, SIZE, testWindow } from '../window/suite.ts';

const installer = await needEditor();
const chromium = need('chromium');

const folder = await mkdtemp(join(tmpdir(), 'web-'));
const profile = await makeProfile(join(folder, 'profile'));
beforeAll(async () => {
  if (!('why' in installer)) await installExtension(installer, profile, vsixPath());
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

for (const age of agesOfToday('web')) {
  const editor = await needWebEditor(age);
  describe.skipIf('why' in installer || 'why' in editor || 'why' in chromium)(`the ${age} VS Code for the Web`, () => {
    let window: Opened['window'];
    const opened: Opened = {
      kind: 'web',
      age,
      get window() {
        return window;
      },
    };

    beforeAll(async () => {
      if ('why' in installer || 'why' in editor || 'why' in chromium) throw new Error('there is no editor');
      window = await openWebWindow({
        editor,
        chromium: chromium.path,
        extensions: profile.extensions,
        folder: await makeWorkspace(join(folder, age)),
        besides: join(folder, `${age}-besides`),
        size: SIZE,
      });
      await window.open('.gitlab-ci.yml');
      await window.squiggle('error');
    });
    afterAll(() => window.close());

    testWindow(opened);
    test('opens the sample, whose files exist in memory only, and finds its conflict of two files', async () => {
      await window.run('Open a Sample Pipeline');
      await window.page.locator('.codelens-decoration', { hasText: 'ci/graceful.yml' }).first().waitFor();
      await window.goTo(31, 8);
      await window.press('Control+k');
      await window.press('Control+i');
      expect(await window.hover('.graceful')).toContain('ci/graceful.yml');
    });
    testAcross(opened);
  });
}
