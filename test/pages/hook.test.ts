/**
 * The page about the hooks of a job, as people use it in a browser: with a mouse, a keyboard and a screen reader, in
 * every theme.
 */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FromHookPage, ToHookPage } from '../../client/src/panel/messages.ts';
import { need } from '../../scripts/system.mjs';
import type { HookPreview } from '../../server/src/picture/hook-preview.ts';
import { CASE_TITLES, STOP_CASES } from '../../server/src/picture/stop/stop.ts';
import { previewIn } from '../features/preview-of.ts';
import { seriousIn } from './axe.ts';
import { openPanelPage, type OpenedPage } from './page.ts';
import { THEMES, type Theme } from './themes.ts';

const FILE = `default:
  services: [postgres]
.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      http_get: { path: /shutdown, port: 8080 }
job:
  extends: .graceful
  script: ./serve.sh
  hooks:
    pre_stop_k8s_container_handler:
      http_get: { port: 9000 }
`;

const chromium = need('chromium');

describe.skipIf('why' in chromium)('the page about the hooks of a job', () => {
  let opened: OpenedPage<FromHookPage, ToHookPage>;
  const show = async (preview: HookPreview) => {
    await opened.tell({ type: 'show', preview });
    await opened.page.locator('.drawing svg').waitFor();
  };
  const lines = () => opened.page.locator('.lines .text').allInnerTexts();
  const leftOut = () => opened.page.getByRole('list', { name: 'What does not run' }).innerText();
  const drawing = () => opened.page.locator('.drawing').getByRole('img').getAttribute('aria-label');
  const grace = () => opened.page.getByLabel('Grace period (seconds)');

  beforeAll(async () => {
    if ('why' in chromium) throw new Error('there is no browser');
    opened = await openPanelPage(chromium.path, { bundle: 'hook-page', first: 'h1' }, { width: 640, height: 1500 });
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await opened.dress('light');
    await show(previewIn(FILE));
    await opened.page.getByRole('radio', { name: CASE_TITLES.ends }).check();
    await grace().fill('30');
    opened.said.length = 0;
  });
  afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

  test('shows each line of the hook, and asks for the place from which it comes', async () => {
    expect(await lines()).toEqual([
      'pre_stop_k8s_container_handler:',
      '  http_get:',
      '    path: /shutdown',
      '    port: 9000',
    ]);
    await opened.page.getByRole('button', { name: '.gitlab-ci.yml:6, via extends' }).last().click();
    expect(opened.said).toEqual([{ type: 'go', place: expect.any(Number) as number }]);
  });

  test('copies each of the three texts, and says so', async () => {
    for (const [name, kind] of [
      ['Payload for the runner', 'payload'],
      ['Pod in Kubernetes', 'pod'],
      ['config.toml of the runner', 'toml'],
    ] as const) {
      await opened.page.getByRole('button', { name: `Copy: ${name}` }).click();
      await opened.tell({ type: 'copied', kind });
      await opened.page
        .getByRole('status')
        .filter({ hasText: `${name}: copied.` })
        .waitFor();
    }
    expect(opened.said.map(message => message.type === 'copy' && message.kind)).toEqual(['payload', 'pod', 'toml']);
  });

  test.each(STOP_CASES)('draws and tells the case %s', async stopCase => {
    await opened.page.getByRole('radio', { name: CASE_TITLES[stopCase] }).check();
    expect(await drawing()).toBe(
      `${CASE_TITLES[stopCase]}: the hook runs for 5 s, TERM after 5 s, KILL after 30 s at the latest`,
    );
    expect(await leftOut()).not.toBe('');
  });

  test('cases are chosen by arrows', async () => {
    await opened.page.getByRole('radio', { name: CASE_TITLES.ends }).focus();
    await opened.page.keyboard.press('ArrowDown');
    expect(await drawing()).toMatch(/^The job fails: /);
  });

  test('nothing keeps anybody out where the system decides about colours', async () => {
    await opened.page.emulateMedia({ forcedColors: 'active' });
    const serious = await seriousIn(opened.page);
    await opened.page.emulateMedia({ forcedColors: 'none' });
    expect(serious).toEqual([]);
  });

  test('a grace period that is typed decides what runs', async () => {
    await grace().fill('3');
    expect(await drawing()).toContain('cut off after 3 s');
    expect(await leftOut()).toContain('The rest of the hook: it takes 5 s, and the grace period is 3 s');
    await grace().fill('0');
    expect(await leftOut()).toContain('The hook: with a grace period of 0 it is passed over');
    await grace().fill('-1');
    expect(await drawing()).toContain('the hook is left out');
  });

  test('what is typed elsewhere changes the lines in place, and takes no focus away', async () => {
    await opened.page.getByRole('button', { name: '.gitlab-ci.yml:11' }).first().focus();
    await opened.tell({ type: 'show', preview: previewIn(FILE.replace('9000', '9001')) });
    await opened.page.getByText('port: 9001').first().waitFor();
    expect(await opened.page.evaluate(() => document.activeElement?.className)).toBe('origin');
    expect(await grace().inputValue()).toBe('30');
  });

  test('a job without a hook says what runs instead', async () => {
    await show(previewIn('job: { script: x }\n'));
    await opened.page.getByText('No hook takes effect in this job.').waitFor();
    expect(await leftOut()).toContain('One in the runner’s config.toml runs');
    expect(await opened.page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
  });

  test('stays greyed where no job is any more', async () => {
    await opened.tell({ type: 'nothing', why: 'Put the cursor in a job.' });
    await opened.page.locator('body.stale').waitFor();
    expect(await opened.page.getByRole('status').first().innerText()).toBe('Put the cursor in a job.');
    await show(previewIn(FILE));
    await opened.page.locator('body:not(.stale)').waitFor();
  });

  test('texts of the file are only texts', async () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await show(
      previewIn(
        `"${hostile}": { script: x, hooks: { pre_stop_k8s_container_handler: { exec: ["${hostile}"] } } }\n`,
        hostile,
      ),
    );
    expect(await opened.page.locator('body img, main script').count()).toBe(0);
    expect((await lines()).join('\n')).toContain(hostile);
  });

  test.each([320, 640])('nothing is cut off at a width of %i pixels', async width => {
    await opened.page.setViewportSize({ width, height: 1500 });
    await expect
      .poll(() => opened.page.locator('main').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
      .toBe(0);
    const over = await opened.page
      .locator('.drawing svg')
      .evaluate(svg =>
        [...svg.querySelectorAll('text')]
          .filter(text => text.getBBox().x + text.getBBox().width > svg.clientWidth + 1)
          .map(text => text.textContent),
      );
    expect(over).toEqual([]);
  });

  test.each(Object.keys(THEMES) as Theme[])(
    'nothing keeps anybody out in the theme %s',
    { timeout: 120_000 },
    async theme => {
      await opened.page.setViewportSize({ width: 640, height: 1500 });
      await opened.dress(theme);
      await opened.page.getByRole('radio', { name: CASE_TITLES.exits }).check();
      const pictures = process.env['PICTURES'];
      if (pictures !== undefined)
        await opened.page.screenshot({ path: join(pictures, `hook-${theme.replaceAll(' ', '-')}.png`) });
      expect(await seriousIn(opened.page)).toEqual([]);
    },
  );
});
