/** A person chooses a scenario, and sees the lenses above the jobs change with it and with a rule that is typed. */
import { describe, expect, test } from 'vitest';
import type { Opened } from './opened.ts';

export const SCENARIO_FILE = `stages: [test, deploy]
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
include:
  - local: nightly.yml
    rules:
      - if: $CI_PIPELINE_SOURCE == "schedule"
`;

export const NIGHTLY_FILE = 'nightly:\n  stage: test\n  script: make nightly\n';

/** In a file of its own repository, at `file` below the folder of the window. */
export function testScenario(opened: Opened, file: string): void {
  describe('the scenario', () => {
    const lens = (text: string) =>
      opened.window.page.locator('.codelens-decoration', { hasText: text }).first().waitFor({ timeout: 20_000 });

    test('is a push at first: the job for tags is left out', async () => {
      await opened.window.open(file);
      await lens('not in this pipeline');
      await lens('runs, 3 copies');
      expect(await opened.window.scenario().innerText()).toContain('push');
    });

    test('and others are told about in the table on a rule, also of an include', async () => {
      await opened.window.goTo(15, 10);
      await opened.window.press('Control+k');
      await opened.window.press('Control+i');
      const shown = await opened.window.hover('in scenario');
      expect(shown).toMatch(/In push: does not match/);
      expect(shown).toMatch(/matches\s+schedule/);
      await opened.window.press('Escape');
    });

    test('is another one by the status bar', async () => {
      await opened.window.chooseScenario('push of tag');
      await lens('manual');
      expect(await opened.window.scenario().innerText()).toContain('tag');
    });

    test('and one rule that is typed changes what a job does', async () => {
      await opened.window.goTo(11, 14);
      await opened.window.type('\nrules:\n- if: $CI_COMMIT_BRANCH');
      await opened.window.press('Escape');
      await lens('not in this pipeline');
    });

    test('goes back to the push', async () => {
      await opened.window.chooseScenario('push on main');
      await lens('runs, 3 copies');
      expect(await opened.window.scenario().innerText()).toContain('push');
    });
  });
}
