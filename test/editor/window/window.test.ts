/**
 * A person at the keyboard, in the window of VS Code. All tests of one editor share its window, each with files of its
 * own. The oldest editor is tried on one day in four: it differs in how it starts, not in what it shows.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { root } from '../../../scripts/ready.mjs';
import { need } from '../../../scripts/system.mjs';
import { needEditor, plainSettings } from '../vscode-server.mjs';
import { openWindow } from '../window.mjs';
import { agesOfToday } from '../ages.mjs';
import { HOOKS_FILE, testHooks } from './hooks.ts';
import { testLanguages } from './languages.ts';
import { MENDING_FILES, testMending } from './mending.ts';
import type { Opened, Window } from './opened.ts';
import { CHILD_FILES, PIPELINE_FILE, testPipeline } from './pipeline.ts';
import { RUNNER_CONFIG_FILE, testRunnerConfig } from './runner-config.ts';
import { NIGHTLY_FILE, SCENARIO_FILE, testScenario } from './scenario.ts';
import { testWalkthrough } from './walkthrough.ts';
import { WRITING_FILES, testWriting } from './writing.ts';

const files = {
  ...MENDING_FILES,
  ...WRITING_FILES,
  'scenario/.gitlab-ci.yml': SCENARIO_FILE,
  'hooks.gitlab-ci.yml': HOOKS_FILE,
  'runner/config.toml': RUNNER_CONFIG_FILE,
  'pipeline/.gitlab-ci.yml': PIPELINE_FILE,
  'pipeline/docs/docs.yml': CHILD_FILES['docs.yml'],
  'pipeline/docs/check.yml': CHILD_FILES['check.yml'],
  'scenario/nightly.yml': NIGHTLY_FILE,
};
/** Repositories of their own, since paths of includes begin at their roots. */
const repositories = ['two-files', 'languages', 'scenario', 'pipeline'];

const chromium = need('chromium');

for (const age of agesOfToday('window')) {
  const editor = await needEditor(age);
  describe.skipIf('why' in editor || 'why' in chromium)(`the window of the ${age} VS Code`, () => {
    let folder: string;
    let window: Window;
    const opened: Opened = {
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
        folder: await makeWorkspace(folder),
        size: { width: 1100, height: 720 },
        settings: { ...plainSettings, 'gitlabCi.scenario.fadeJobsLeftOut': true },
      });
      await window.squiggle('error'); // until the server has started, the editor offers words of the file
    });
    afterEach(async ({ task }) => {
      await picture(window, `${age}-${task.name}`);
      for (let times = 0; times < 3; times++) await window.press('Escape');
    });
    afterAll(async () => {
      await window.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });

    testMending(opened);
    testWriting(opened);
    if (age === 'newest') {
      testScenario(opened, 'scenario/.gitlab-ci.yml');
      testPipeline(opened, 'pipeline/.gitlab-ci.yml');
      testHooks(opened, 'hooks.gitlab-ci.yml');
      testRunnerConfig(opened, 'runner/config.toml');
      testWalkthrough(opened);
      testLanguages(opened, 'languages/.gitlab-ci.yml', pictureOf);
    }
  });
}

async function makeWorkspace(folder: string): Promise<string> {
  const workspace = join(folder, 'workspace');
  for (const [name, to] of [
    ['sample', ''],
    ['two-files', 'two-files'],
    ['two-files', 'languages'],
  ] as const)
    await cp(join(root, 'test/workspaces', name), join(workspace, to), { recursive: true });
  for (const name of repositories) await mkdir(join(workspace, name, '.git'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), text);
  }
  return workspace;
}

/** Pictures are saved if PICTURES names a folder. */
async function picture({ page }: Window, name: string): Promise<void> {
  await pictureOf(page, name);
}

async function pictureOf(page: Window['page'], name: string): Promise<void> {
  const pictures = process.env['PICTURES'];
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, '-')}.png`) });
}
