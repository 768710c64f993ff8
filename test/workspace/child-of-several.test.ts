/** A child pipeline of several files is one pipeline: none of its files is judged without the others. */
import { expect, it } from 'vitest';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { diagnoseAll } from '../../server/src/features/diagnostics-of-all.ts';
import { hover } from '../../server/src/features/hover.ts';
import { references } from '../../server/src/features/references.ts';
import { REST } from '../../server/src/workspace/reading.ts';
import { workspaceOf } from '../../server/src/workspace/workspace.ts';
import { ROOT, worldOf } from './files.ts';

const PARENT = 'run:\n  trigger:\n    include: [{local: one.yml}, {local: two.yml}]\n';
const TEXTS = {
  '.git/HEAD': '',
  '.gitlab-ci.yml': PARENT,
  'one.yml': 'stages: [first, last]\none: {script: x, stage: first}\n.base: {image: x}\n',
  'two.yml': 'two: {script: x, stage: last, needs: [one], extends: .base}\n',
};

async function opened(texts: Readonly<Record<string, string>> = TEXTS) {
  const world = worldOf(texts);
  const workspace = workspaceOf(world.around);
  const open = async (path: string) => {
    const document = world.put(path, texts[path] ?? '');
    await workspace.opened(document.uri);
    return document;
  };
  const problemsOf = async (path: string) => {
    const document = await open(path);
    return workspace.owners(document).flatMap(project => diagnose(project, document, {}).map(({ message }) => message));
  };
  return { ...world, workspace, open, problemsOf };
}

it('what one file lacks, another one has', async () => {
  const { problemsOf, workspace } = await opened();
  expect(await problemsOf('two.yml')).toEqual([]);
  expect(await problemsOf('one.yml')).toEqual([]);
  expect(workspace.use(`${ROOT}two.yml`)).toBe('A job starts it as part of a child pipeline.');
});

it.each([
  ['a pattern', 'include: "*o*.yml"'],
  ['an entry with rules', 'include: [one.yml, {local: two.yml, rules: [{if: $X}]}]'],
  ['inputs, whatever their types', 'include: [{local: one.yml, inputs: {}}, {local: two.yml, rules: null}]'],
  ['a file of another project', 'include: [two.yml, one.yml, {project: a/b, file: c.yml}]'],
])('also with %s', async (_what, include) => {
  const { problemsOf } = await opened({ ...TEXTS, '.gitlab-ci.yml': `run: {trigger: {${include}}}\n` });
  expect(await problemsOf('two.yml')).toEqual([]);
});

it('what all of them lack is told, where it is written', async () => {
  const two = 'two: {script: x, stage: nowhere, extends: .base}\n';
  const { problemsOf } = await opened({ ...TEXTS, 'two.yml': two });
  expect((await problemsOf('two.yml')).map(message => message.includes('`nowhere`'))).toEqual([true]);
});

it('a problem that only one of two child pipelines has names its files', async () => {
  const include = '[one.yml, two.yml, {project: a/b, file: c.yml}]';
  const other = 'other: {trigger: {include: [{local: two.yml}, {local: "th*.yml"}]}}\n';
  const main = `run: {trigger: {include: ${include}}}\n${other}`;
  const { open, workspace } = await opened({ ...TEXTS, '.gitlab-ci.yml': main, 'three.yml': 'three: {script: x}\n' });
  const document = await open('two.yml');
  const messages = diagnoseAll(workspace.owners(document), document, {}).map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) expect(message).toMatch(/ Found in the pipeline `two\.yml, th\*\.yml`\.$/);
});

it('the files and their names are found, and nothing that is no file', async () => {
  const { workspace, open } = await opened();
  const document = await open('two.yml');
  const [project] = workspace.owners(document);
  if (!project) throw new Error('no pipeline');
  const at = document.text.indexOf('one');
  const found = references([project], document, at);
  expect(JSON.stringify(found)).toContain('one.yml');
  const shown = hover(project, document, document.text.indexOf('.base'))?.markdown ?? '';
  expect(shown).toContain('.base');
  expect(JSON.stringify(found) + shown).not.toContain('gitlab-ci-child');
  await workspace.survey([ROOT]);
  expect([...workspace.surveyed(ROOT).keys()].filter(uri => !uri.startsWith(ROOT))).toEqual([]);
});

it('so many that GitLab refuses them stay apart', async () => {
  const many = JSON.stringify(Array.from({ length: 500 }, () => 'two.yml'));
  const { workspace, open } = await opened({ ...TEXTS, '.gitlab-ci.yml': `run: {trigger: {include: ${many}}}\n` });
  expect(workspace.owners(await open('two.yml')).map(({ pipeline }) => pipeline)).toEqual([`${ROOT}two.yml`]);
});

it('follows an edit of the job that starts them', async () => {
  const { workspace, open, put, clock } = await opened();
  await open('.gitlab-ci.yml');
  const two = await open('two.yml');
  const edit = async (text: string) => {
    workspace.edited(put('.gitlab-ci.yml', text).uri);
    clock.advance(REST);
    await workspace.settled();
    return workspace.owners(two).map(({ pipeline }) => pipeline.replace(ROOT, ''));
  };
  expect(await edit('run: {trigger: {include: [two.yml]}}\n')).toEqual(['two.yml']);
  expect(await edit('run: {trigger: {include: [two.yml, one.yml]}}\n')).toEqual([
    'gitlab-ci-child:["two.yml","one.yml"]',
  ]);
  expect(await edit('run: {script: x}\n')).toEqual(['two.yml']);
  expect(workspace.use(two.uri)).toBeUndefined();
});

it('texts that look like more than names stay names', async () => {
  const name = 'a"]},\nx: {script: y}#.yml';
  const include = JSON.stringify([name, 'two.yml']);
  const { workspace, open } = await opened({ ...TEXTS, '.gitlab-ci.yml': `run: {trigger: {include: ${include}}}\n` });
  const [project] = workspace.owners(await open('two.yml'));
  expect(project?.failures.size).toBe(1);
  expect([...(project?.documents.keys() ?? [])]).toEqual([`${ROOT}two.yml`]);
});
