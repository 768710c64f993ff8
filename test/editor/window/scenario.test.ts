/** A person chooses a scenario, and sees the lenses above the jobs change with it and with one rule that is typed. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { need } from '../../../scripts/system.mjs';
import { needEditor } from '../vscode-server.mjs';
import { openWindow } from '../window.mjs';

const FILE = `stages: [test, deploy]
deploy:
  stage: deploy
  script: make deploy
  rules:
    - if: $CI_COMMIT_TAG
      when: manual
test:
  stage: test
  script: make test
  parallel: 3
`;

const editor = await needEditor();
const chromium = need('chromium');

describe.skipIf('why' in editor || 'why' in chromium)('the scenario in the window of VS Code', () => {
  let folder: string;
  let window: Awaited<ReturnType<typeof openWindow>>;

  const lens = (text: string) =>
    window.page.locator('.codelens-decoration', { hasText: text }).first().waitFor({ timeout: 20_000 });
  const bar = () => window.page.locator('.statusbar-item', { has: window.page.locator('.codicon-play-circle') });

  beforeAll(async () => {
    if ('why' in editor || 'why' in chromium) throw new Error('there is no editor');
    folder = await mkdtemp(join(tmpdir(), 'window-'));
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    await writeFile(join(workspace, '.gitlab-ci.yml'), FILE);
    window = await openWindow({
      editor,
      chromium: chromium.path,
      profile: join(folder, 'profile'),
      vsix: vsixPath(),
      folder: workspace,
      size: { width: 1200, height: 760 },
      settings: { 'gitlabCi.scenario.fadeJobsLeftOut': true },
    });
  });
  afterEach(async ({ task }) => {
    const pictures = process.env['PICTURES'];
    const name = `scenario-${task.name.replace(/\W+/g, '-')}.png`;
    if (pictures !== undefined) await window.page.screenshot({ path: join(pictures, name) });
  });
  afterAll(async () => {
    await window.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  test('is a push at first: the job for tags is left out', async () => {
    await lens('not in this pipeline');
    await lens('runs, 3 copies');
    expect(await bar().innerText()).toContain('push');
  });

  test('is another one by the status bar', async () => {
    await bar().click();
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'push of tag' }).first().click();
    await lens('manual');
    expect(await bar().innerText()).toContain('tag');
  });

  test('and one rule that is typed changes what a job does', async () => {
    await window.goTo(11, 14);
    await window.type('\nrules:\n- if: $CI_COMMIT_BRANCH');
    await window.press('Escape');
    await lens('not in this pipeline');
  });
});
