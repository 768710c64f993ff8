/** A newcomer takes the four steps of the walkthrough, on a sample that exists in memory only. */
import { expect, test } from 'vitest';
import type { Opened, Window } from './opened.ts';

const TITLE = 'Get started with GitLab CI files';

export function testWalkthrough(opened: Opened): void {
  test(
    'the walkthrough opens a sample, in which a handler is completed, a conflict is seen and the pipeline is shown',
    { timeout: 180_000 },
    async () => {
      const { window } = opened;
      await openWalkthrough(window);
      const { take, isDone } = steps(window);
      await expect.poll(() => window.page.locator(`${CONTENT} .getting-started-step`).count()).toBe(4);

      await take('Open the sample', 'Open the Sample');
      await window.page.locator('.editor-instance .view-line', { hasText: 'stages: [build, test, deploy]' }).waitFor();
      await isDone('Open the sample');

      await take('Complete a handler', 'Complete the Handler');
      const offered = await window.suggestions();
      expect(offered.map(({ label }) => label).sort()).toEqual(['exec', 'http_get', 'tcp_socket']);
      await window.type('exec');
      await window.press('Enter');
      await window.press('Escape');
      await isDone('Complete a handler');

      await take('See a conflict across files', 'Show the Conflict');
      await window.page.locator('.monaco-hover:visible', { hasText: 'ci/graceful.yml' }).first().waitFor();
      await isDone('See a conflict across files');
      await window.press('Escape');

      await take('Preview the pipeline', 'Preview the Pipeline');
      await window.panel().locator('svg g[data-id="job worker"]').waitFor();
      // the panel may cover the walkthrough now
      await openWalkthrough(window);
      await isDone('Preview the pipeline');
    },
  );
}

const CONTENT = '.gettingStartedContainer .gettingStartedDetailsContent';

async function openWalkthrough(window: Window): Promise<void> {
  const input = window.page.locator('.quick-input-widget input[type=text]');
  const choose = async (typed: string, shown: string): Promise<void> => {
    await input.fill(typed);
    await window.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: shown }).waitFor();
    await window.press('Enter');
  };
  await window.press('F1');
  await choose('>Welcome: Open Walkthrough', 'Open Walkthrough');
  await choose(TITLE, TITLE);
  await window.page.locator(CONTENT, { hasText: TITLE }).waitFor();
}

/** What a person does and sees on the page of the walkthrough, which stays visible next to the sample. */
function steps({ page }: Window): {
  readonly take: (step: string, button: string) => Promise<void>;
  readonly isDone: (step: string) => Promise<void>;
} {
  const stepOf = (step: string) => page.locator(`${CONTENT} .getting-started-step`, { hasText: step });
  return {
    async take(step, button) {
      if ((await stepOf(step).getAttribute('aria-expanded')) !== 'true') await stepOf(step).click();
      const picture = page.locator(`${CONTENT} .getting-started-media img`).first();
      await expect.poll(() => picture.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0);
      await stepOf(step).getByRole('button', { name: button }).click();
    },
    isDone: step => stepOf(step).locator('.codicon.complete').first().waitFor({ state: 'attached' }),
  };
}
