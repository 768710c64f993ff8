/**
 * The packaged extension in VS Code for the Web, where its server is a worker of the page and there are no processes.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { need } from '../../../scripts/system.mjs';
import { agesOfToday } from '../ages.mjs';
import { installExtension, makeProfile, needEditor } from '../vscode-server.mjs';
import { needWebEditor, openWebWindow, webSettings } from '../web.mjs';

const HOOK = 'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n';
const files = {
  '.vscode/settings.json': webSettings,
  '.gitlab-ci.yml': `${HOOK}      http_get:\n        port: 8080\n      tcp_socket:\n        port: 8080\n`,
  'sound.gitlab-ci.yml': `${HOOK}      http_get:\n        port: 8080\n`,
  'typing.gitlab-ci.yml': `${HOOK}      \n`,
  'runs/.gitlab-ci.yml': 'deploy:\n  script: make\n  rules:\n    - if: $CI_COMMIT_TAG\nbuild:\n  script: make\n',
};

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
    let window: Awaited<ReturnType<typeof openWebWindow>>;

    beforeAll(async () => {
      if ('why' in installer || 'why' in editor || 'why' in chromium) throw new Error('there is no editor');
      window = await openWebWindow({
        editor,
        chromium: chromium.path,
        extensions: profile.extensions,
        folder: await makeWorkspace(join(folder, age)),
        size: { width: 1200, height: 760 },
      });
    });
    afterAll(() => window.close());

    test('marks what is wrong and says why', async () => {
      await window.open('.gitlab-ci.yml');
      await window.squiggle('error');
      await window.pointAt('tcp_socket');
      expect(await window.hover('http_get')).toMatch(/tcp_socket/);
      await picture('problem');
    });

    test('shows the documentation of the keyword', async () => {
      await window.open('.gitlab-ci.yml');
      await window.pointAt('pre_stop_k8s_container_handler');
      expect(await window.hover('tcp_socket')).toMatch(/exec/); // the problem comes before the documentation
      await picture('documentation');
    });

    test('completes the handler', async () => {
      await window.open('typing.gitlab-ci.yml');
      await window.goTo(5, 7);
      await window.type('h');
      const [first] = await window.suggestions();
      expect(first?.label).toBe('http_get');
      await picture('completion');
      await window.press('Enter');
      await window.type('80');
      await expect.poll(window.text, { timeout: 10_000 }).toBe(`${HOOK}      http_get:\n        port: 80\n`);
    });

    test('previews the hook of a job', async () => {
      await window.open('sound.gitlab-ci.yml');
      await window.goTo(2, 3);
      await window.run('Preview Pre-stop Hook');
      const panel = window.page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await panel.getByRole('heading', { name: 'Pre-stop hook of job' }).waitFor();
      await panel.getByRole('img', { name: 'The job ends: the hook runs for 5 s' }).waitFor();
      await picture('preview');
    });

    test('previews a pipeline, which follows the scenario and the typing and leads to the text', async () => {
      const seen = (says: string) =>
        window.panel().locator(`svg g[data-id][aria-label^="${says}"]`).waitFor({ timeout: 20_000 });
      await window.open('runs/.gitlab-ci.yml');
      await window.run('Preview Pipeline');
      await seen('deploy, not in this pipeline');
      await window.page.locator('.codelens-decoration', { hasText: 'not in this pipeline' }).first().waitFor();
      await window.chooseScenario('push of tag');
      await seen('deploy, runs');
      await window.goTo(6, 15);
      await window.type('\nrules:\n- if: $CI_COMMIT_BRANCH');
      await window.press('Escape');
      await seen('build, not in this pipeline');
      await window.panel().locator('g[data-id="job deploy"]').click();
      await expect.poll(window.cursorLine, { timeout: 10_000 }).toBe('1');
      await picture('pipeline');
    });

    test('opens the sample, whose files exist in memory only, and finds its conflict of two files', async () => {
      await window.run('Open a Sample Pipeline');
      await window.page.locator('.codelens-decoration', { hasText: 'ci/graceful.yml' }).first().waitFor();
      await window.goTo(31, 8);
      await window.press('Control+k');
      await window.press('Control+i');
      expect(await window.hover('.graceful')).toContain('ci/graceful.yml');
      await picture('sample');
    });

    /** Saved if PICTURES names a folder. */
    async function picture(name: string): Promise<void> {
      const pictures = process.env['PICTURES'];
      if (pictures !== undefined) await window.page.screenshot({ path: join(pictures, `web-${age}-${name}.png`) });
    }
  });
}

async function makeWorkspace(workspace: string): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), text);
  }
  return workspace;
}
