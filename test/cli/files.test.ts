import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findFiles } from '../../server/src/hosts/cli/find.ts';
import { addFile, documentIn, locateFile, openRepositories } from '../../server/src/hosts/cli/project.ts';
import { AT_ONCE, WAITING } from '../../server/src/hosts/disk-calls.ts';
import { diskFiles, folderUri } from '../../server/src/hosts/files.ts';
import { repository } from './repository.ts';

const WAYS = [
  ['while others work', WAITING],
  ['at once', AT_ONCE],
] as const;

describe.each(WAYS)('files of the disk, asked for %s', (_, calls) => {
  test('what cannot be read says why, and nothing hangs', async () => {
    const outside = repository({ 'a.yml': 'x: 1\n' });
    const root = repository({ 'a.yml': '\ufeffx: 1\n', 'b c/ü🚀%20.yml': 'y: 2\n' });
    mkdirSync(join(root, 'folder.yml'));
    symlinkSync('two.yml', join(root, 'one.yml'));
    symlinkSync('one.yml', join(root, 'two.yml'));
    symlinkSync(join(outside, 'a.yml'), join(root, 'out.yml'));
    symlinkSync(outside, join(root, 'away'));
    symlinkSync('a.yml', join(root, 'alias.yml'));
    symlinkSync('nowhere.yml', join(root, 'broken.yml'));
    const socket = createServer().listen(join(root, 'pipe.yml'));
    onTestFinished(() => void socket.close());
    await new Promise(done => socket.once('listening', done));
    writeFileSync(join(root, 'large.yml'), '');
    truncateSync(join(root, 'large.yml'), 9 * 1024 * 1024);
    const files = diskFiles(root, calls);
    const read = (path: string): ReturnType<typeof files.read> => files.read(pathToFileURL(join(root, path)).href);
    expect(await Promise.all(['a.yml', 'b c/ü🚀%20.yml', 'alias.yml'].map(read))).toEqual([
      '\ufeffx: 1\n',
      'y: 2\n',
      '\ufeffx: 1\n',
    ]);
    const failed = [
      'none.yml',
      'a.yml/b.yml',
      'folder.yml',
      'one.yml',
      'out.yml',
      'away/a.yml',
      'broken.yml',
      'pipe.yml',
      'large.yml',
      '../x.yml',
    ];
    expect(await Promise.all(failed.map(read))).toEqual(
      ['missing', 'missing', 'folder', 'loop', 'outside', 'outside', 'missing', 'special', 'too-big', 'missing'].map(
        why => ({ failed: why }),
      ),
    );
    expect(await files.read('http://example.com/a.yml')).toEqual({ failed: 'denied' });
  });

  test('a file without permission is denied', async () => {
    const root = repository({ 'a.yml': 'x: 1\n' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'a.yml'), 0);
    // root may read everything, so the test runs as another user for a moment
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(await diskFiles(root, calls).read(pathToFileURL(join(root, 'a.yml')).href)).toEqual({ failed: 'denied' });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test('folders are listed, links in them as files, folders outside not at all', async () => {
    const outside = repository({ 'a.yml': 'x: 1\n' });
    const root = repository({ 'ci/a.yml': '', 'ci/sub/b.yml': '' });
    symlinkSync(outside, join(root, 'ci/link'));
    symlinkSync(outside, join(root, 'away'));
    const files = diskFiles(root, calls);
    const entries = await files.list(folderUri(join(root, 'ci')));
    expect([...entries].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'a.yml', kind: 'file' },
      { name: 'link', kind: 'file' },
      { name: 'sub', kind: 'folder' },
    ]);
    expect(await files.list(folderUri(join(root, 'away')))).toEqual([]);
    expect(await files.list(folderUri(join(root, 'none')))).toEqual([]);
  });
});

test('the repository is the nearest folder with .git, a file or a folder', async () => {
  const root = repository({ 'sub/deep/a.yml': '', 'sub/.git': 'gitdir: elsewhere\n' });
  const repositoryOf = async (folder: string, path: string): Promise<string> =>
    (await locateFile(path, folder, undefined)).folder;
  expect(await repositoryOf(root, 'sub/deep/a.yml')).toBe(folderUri(join(root, 'sub')));
  expect(await repositoryOf(repository({ 'sub/a.yml': '' }), 'sub/a.yml')).toMatch(/sub\/$/);
});

test.each(WAYS)('a root that is a link may lead elsewhere later, asked for %s', async (_, calls) => {
  const [one, two] = [repository({ 'a.yml': 'x: 1\n' }), repository({ 'a.yml': 'x: 2\n' })];
  const link = join(repository({}), 'link');
  symlinkSync(one, link);
  const files = diskFiles(link, calls);
  const uri = pathToFileURL(join(link, 'a.yml')).href;
  expect(await files.read(uri)).toBe('x: 1\n');
  rmSync(link);
  symlinkSync(two, link);
  expect(await files.read(uri)).toBe('x: 2\n');
  expect(await files.list(folderUri(link))).toEqual([{ name: 'a.yml', kind: 'file' }]);
});

test('a command reads each file of a folder once', async () => {
  const folder = repository({ '.git/HEAD': '', '.gitlab-ci.yml': 'job: {script: x}\n', 'other.yml': 'a: 1\n' });
  const found = await findFiles(['.'], scopeOf(folder));
  expect([...found.texts.values()]).toEqual(['job: {script: x}\n', 'a: 1\n']); // anything may be included
  rmSync(join(folder, '.gitlab-ci.yml'));
  const repositories = openRepositories(folder, found.texts);
  const uri = pathToFileURL(join(folder, '.gitlab-ci.yml')).href;
  const opened = await repositories.find(uri);
  expect(opened && (await addFile(opened, uri))).toBeUndefined();
  expect(opened && documentIn(opened, uri)?.text).toBe('job: {script: x}\n');
});

test('a folder with more folders than anybody means is given up, and the person who waits is told', async () => {
  const files = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`f${index}/a`, '']));
  const folder = repository({ ...files, '.gitlab-ci.yml': 'job: {script: x}\n' });
  const said: string[] = [];
  const scope = { ...scopeOf(folder), progress: (text: string) => said.push(text) };
  expect(await findFiles(['.'], { ...scope, mostFolders: () => Promise.resolve(210) })).toMatchObject({
    files: [],
    unread: [{ file: '.', why: expect.stringMatching(/^It has more than 210 folders .* --root\.$/) as string }],
  });
  expect(said).toEqual([expect.stringMatching(/^100 folders/), expect.stringMatching(/^200 folders/)]);
  expect((await findFiles(['.'], scope)).files).toEqual(['.gitlab-ci.yml']);
});

function scopeOf(folder: string) {
  const files = { include: [], exclude: [] };
  return {
    from: folder,
    top: folder,
    exclude: [],
    files,
    progress: () => undefined,
    mostFolders: () => Promise.resolve(Infinity),
  };
}
