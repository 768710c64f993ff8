/** A workspace without a server: in which pipelines a file is checked, from opening to closing it. */
import { expect, it } from 'vitest';
import { REST } from '../../server/src/workspace/reading.ts';
import { workspaceOf, type Workspace } from '../../server/src/workspace/workspace.ts';
import { ROOT, worldOf } from './files.ts';

const TEXTS = {
  '.git/HEAD': '',
  '.gitlab-ci.yml': 'include: ci/a.yml\nrun: {trigger: {include: child.yml}}\n',
  'ci/a.yml': 'a: {script: x}\n',
  'child.yml': 'c: {script: x}\n',
  'lonely.yml': 'l: {script: x}\n',
};

function opened() {
  const world = worldOf(TEXTS);
  const workspace = workspaceOf(world.around);
  const open = async (path: keyof typeof TEXTS) => {
    const document = world.put(path, TEXTS[path]);
    workspace.owners(document);
    await workspace.opened(document.uri);
    return document;
  };
  const close = (path: string): void => {
    world.shut(path);
    workspace.closed(ROOT + path);
  };
  return { ...world, workspace, open, close };
}

function starts(workspace: Workspace, document: Parameters<Workspace['owners']>[0]): readonly string[] {
  return workspace.owners(document).map(({ pipeline }) => pipeline.slice(ROOT.length));
}

it('an open file is judged alone until its repository was read, then where it is included', async () => {
  const { workspace, put } = opened();
  const document = put('ci/a.yml', TEXTS['ci/a.yml']);
  expect(starts(workspace, document)).toEqual(['ci/a.yml']);
  await workspace.opened(document.uri);
  expect(starts(workspace, document)).toEqual(['.gitlab-ci.yml']);
});

it('child pipelines are read too, and a file that none includes is a pipeline of its own', async () => {
  const { workspace, open } = opened();
  expect(starts(workspace, await open('child.yml'))).toEqual(['child.yml']);
  expect(starts(workspace, await open('lonely.yml'))).toEqual(['lonely.yml']);
  expect(workspace.use(`${ROOT}child.yml`)).toBe('A job starts it as a child pipeline.');
  expect(workspace.use(`${ROOT}lonely.yml`)).toBeUndefined();
  expect(workspace.every()).toHaveLength(3);
});

it('an include that was written is read when typing has rested', async () => {
  const { workspace, open, put, clock, read } = opened();
  await open('.gitlab-ci.yml');
  const edited = put('.gitlab-ci.yml', 'include: lonely.yml\n');
  workspace.edited(edited.uri);
  clock.advance(REST - 1);
  expect(read).not.toContain(`${ROOT}lonely.yml`);
  clock.advance(1);
  await workspace.settled();
  expect(read).toContain(`${ROOT}lonely.yml`);
  expect(workspace.owners(edited)[0]?.documents.has(`${ROOT}lonely.yml`)).toBe(true);
});

it('a repository is forgotten with the last of its open files', async () => {
  const { workspace, open, close, told, clock } = opened();
  await open('.gitlab-ci.yml');
  await open('ci/a.yml');
  close('.gitlab-ci.yml');
  expect(workspace.every().length).toBeGreaterThan(0);
  close('ci/a.yml');
  expect(workspace.every()).toEqual([]);
  const before = told.length;
  clock.advance(REST);
  await workspace.settled();
  expect(told).toHaveLength(before);
});

it('pipelines that a search found stay without open files, until nobody wants them', async () => {
  const { workspace } = opened();
  await workspace.survey([ROOT]);
  expect([...workspace.surveyed(ROOT).keys()].map(uri => uri.slice(ROOT.length))).toEqual([
    '.gitlab-ci.yml',
    'ci/a.yml',
    'child.yml',
  ]);
  await workspace.survey([]);
  expect(workspace.surveyed(ROOT).size).toBe(0);
  expect(workspace.every()).toEqual([]);
});

it('a file of the disk that changed is read anew, an open one is not', async () => {
  const { workspace, open, disk, read } = opened();
  const document = await open('.gitlab-ci.yml');
  disk.set(`${ROOT}ci/a.yml`, 'b: {script: x}\n');
  await workspace.filesChanged([`${ROOT}ci/a.yml`]);
  expect(workspace.owners(document)[0]?.documents.get(`${ROOT}ci/a.yml`)?.text).toBe('b: {script: x}\n');
  await workspace.filesChanged([document.uri]);
  expect(read).not.toContain(document.uri);
});

it('after the folders of the workspace changed, everything is looked for again', async () => {
  const { workspace, open } = opened();
  const document = await open('ci/a.yml');
  const [before] = workspace.owners(document);
  await workspace.foldersChanged();
  const [after] = workspace.owners(document);
  expect(after?.pipeline).toBe(`${ROOT}.gitlab-ci.yml`);
  expect(after).not.toBe(before);
});

it('a file that is closed and opened again at once keeps its text, whenever it is asked for meanwhile', async () => {
  const { workspace, open, close, put } = opened();
  await open('.gitlab-ci.yml');
  const { uri } = put('alone.yml', 'job: { script: make }\n');
  await workspace.opened(uri);
  close('alone.yml');
  const document = put('alone.yml', 'job: { script: make }\n');
  const opening = workspace.opened(uri);
  for (let turn = 0; turn < 30; turn++) {
    workspace.owners(document);
    await Promise.resolve();
  }
  await opening;
  expect(workspace.owners(document).map(({ documents }) => documents.get(uri))).toEqual([document]);
});
