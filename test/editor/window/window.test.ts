/** A person at the keyboard: types, chooses from lists, points at wavy lines and mends them, in the window of VS Code. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { vsixPath } from '../../../scripts/package.mjs';
import { root } from '../../../scripts/ready.mjs';
import { sample } from '../../../scripts/sample.mjs';
import { need } from '../../../scripts/system.mjs';
import { needEditor } from '../vscode-server.mjs';
import { openWindow } from '../window.mjs';

const item =
  'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        port: 80\n        http_headers:\n          - ';

/** Text before the cursor, what is typed there, and what the list must then offer first. */
const places = [
  {
    name: 'the keyword',
    before: 'job:\n  script: echo\n  hooks:\n    ',
    typed: 'pre',
    first: 'pre_get_sources_script',
  },
  {
    name: 'the handler',
    before: 'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      ',
    typed: 'h',
    first: 'http_get',
  },
  {
    name: 'a field',
    before: 'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        ',
    typed: 'po',
    first: 'port',
  },
  {
    name: 'a value',
    before:
      'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        port: 80\n        scheme: ',
    typed: 'H',
    first: 'HTTP',
  },
  {
    name: 'a list item',
    before: item,
    typed: 'na',
    first: 'name, value',
  },
  {
    name: 'a header name',
    before:
      'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        port: 80\n        http_headers:\n          - name: ',
    typed: 'A',
    first: 'Authorization',
  },
  { name: 'hooks', before: 'job:\n  script: echo\n  ', typed: 'ho', first: 'hooks' },
] as const;

/** In so many days the oldest editor, which differs in the start and not in the places, has been at all of them. */
const DAYS = 4;

const problem = `job:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
      tcp_socket:
        port: 8080
`;

const files = {
  'typing.gitlab-ci.yml': 'job:\n  script: echo\n  hooks:\n    \n',
  'item.gitlab-ci.yml': `${item}\n`,
  'problem.gitlab-ci.yml': problem,
  'documentation.gitlab-ci.yml': problem,
  ...Object.fromEntries(places.map(({ before }, index) => [`place-${index}.gitlab-ci.yml`, `${before}\n`])),
};

const editors = { newest: await needEditor(), oldest: await needEditor('oldest') };
const chromium = need('chromium');

