/** A person types, chooses from lists and lets the editor insert the rest. */
import { expect, test } from 'vitest';
import { sample } from '../../../scripts/sample.mjs';
import { CURSOR, INSERTIONS } from '../../clients/insertions.mjs';
import type { Opened } from './opened.ts';

const item =
  'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        port: 80\n        http_headers:\n          - ';

/** The text before the cursor, the letters typed there, and what the list must offer first. */
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

/**
 * The number of days in which an editor has tried all completions that are accepted, and the oldest one all places: it
 * differs in how it starts, not in what it shows.
 */
const DAYS = 4;

const insertions = Object.entries(INSERTIONS).map(([name, insertion], index) => ({
  name,
  ...insertion,
  file: `insertion-${index}.gitlab-ci.yml`,
}));

export const WRITING_FILES = {
  'typing.gitlab-ci.yml': 'job:\n  script: echo\n  hooks:\n    \n',
  'item.gitlab-ci.yml': `${item}\n`,
  'enter.gitlab-ci.yml': 'stages:\n  - test\n\njob:',
  'first-column.gitlab-ci.yml': 'stages:\n- build',
  ...Object.fromEntries(insertions.map(({ file, text }) => [file, text.replace(CURSOR, '')])),
  ...Object.fromEntries(places.map(({ before }, index) => [`place-${index}.gitlab-ci.yml`, `${before}\n`])),
};

/** In {@link WRITING_FILES}. */
export function testWriting(opened: Opened): void {
  test('lets the whole handler be written from its lists', async () => {
    await opened.window.open('typing.gitlab-ci.yml');
    await opened.window.goTo(4, 5);
    await opened.window.type('pre_st');
    await opened.window.suggestions();
    await opened.window.press('Enter');
    expect(labels(await opened.window.suggestions()).sort()).toEqual(['exec', 'http_get', 'tcp_socket']);
    await opened.window.type('http');
    await opened.window.suggestions();
    await opened.window.press('Enter');
    await opened.window.type('8080');
    expect(await opened.window.save('typing.gitlab-ci.yml')).toBe(
      'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get:\n        port: 8080\n',
    );
  });

  test('puts every line of a list item where it belongs', async () => {
    await opened.window.open('item.gitlab-ci.yml');
    await opened.window.goTo(8, 13);
    await opened.window.type('na');
    await opened.window.suggestions();
    await opened.window.press('Enter');
    await opened.window.type('X-A');
    await opened.window.press('Escape');
    expect(await opened.window.save('item.gitlab-ci.yml')).toBe(`${item}name: X-A\n            value: ""\n`);
  });

  /** Enter, without a list of suggestions that would take it. */
  const enter = async (): Promise<void> => {
    await opened.window.press('Escape');
    await opened.window.press('Enter');
  };

  test('goes on with a list at the first column at Enter, too', async () => {
    const { window } = opened;
    await window.open('first-column.gitlab-ci.yml');
    await window.goTo(2, 8);
    await enter();
    await shows(window, '- ');
    await window.type('test');
    await window.press('Escape');
    expect(await window.save('first-column.gitlab-ci.yml')).toBe('stages:\n- build\n- test');
  });

  test('goes on with a list at Enter, and ends it at an empty item', async () => {
    const { window } = opened;
    await window.open('enter.gitlab-ci.yml');
    await window.goTo(4, 5);
    await enter();
    await shows(window, '  ');
    await window.type('script:');
    await enter();
    await shows(window, '    ');
    await window.type('- make');
    await enter();
    await shows(window, '    - ');
    await window.type('make test');
    await enter();
    await shows(window, '    - ');
    await enter();
    await shows(window, '  ');
    await window.type('stage: test');
    await window.press('Escape');
    expect(await window.save('enter.gitlab-ci.yml')).toBe(
      'stages:\n  - test\n\njob:\n  script:\n    - make\n    - make test\n  stage: test',
    );
  });

  test.each(sample(insertions, DAYS))(
    'has the right text after accepting $name',
    async ({ text, label, accepted, file }) => {
      const lines = text.slice(0, text.indexOf(CURSOR)).split('\n');
      await opened.window.open(file);
      await opened.window.goTo(lines.length, lines.at(-1)!.length + 1);
      expect(labels(await suggested(opened.window))[0]).toBe(label);
      await opened.window.press('Enter');
      await opened.window.press('Escape');
      expect(await opened.window.save(file)).toBe(accepted);
    },
  );

  const all = places.map((place, index) => ({ ...place, file: `place-${index}.gitlab-ci.yml` }));
  test.each(opened.age === 'newest' ? all : sample(all, DAYS))(
    'opens its list by typing at $name, and shows nothing but what fits',
    async ({ before, typed, first, file }) => {
      await opened.window.open(file);
      const lines = before.split('\n');
      await opened.window.goTo(lines.length, lines.at(-1)!.length + 1);
      await opened.window.type(typed);
      const rows = await opened.window.suggestions();
      console.log(`${opened.age}, ${typed}: ${rows.map(({ label, kind }) => `${label} (${kind})`).join(', ')}`);
      expect(rows[0]?.label).toBe(first);
      expect(rows.filter(isWordOfTheFile)).toEqual([]);
    },
  );
}

/** The list that the editor opens; it may drop a request right behind the opening of a file. */
async function suggested(window: Opened['window']): Promise<readonly Row[]> {
  await window.press('Control+Space');
  return window.suggestions();
}

/** Waits until the active editor shows a line with just this text. */
async function shows({ page }: Opened['window'], line: string): Promise<void> {
  const lines = page.locator('.editor-group-container.active .editor-instance .view-line');
  const texts = async (): Promise<string[]> =>
    (await lines.allTextContents()).map(text => text.replaceAll('\u00a0', ' '));
  await expect.poll(texts, { timeout: 10_000 }).toContain(line);
}

type Row = Awaited<ReturnType<Opened['window']['suggestions']>>[number];

function labels(rows: readonly Row[]): string[] {
  return rows.map(({ label }) => label);
}

/** The editor also offers words of the file, but only if nothing better is offered. */
function isWordOfTheFile({ kind }: Row): boolean {
  return kind === 'text';
}
