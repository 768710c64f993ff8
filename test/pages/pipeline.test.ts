/**
 * The page of the pipeline panel, as people use it in a browser: with a mouse, a keyboard and a screen reader, in every
 * theme.
 */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';
import type { FromPipelinePage, ToPipelinePage } from '../../client/src/panel/messages.ts';
import { large, picture } from '../picture/pictures.ts';
import { seriousIn } from './axe.ts';
import { openPanelPage, reachedByTab, type OpenedPage } from './page.ts';
import { THEMES, type Theme } from './themes.ts';

const TEXT = `stages: [build, test, deploy]
compile: { stage: build, script: make }
assets: { stage: build, script: make assets }
unit: { stage: test, script: make test, parallel: 3, needs: [compile] }
lint: { stage: test, script: make lint, allow_failure: true, needs: [{ job: compile, optional: true }] }
browser: { stage: test, script: make e2e, needs: [compile, assets], rules: [{ if: $BROWSER }] }
deploy: { stage: deploy, script: make deploy, when: manual, allow_failure: false, needs: [unit, lint] }
later: { stage: deploy, script: make later, when: delayed, start_in: 30 minutes }
mourn: { stage: deploy, script: make mourn, when: on_failure }
release: { stage: deploy, script: make release, needs: [deploy], rules: [{ if: $CI_COMMIT_TAG }] }
docs: { stage: deploy, trigger: { include: docs/.gitlab-ci.yml } }
`;

const chromium = need('chromium');

