/**
 * A person opens the picture of a pipeline next to its text: it follows the scenario, the typing and the cursor, and
 * links back to the text.
 */
import { describe, expect, test } from 'vitest';
import type { Opened } from './opened.ts';

export const PIPELINE_FILE = `stages: [build, test, deploy]
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
    include: [docs/docs.yml, docs/check.yml]
notify:
  stage: deploy
  script: make notify
`;

/** One child pipeline of two files: the job of one needs the template of the other. */
export const CHILD_FILES = {
  'docs.yml': '.docs:\n  image: make\npages:\n  extends: .docs\n  script: make docs\n',
  'check.yml': 'pages-check:\n  extends: .docs\n  needs: [pages]\n  script: make check\n',
};

/** In a file of its own repository, at `file` below the folder of the window. */
export function testPipeline(opened: Opened, file: string): void {
  describe('the picture of a pipeline', () => {
    const node = (says: string) => opened.window.panel().locator(`svg g[data-id][aria-label*="${says}"]`);
    const seen = (says: string) => node(says).waitFor({ timeout: 20_000 });

    test('opens by the button above the text', async () => {
      await opened.window.open(file);
      await opened.window.scenario().waitFor();
      await opened.window.page.locator('.editor-actions .action-label[aria-label*="Preview Pipeline"]').click();
      await seen('unit, runs, 3 copies');
      await seen('deploy, not in this pipeline');
      await seen('lint, runs, may fail');
    });

    test('follows the scenario that is chosen', async () => {
      await opened.window.chooseScenario('push of tag');
      await seen('deploy, manual');
      await opened.window
        .panel()
        .getByRole('button', { name: /Scenario: tag/ })
        .waitFor();
    });

    test('follows a rule that is typed', async () => {
      await opened.window.goTo(27, 22);
      await opened.window.type('\nrules:\n- if: $CI_COMMIT_BRANCH');
      await opened.window.press('Escape');
      await seen('notify, not in this pipeline, its only rule does not match');
    });

    test('marks the job in which the cursor is', async () => {
      await opened.window.goTo(12, 5);
      await opened.window.panel().locator('g.selected[data-id="job lint"]').waitFor();
    });

    test('a click on a job puts the cursor on its line', async () => {
      await node('deploy, manual').click();
      await expect.poll(opened.window.cursorLine, { timeout: 10_000 }).toBe('14');
    });

    test('a child pipeline opens in its place, and one goes back', async () => {
      await opened.window.panel().locator('g[data-kind=child]').click();
      await seen('pages, runs');
      await seen('pages-check, runs');
      await opened.window.page.locator('.tab[data-resource-name="docs.yml"]').waitFor();
      await opened.window.panel().getByRole('button', { name: 'Back to the pipeline' }).click();
      await seen('unit, runs, 3 copies');
    });

    const exportAs = async (format: string) => {
      await opened.window.panel().getByRole('button', { name: 'Export' }).click();
      await opened.window.page.locator('.quick-input-list .monaco-list-row', { hasText: format }).click();
    };

    test.each([
      ['SVG', 'pipeline/pipeline.svg', '<svg xmlns='],
      ['PNG', 'pipeline/pipeline.png', '\x89PNG'],
    ])('is saved as %s beside the file', async (format, file, start) => {
      await exportAs(format);
      const path = opened.window.page.locator('.quick-input-widget input[type=text]');
      await expect.poll(() => path.inputValue(), { timeout: 10_000 }).toContain(file);
      await opened.window.press('Enter');
      const written = async () => (await opened.window.outside.read(file))?.toString('latin1').slice(0, start.length);
      await expect.poll(written, { timeout: 10_000 }).toBe(start);
    });

    test('is put into the clipboard as Mermaid', async () => {
      await opened.window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await exportAs('Mermaid');
      const copied = () => opened.window.page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(copied, { timeout: 10_000 }).toContain('flowchart LR');
    });

    test.each(['Dark Modern', 'Dark High Contrast', 'Light Modern'])('has the colours of %s', async theme => {
      await opened.window.page.locator('.editor-instance .view-lines').first().click();
      await opened.window.press('Control+k');
      await opened.window.press('Control+t');
      await opened.window.page.locator('.quick-input-widget input[type=text]').fill(theme);
      await opened.window.press('Enter');
      const background = () =>
        opened.window
          .panel()
          .locator('body')
          .evaluate(body => getComputedStyle(body).backgroundColor);
      const wanted = {
        'Dark Modern': 'rgb(31, 31, 31)',
        'Dark High Contrast': 'rgb(0, 0, 0)',
        'Light Modern': 'rgb(255, 255, 255)',
      };
      await expect.poll(background, { timeout: 10_000 }).toBe(wanted[theme as keyof typeof wanted]);
      await opened.window.page.waitForTimeout(500);
    });
  });
}
