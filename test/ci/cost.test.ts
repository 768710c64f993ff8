/** After an edit, resolving a job costs as much as its own chain, not as much as the file. */
import { expect, test, vi } from 'vitest';
import { configurationOf } from '../../server/src/ci/configuration.ts';
import { extender } from '../../server/src/ci/extends.ts';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { sourceOf } from '../../server/src/ci/source.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { readBlock } from '../../server/src/yaml/value/read.ts';
import type { Value } from '../../server/src/yaml/value/value.ts';
import { at, MAIN, projectOfTexts } from './memory.ts';

vi.setConfig({ testTimeout: 60_000 });

const JOBS = 5000;

function large(): Promise<Project> {
  const jobs = Array.from(
    { length: JOBS },
    (_, index) =>
      `job${index}:\n  extends: .t${index % 10}\n  script: [a, b, c]\n  hooks: {pre_get_sources_script: j${index}}\n`,
  );
  const templates = Array.from({ length: 10 }, (_, index) => `.t${index}: {image: i, extends: .base}\n`);
  return projectOfTexts(['include: base.yml\n', ...templates, ...jobs].join(''), {
    'base.yml': '.base: {tags: [x]}\ndefault: {image: d}\n',
  });
}

function edited(project: Project, search: string, replacement: string): Project {
  const document = project.documents.get(at(MAIN));
  const start = document?.text.indexOf(search) ?? -1;
  if (!document || start < 0) throw new Error(`no ${search}`);
  return withDocument(project, update(document, [{ span: { start, end: start + search.length }, text: replacement }]));
}

test('an edit in one of 5,000 jobs makes one entry anew', async () => {
  const before = await large();
  const after = edited(before, 'pre_get_sources_script: j2500}', 'pre_get_sources_script: edited}');
  const [was, is] = [before, after].map(project => {
    const document = project.documents.get(at(MAIN));
    return document ? [...sourceOf(document, undefined).root.members.values()].map(({ value }) => value) : [];
  });
  expect(is?.length).toBe(JOBS + 11);
  expect(is?.filter(value => !was?.includes(value)).length).toBe(1);
});

test('a job is looked up along its chain only', async () => {
  const looks: string[] = [];
  const configuration = configurationOf(await large(), name => looks.push(name));
  extender(configuration).extend('job4321');
  expect([...new Set(looks)].sort()).toEqual(['.base', '.t1', 'job4321']);
  expect(looks.length).toBeLessThan(10);
});

test('an entry is looked up in the files that have it, of however many there are', async () => {
  const names = Array.from({ length: 100 }, (_, file) => Array.from({ length: 20 }, (_, at) => `j${file}-${at}`));
  const texts = names.map((own, file) => [`${file}.yml`, own.map(name => `${name}: { extends: .base }\n`).join('')]);
  const includes = texts.map(([path]) => `  - local: ${path}\n`);
  const main = `include:\n${includes.join('')}.base: { script: a }\n`;
  const project = await projectOfTexts(main, Object.fromEntries(texts) as Record<string, string>);
  let layers = 0;
  for (const name of names.flat()) {
    const configuration = configurationOf(project, (_, found) => void (layers += found.length));
    expect(extender(configuration).extend(name)?.kind).toBe('map');
  }
  expect(layers).toBe(2 * names.flat().length);
});

test('other jobs are answered from before, and a job whose template changed is not', async () => {
  const before = await large();
  const names = ['job7', 'job8', 'job2500'];
  const [seven, eight, edit] = names.map(name => resolveJob(before, name));
  const after = edited(before, 'pre_get_sources_script: j2500}', 'pre_get_sources_script: edited}');
  expect(names.map(name => resolveJob(after, name))).toEqual([
    seven,
    eight,
    expect.not.objectContaining({ hooks: edit?.hooks }) as unknown,
  ]);
  expect(resolveJob(after, 'job7')).toBe(seven);
  const template = edited(after, '.t7: {image: i', '.t7: {image: other');
  expect(resolveJob(template, 'job8')).toBe(eight);
  expect(resolveJob(template, 'job7')).not.toBe(seven);
  const everywhere = edited(template, 'include: base.yml', 'include: "base.yml"');
  expect(resolveJob(everywhere, 'job8')).not.toBe(eight);
});

test('of a chain that GitLab does not follow to its end, no more is read than it follows', () => {
  const length = 1000;
  const asked: string[] = [];
  const value = (name: number): Value => {
    const [entry] = parse('file:///p/.gitlab-ci.yml', `.t${name}: {extends: .t${name - 1}}\n`).pieces[0]?.entries ?? [];
    const read = entry && readBlock('file:///p/.gitlab-ci.yml', entry.block);
    const [only] = read?.kind === 'map' ? [...read.members.values()] : [];
    if (!only) throw new Error('not read');
    return only.value;
  };
  const values = new Map(Array.from({ length }, (_, index) => [`.t${index}`, value(index)]));
  const { extend } = extender({ get: name => (asked.push(name), values.get(name)), complete: true });
  for (const name of values.keys()) extend(name);
  expect(asked.length).toBeLessThan(50 * length);
});
