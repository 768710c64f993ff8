/** A person opens a runner's `config.toml`, in an editor that knows no TOML: problems, hover, completion, and the way to hooks of jobs. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { need } from '../../../scripts/system.mjs';
import { needEditor } from '../vscode-server.mjs';
import { openWindow } from '../window.mjs';

const CI = 'job:\n  script: make\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [sync]\n';
const CONFIG = `concurrent = 4
[[runners]]
  name = "kubernetes"
  executor = "kubernetes"
  [runners.kubernetes.container_lifecycle.pre_stop.exec]
    command = ["rm", "-f", "/shared/job.lock"]
  [runners.kubernetes.container_lifecycle.pre_stop.http_get]
    port = 8080

[[runners]]
  name = "other"
  executor = "kubernetes"
  [runners.kubernetes.container_lifecycle.pre_stop.http_get]
    port = 8080

`;

const editor = await needEditor();
const chromium = need('chromium');

describe.skipIf('why' in editor || 'why' in chromium)('a runner’s config.toml in the window of VS Code', () => {
  let folder: string;
  let window: Awaited<ReturnType<typeof openWindow>>;

  beforeAll(async () => {
    if ('why' in editor || 'why' in chromium) throw new Error('there is no editor');
    folder = await mkdtemp(join(tmpdir(), 'window-'));
    const workspace = join(folder, 'workspace');
    for (const name of ['runner', '.git']) await mkdir(join(workspace, name), { recursive: true });
    await writeFile(join(workspace, '.gitlab-ci.yml'), CI);
    await writeFile(join(workspace, 'runner/config.toml'), CONFIG);
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
    const name = `runner-config-${task.name.replace(/\W+/g, '-')}.png`;
    if (pictures !== undefined) await window.page.screenshot({ path: join(pictures, name) });
  });
  afterAll(async () => {
    await window.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  /** A file without colours is one word a line, so that the keyboard leads to the hover. */
  const hoverAt = async (line: number, column: number, text: string): Promise<string> => {
    await window.goTo(line, column);
    await window.press('Control+k');
    await window.press('Control+i');
    return window.hover(text);
  };

  test('shows what Kubernetes refuses, and why', async () => {
    await window.open('runner/config.toml');
    await window.squiggle('error');
    const told = await hoverAt(7, 55, 'may not specify more than 1 handler type');
    expect(told).toContain('Sends a GET request');
  });

  test('completes the keys of a table, and their words', async () => {
    await window.goTo(15, 5);
    await window.type('sch');
    await window.press('Control+Space');
    const [first] = await window.suggestions();
    expect(first?.label).toBe('scheme');
    await window.press('Enter');
    const words = await window.suggestions();
    expect(words.map(({ label }) => label).slice(0, 2)).toEqual(['HTTP', 'HTTPS']);
  });

  test('mends by a click', async () => {
    await window.press('Enter');
    await window.goTo(7, 55);
    await window.fix('Keep only exec');
    await window.noSquiggle('error');
    expect(await window.save('runner/config.toml')).toBe(
      CONFIG.replace(/ {2}\[runners\S+http_get\]\n {4}port = 8080\n\n/, '\n').replace(/\n\n$/, '\nscheme = "HTTP"\n'),
    );
  });

  test('becomes hooks of jobs in a text beside it', async () => {
    await window.goTo(6, 8);
    await window.fix('Convert to Job Hooks');
    const beside = window.page.locator('.editor-group-container.active .view-lines');
    await window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await expect
      .poll(async () => (await beside.innerText()).replaceAll('\u00a0', ' '), { timeout: 10_000 })
      .toContain('pre_stop_k8s_container_handler:\n      exec:\n        - rm');
  });
});