describe.skipIf('why' in chromium)('the page of the pipeline panel', () => {
  let opened: OpenedPage<FromPipelinePage, ToPipelinePage>;
  const show = (text: string, scenario?: string) =>
    opened.tell({ type: 'show', picture: picture(text, scenario), canGoBack: false });
  const nodeNamed = (name: string) => opened.page.locator(`svg g[data-id="job ${name}"]`);
  const labels = () =>
    opened.page.locator('svg g[data-id]').evaluateAll(all => all.map(one => one.getAttribute('aria-label')));
  const said = (type: FromPipelinePage['type']) => opened.said.filter(message => message.type === type);

  beforeAll(async () => {
    if ('why' in chromium) throw new Error('there is no browser');
    opened = await openPanelPage(chromium.path, { bundle: 'pipeline-page', first: '.bar' });
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await opened.dress('light');
    await show(TEXT);
    await nodeNamed('compile').waitFor();
    opened.said.length = 0;
  });
  afterEach(() => expect(opened.complaints.splice(0)).toEqual([]));

  test('says what every job does, in words', async () => {
    expect(await labels()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('unit, runs, 3 copies, stage test, '),
        expect.stringContaining('lint, runs, may fail, stage test'),
        expect.stringContaining(
          'release, not in this pipeline, its only rule does not match, stage deploy, needs deploy',
        ),
        expect.stringContaining('browser, depends on $BROWSER, stage test'),
        expect.stringContaining('docs/.gitlab-ci.yml, child pipeline, stage deploy, started by docs'),
      ]),
    );
  });

  test('a click on a job asks for its text; on a child pipeline, to open it', async () => {
    await nodeNamed('deploy').click();
    expect(said('go')).toEqual([{ type: 'go', id: 'job deploy', focus: false }]);
    expect(await nodeNamed('deploy').getAttribute('aria-pressed')).toBe('true');
    await opened.page.locator('svg g[data-kind=child]').click();
    expect(said('open')).toEqual([{ type: 'open', id: 'started 0 docs' }]);
  });

  test('arrows go from job to job, and Enter to the text', async () => {
    await nodeNamed('compile').focus();
    await opened.page.keyboard.press('ArrowDown');
    expect(await nodeNamed('assets').getAttribute('tabindex')).toBe('0');
    await opened.page.keyboard.press('ArrowRight');
    await opened.page.keyboard.press('Enter');
    const [message] = said('go');
    expect(message).toMatchObject({ focus: true, id: expect.stringMatching(/^job (unit|lint|browser)$/) as string });
  });

  test('the tab key reaches the bar and, once, the picture', async () => {
    const reached = await reachedByTab(opened.page);
    for (const name of ['Find a job', 'Zoom in', 'Show the jobs as a list', 'Export as SVG, PNG or Mermaid'])
      expect(reached).toContain(name);
    expect(reached.filter(name => name.includes(', stage '))).toHaveLength(1);
  });

  test('nothing keeps anybody out where the system decides about colours', async () => {
    await opened.page.emulateMedia({ forcedColors: 'active' });
    const serious = await seriousIn(opened.page);
    await opened.page.emulateMedia({ forcedColors: 'none' });
    expect(serious).toEqual([]);
  });

  test('the node of the cursor is marked, with its lines', async () => {
    await opened.tell({ type: 'select', id: 'job unit' });
    await opened.page.locator('g.selected[data-id="job unit"]').waitFor();
    expect(await opened.page.locator('path.lit').count()).toBe(2);
    expect(opened.said).toEqual([]);
  });

  test('typing leaves in place all that stays the same', async () => {
    for (const part of ['g[data-id]', 'g[data-id] text', 'path[data-from]', '[role=treeitem]'])
      await opened.page.locator(part).evaluateAll(all => all.forEach(one => Reflect.set(one, 'isKept', true)));
    const before = await opened.page.locator('g[data-id]').count();
    await show(TEXT.replace('$BROWSER', '$CI_COMMIT_BRANCH'));
    await opened.page.locator('g[aria-label*="browser, runs"]').waitFor();
    const kept = await opened.page
      .locator('g[data-id]')
      .evaluateAll(all => all.filter(one => Reflect.get(one, 'isKept') === true).length);
    expect(kept).toBe(before);
  });

  test('what GitLab refuses while it is typed leaves the picture there, and says why', async () => {
    await show('a: {script: x, needs: [b]}\n');
    await opened.page.locator('body.stale').waitFor();
    expect(await opened.page.locator('.errors').innerText()).toContain('`a` needs `b`');
    expect(await nodeNamed('compile').count()).toBe(1);
    await show(TEXT);
    await opened.page.locator('body:not(.stale)').waitFor();
  });

  test('the search counts, marks and goes through its hits', async () => {
    const search = opened.page.getByRole('searchbox', { name: 'Find a job' });
    await search.fill('l');
    expect(await opened.page.locator('.count').innerText()).toBe('6');
    await search.press('Enter');
    expect(await opened.page.locator('.count').innerText()).toBe('1 of 6');
    await search.press('Shift+Enter');
    expect(await opened.page.locator('.count').innerText()).toBe('6 of 6');
    await search.press('Escape');
    expect(await opened.page.locator('g.unmatched').count()).toBe(0);
  });

  test('zooms in and out, and fits all of it', async () => {
    const width = async () => Number(await opened.page.locator('.canvas > svg').getAttribute('width'));
    const before = await width();
    await opened.page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await width()).toBeGreaterThan(before);
    await opened.page.getByRole('button', { name: 'Fit the whole' }).click();
    expect(
      await opened.page.locator('.canvas').evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth),
    ).toBe(true);
  });

  test('the list says the same, and is walked by keys', async () => {
    const button = opened.page.getByRole('button', { name: 'Show the jobs as a list' });
    await button.click();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    const tree = opened.page.getByRole('tree');
    expect(await tree.getByRole('treeitem', { name: 'Stage test', exact: true }).count()).toBe(1);
    await tree.getByRole('treeitem', { name: 'unit: runs, 3 copies' }).focus();
    await opened.page.keyboard.press('ArrowRight');
    await opened.page.keyboard.press('ArrowRight');
    const focused = () => opened.page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toMatch(/^Because: /);
    await opened.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Needs compile');
    await opened.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('unit 1/3: runs');
    await opened.page.keyboard.press('ArrowLeft');
    await opened.page.keyboard.press('Enter');
    expect(said('go')).toEqual([{ type: 'go', id: 'job unit', focus: true }]);
    await button.click();
  });

  test.each(['svg', 'png', 'mermaid'] as const)('is exported as %s', async format => {
    await opened.tell({ type: 'export', format });
    await expect.poll(() => said('exported').length).toBe(1);
    const [message] = said('exported');
    const content = message?.type === 'exported' ? message.content : '';
    if (format === 'svg') expect(content).toMatch(/^<svg [^]*>deploy<[^]*<\/svg>\n$/);
    else if (format === 'mermaid') expect(content).toMatch(/^flowchart LR\n/);
    else {
      const bytes = Buffer.from(content, 'base64');
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.readUInt32BE(16)).toBeGreaterThan(600);
    }
  });

  test('names are only text, whatever they hold', async () => {
    const hostile = '"<img src=x onerror=alert(1)><script>alert(2)</script>"';
    await show(`${hostile}: { script: x }\n'javascript:alert(1)': { script: x, stage: test }\n`);
    await opened.page.locator('g[data-id*="onerror"]').waitFor();
    expect(
      await opened.page.locator('body img, body script:not([src], [type="application/json"]), .both script').count(),
    ).toBe(0);
    expect(await opened.page.locator('svg text.name').allTextContents()).toContain('javascript:alert(1) ');
  });

  test('a thousand jobs are there within a second', { timeout: 120_000 }, async () => {
    const given = large(10, 100, 2);
    const before = await cpuOf();
    await opened.tell({ type: 'show', picture: given, canGoBack: false });
    await expect.poll(() => opened.page.locator('g[data-id]').count(), { timeout: 60_000 }).toBe(1000);
    expect((await cpuOf()) - before).toBeLessThan(1);
  });

  test.each(Object.keys(THEMES) as Theme[])(
    'nothing keeps anybody out in the theme %s',
    { timeout: 120_000 },
    async theme => {
      await opened.dress(theme);
      await opened.page.getByRole('button', { name: 'Show the jobs as a list' }).click();
      await opened.tell({ type: 'select', id: 'job unit' });
      const pictures = process.env['PICTURES'];
      if (pictures !== undefined)
        await opened.page.screenshot({ path: join(pictures, `page-${theme.replaceAll(' ', '-')}.png`) });
      const serious = await seriousIn(opened.page);
      await opened.page.getByRole('button', { name: 'Show the jobs as a list' }).click();
      expect(serious).toEqual([]);
    },
  );

  /** The time that the page itself worked, in seconds, which does not depend on how busy the machine is. */
  async function cpuOf(): Promise<number> {
    const session = await opened.page.context().newCDPSession(opened.page);
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics
      .filter(({ name }) => ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].includes(name))
      .reduce((sum, { value }) => sum + value, 0);
  }
});