for (const [age, editor] of Object.entries(editors)) {
  describe.skipIf('why' in editor || 'why' in chromium)(`the window of the ${age} VS Code`, () => {
    let folder: string;
    let window: Window;

    beforeAll(async () => {
      if ('why' in editor || 'why' in chromium) throw new Error('there is no editor');
      folder = await mkdtemp(join(tmpdir(), 'window-'));
      window = await openWindow({
        editor,
        chromium: chromium.path,
        profile: join(folder, 'profile'),
        vsix: vsixPath(),
        folder: await makeWorkspace(folder),
        size: { width: 1200, height: 760 },
      });
      await window.squiggle('error'); // before the server has started, the editor offers words of the file
    });
    afterEach(async ({ task }) => {
      await picture(window, `${age}-${task.name}`);
      for (let times = 0; times < 3; times++) await window.press('Escape');
    });
    afterAll(async () => {
      await window.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });

    test('marks what is wrong, says why, and mends it', async () => {
      await window.open('problem.gitlab-ci.yml');
      await window.squiggle('error');
      await window.pointAt('tcp_socket');
      expect(await window.hover('http_get')).toMatch(/tcp_socket/);
      await window.page.mouse.move(5, 5);
      await window.goTo(7, 8);
      await window.fix('Keep only tcp_socket');
      await window.noSquiggle('error');
      const expected = problem.replace(/ {6}http_get:\n.*\n/, '');
      expect(await window.save('problem.gitlab-ci.yml')).toBe(expected);
    });

    test('links a clash of two files to the other one, mends it, and leads to what is left', async () => {
      const file = 'two-files/.gitlab-ci.yml';
      await window.open('k8s/deployment.yml'); // a name unlike that of the pipelines
      await window.open(file);
      await window.squiggle('error');
      await window.pointAt('tcp_socket');
      expect(await window.hover('.stops-gracefully')).toMatch(/templates\.yml\(5, 7\)/);
      await window.follow('templates.yml(5, 7)', 'templates.yml');
      await window.open(file);
      await window.goTo(11, 8);
      await window.fix('Remove tcp_socket and keep exec of .stops-gracefully in ci/templates.yml');
      await window.noSquiggle('error');
      expect(await window.save(file)).not.toContain('tcp_socket');
      await window.pointAt('deploy');
      expect(await window.hover('Hooks that take effect')).not.toContain('tcp_socket');
      await window.follow('ci/templates.yml:', 'templates.yml');
    });

    test('shows the documentation of the keyword', async () => {
      await window.open('documentation.gitlab-ci.yml');
      await window.pointAt('pre_stop_k8s_container_handler');
      expect(await window.hover('pre_stop_k8s_container_handler')).toMatch(/exec/);
    });

    test('lets the whole handler be written from its lists', async () => {
      await window.open('typing.gitlab-ci.yml');
      await window.goTo(4, 5);
      await window.type('pre_st');
      await window.suggestions();
      await window.press('Enter');
      expect(labels(await window.suggestions()).sort()).toEqual(['exec', 'http_get', 'tcp_socket']);
      await window.type('http');
      await window.suggestions();
      await window.press('Enter');
      await window.type('8080');
      expect(await window.save('typing.gitlab-ci.yml')).toBe(
        'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        port: 8080\n',
      );
    });

    test('puts every line of a list item where it belongs', async () => {
      await window.open('item.gitlab-ci.yml');
      await window.goTo(8, 13);
      await window.type('na');
      await window.suggestions();
      await window.press('Enter');
      await window.type('X-A');
      await window.press('Escape');
      expect(await window.save('item.gitlab-ci.yml')).toBe(`${item}name: X-A\n            value: ""\n`);
    });

    const all = places.map((place, index) => ({ ...place, file: `place-${index}.gitlab-ci.yml` }));
    test.each(age === 'newest' ? all : sample(all, DAYS))(
      'opens its list by typing at $name, and shows nothing but what fits',
      async ({ before, typed, first, file }) => {
        await window.open(file);
        const lines = before.split('\n');
        await window.goTo(lines.length, lines.at(-1)!.length + 1);
        await window.type(typed);
        const rows = await window.suggestions();
        console.log(`${age}, ${typed}: ${rows.map(({ label, kind }) => `${label} (${kind})`).join(', ')}`);
        expect(rows[0]?.label).toBe(first);
        expect(rows.filter(isWordOfTheFile)).toEqual([]);
      },
    );
  });
}

type Window = Awaited<ReturnType<typeof openWindow>>;
type Row = Awaited<ReturnType<Window['suggestions']>>[number];

async function makeWorkspace(folder: string): Promise<string> {
  const workspace = join(folder, 'workspace');
  await cp(join(root, 'test/workspaces/sample'), workspace, { recursive: true });
  await cp(join(root, 'test/workspaces/two-files'), join(workspace, 'two-files'), { recursive: true });
  await mkdir(join(workspace, 'two-files/.git')); // a repository of its own: paths of includes begin there
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(workspace, name), text);
  }
  return workspace;
}

/** Pictures are kept where PICTURES names a folder for them. */
async function picture({ page }: Window, name: string): Promise<void> {
  const pictures = process.env['PICTURES'];
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, '-')}.png`) });
}

function labels(rows: readonly Row[]): string[] {
  return rows.map(({ label }) => label);
}

/** The editor offers words of the file of its own accord, but only where nothing better is offered. */
function isWordOfTheFile({ kind }: Row): boolean {
  return kind === 'text';
}
