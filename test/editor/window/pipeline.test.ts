/** A person opens panels beside a text, of its pipeline and of a job's hooks: they follow the scenario, the typing and the cursor, and lead back to the text. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { need } from '../../../scripts/system.mjs';
import { needEditor } from '../vscode-server.mjs';
import { openWindow } from '../window.mjs';

const FILE = `stages: [build, test, deploy]
compile:
  stage: build
  script: make
unit:
  stage: test
  script: make test
  parallel: 3
  needs: [compile]
lint:
  stage: test
  script: make lint
  allow_failure: true
deploy:
  stage: deploy
  script: make deploy
  needs: [unit]
  rules:
    - if: $CI_COMMIT_TAG
      when: manual
docs:
  stage: deploy
  trigger:
    include: docs/docs.yml
notify:
  stage: deploy
  script: make notify
`;

const CHILD = 'pages-check:\n  script: make docs\n';

const HOOKS = `.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      http_get: { path: /shutdown, port: 8080 }
serve:
  extends: .graceful
  script: ./serve.sh
plain:
  script: make
`;

const editor = await needEditor();
const chromium = need('chromium');

describe.skipIf('why' in editor || 'why' in chromium)('the picture of a pipeline in the window of VS Code', () => {
  let folder: string;
  let window: Awaited<ReturnType<typeof openWindow>>;

  const panel = () => window.page.frameLocator('iframe.webview:visible').frameLocator('#active-frame');
  const node = (says: string) => panel().locator(`svg g[data-id][aria-label*="${says}"]`);
  const seen = (says: string) => node(says).waitFor({ timeout: 20_000 });
  const bar = () => window.page.locator('.statusbar-item', { has: window.page.locator('.codicon-play-circle') });
  const line = () => window.page.locator('.editor-instance .active-line-number').first().innerText();

  beforeAll(async () => {
    if ('why' in editor || 'why' in chromium) throw new Error('there is no editor');
    folder = await mkdtemp(join(tmpdir(), 'window-'));
    const workspace = join(folder, 'workspace');
    for (const name of ['docs', '.git']) await mkdir(join(workspace, name), { recursive: true });
    await writeFile(join(workspace, '.gitlab-ci.yml'), FILE);
    await writeFile(join(workspace, 'docs/docs.yml'), CHILD);
    await writeFile(join(workspace, 'hooks.gitlab-ci.yml'), HOOKS);
    window = await openWindow({
      editor,
      chromium: chromium.path,
      profile: join(folder, 'profile'),
      vsix: vsixPath(),
      folder: workspace,
      size: { width: 1400, height: 800 },
    });
  });
  afterEach(async ({ task }) => {
    const pictures = process.env['PICTURES'];
    const name = `pipeline-${task.name.replace(/\W+/g, '-')}.png`;
    if (pictures !== undefined) await window.page.screenshot({ path: join(pictures, name) });
  });
  afterAll(async () => {
    await window.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  test('opens by the button above the text', { timeout: 150_000 }, async () => {
    await bar().waitFor({ timeout: 100_000 });
    await window.page.locator('.editor-actions .action-label[aria-label*="Preview Pipeline"]').click();
    await seen('unit, runs, 3 copies');
    await seen('deploy, not in this pipeline');
    await seen('lint, runs, may fail');
  });

  test('follows the scenario that is chosen', async () => {
    await bar().click();
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'push of tag' }).first().click();
    await seen('deploy, manual');
    await panel()
      .getByRole('button', { name: /Scenario: tag/ })
      .waitFor();
  });

  test('follows a rule that is typed', async () => {
    await window.goTo(27, 22);
    await window.type('\nrules:\n- if: $CI_COMMIT_BRANCH');
    await window.press('Escape');
    await seen('notify, not in this pipeline, its only rule does not match');
  });

  test('marks the job in which the cursor is', async () => {
    await window.goTo(12, 5);
    await panel().locator('g.selected[data-id="job lint"]').waitFor();
  });

  test('a click on a job puts the cursor on its line', async () => {
    await node('deploy, manual').click();
    await expect.poll(line, { timeout: 10_000 }).toBe('14');
  });

  test('a child pipeline opens in its place, and one goes back', async () => {
    await panel().locator('g[data-kind=child]').click();
    await seen('pages-check, runs');
    await window.page.locator('.tab[data-resource-name="docs.yml"]').waitFor();
    await panel().getByRole('button', { name: 'Back to the pipeline' }).click();
    await seen('unit, runs, 3 copies');
  });

  test.each(['Dark Modern', 'Dark High Contrast', 'Light Modern'])('has the colours of %s', async theme => {
    await window.page.locator('.editor-instance .view-lines').first().click();
    await window.press('Control+k');
    await window.press('Control+t');
    await window.page.locator('.quick-input-widget input[type=text]').fill(theme);
    await window.press('Enter');
    const background = () =>
      panel()
        .locator('body')
        .evaluate(body => getComputedStyle(body).backgroundColor);
    const wanted = {
      'Dark Modern': 'rgb(31, 31, 31)',
      'Dark High Contrast': 'rgb(0, 0, 0)',
      'Light Modern': 'rgb(255, 255, 255)',
    };
    await expect.poll(background, { timeout: 10_000 }).toBe(wanted[theme as keyof typeof wanted]);
    await window.page.waitForTimeout(500);
  });

  test('the hooks of a job open by their lens, follow typing and cursor, and lead to where they are written', async () => {
    await window.open('hooks.gitlab-ci.yml');
    await window.page.locator('.codelens-decoration a', { hasText: 'Preview pre-stop hook' }).last().click();
    await panel().getByRole('heading', { name: 'Pre-stop hook of serve' }).waitFor();
    await panel().getByLabel('Grace period (seconds)').fill('0');
    await panel().getByText('with a grace period of 0').waitFor();
    await panel().getByRole('button', { name: 'Copy: Pod in Kubernetes' }).click();
    await panel().getByText('Pod in Kubernetes: copied.').waitFor();
    await panel().getByRole('button', { name: 'hooks.gitlab-ci.yml:4, via extends' }).first().click();
    await expect.poll(line, { timeout: 10_000 }).toBe('4');
    await panel().getByRole('heading', { name: 'Pre-stop hook of .graceful' }).waitFor();
    await window.goTo(4, 46);
    await window.type('1');
    await panel().getByText('port: 80801').first().waitFor();
    await window.goTo(9, 5);
    await panel().getByText('No hook takes effect in this job.').waitFor();
  });
});
