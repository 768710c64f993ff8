/**
 * All that a person does in a window of VS Code, in one workspace: the same where the server is a process and where it is
 * a worker of the page. The tests share the window, each with files of its own.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { root } from '../../../scripts/ready.mjs';
import { plainSettings, quietSettings } from '../vscode-server.mjs';
import { ACROSS_FILES, ACROSS_SETTINGS } from './across.ts';
import { HOOKS_FILE, testHooks } from './hooks.ts';
import { MENDING_FILES, testMending } from './mending.ts';
import type { Opened } from './opened.ts';
import { CHILD_FILES, PIPELINE_FILE, testPipeline } from './pipeline.ts';
import { RUNNER_CONFIG_FILE, testRunnerConfig } from './runner-config.ts';
import { NIGHTLY_FILE, SCENARIO_FILE, testScenario } from './scenario.ts';
import { WRITING_FILES, testWriting } from './writing.ts';

const files = {
  ...MENDING_FILES,
  ...WRITING_FILES,
  ...ACROSS_FILES,
  'scenario/.gitlab-ci.yml': SCENARIO_FILE,
  'hooks.gitlab-ci.yml': HOOKS_FILE,
  'runner/config.toml': RUNNER_CONFIG_FILE,
  'pipeline/.gitlab-ci.yml': PIPELINE_FILE,
  'pipeline/docs/docs.yml': CHILD_FILES['docs.yml'],
  'pipeline/docs/check.yml': CHILD_FILES['check.yml'],
  'scenario/nightly.yml': NIGHTLY_FILE,
  // an editor in the browser has no other place for settings that are there from the beginning
  '.vscode/settings.json': JSON.stringify({
    ...quietSettings,
    ...plainSettings,
    ...ACROSS_SETTINGS,
    'gitlabCi.scenario.fadeJobsLeftOut': true,
    '[yaml]': { 'editor.formatOnType': true },
  }),
};
/** Repositories of their own, since paths of includes begin at their roots. */
const repositories = ['two-files', 'languages', 'scenario', 'pipeline', 'across'];

export const SIZE = { width: 1100, height: 720 };

/** Fills a folder with the files of all tests, and returns the folder. */
export async function makeWorkspace(workspace: string): Promise<string> {
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

/** In {@link makeWorkspace}. Until the server has started, the editor offers words of the file: a problem has to be seen first. */
export function testWindow(opened: Opened): void {
  afterEach(async ({ task }) => {
    await savePicture(opened.window.page, `${opened.kind}-${opened.age}-${task.name}`);
    for (let times = 0; times < 3; times++) await opened.window.press('Escape');
  });
  testMending(opened);
  testWriting(opened);
  testScenario(opened, 'scenario/.gitlab-ci.yml');
  testPipeline(opened, 'pipeline/.gitlab-ci.yml');
  testHooks(opened, 'hooks.gitlab-ci.yml');
  testRunnerConfig(opened, 'runner/config.toml');
}

/** Pictures are saved if PICTURES names a folder. */
export async function savePicture(page: Opened['window']['page'], name: string): Promise<void> {
  const pictures = process.env['PICTURES'];
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, '-')}.png`) });
}
