/** Which repository a file belongs to, and how long that is cached. */
import { expect, it } from 'vitest';
import { lookupOf, type RepositoryLookup } from '../../server/src/workspace/lookup.ts';
import { repositoryAt, type Repository } from '../../server/src/workspace/repository.ts';
import { ROOT, worldOf } from './files.ts';

interface Held {
  readonly repository: Repository;
}

function lookup(texts: Readonly<Record<string, string>>, folders?: readonly string[]): RepositoryLookup<Held> {
  const { around } = worldOf(texts, folders);
  return lookupOf<Held>({
    filesOf: around.filesOf,
    folders: around.folders,
    hold: (folder, files) => ({ repository: repositoryAt(folder, files) }),
  });
}

const folderOf = (held: Held | undefined): string | undefined => held?.repository.folder;

it('a file lies in the nearest folder with `.git`, else in the folder of the workspace', async () => {
  const { find } = lookup({ 'sub/.git/HEAD': '', 'tree/.git': 'gitdir: x', 'a.yml': '' });
  expect(folderOf(await find(`${ROOT}sub/deep/a.yml`))).toBe(`${ROOT}sub/`);
  expect(folderOf(await find(`${ROOT}tree/a.yml`))).toBe(`${ROOT}tree/`);
  expect(folderOf(await find(`${ROOT}other/deep/a.yml`))).toBe(ROOT);
});

it('without folders of a workspace a file without `.git` above lies in its own folder', async () => {
  const { find } = lookup({ 'sub/.git/HEAD': '' }, []);
  expect(folderOf(await find(`${ROOT}sub/deep/a.yml`))).toBe(`${ROOT}sub/`);
  expect(folderOf(await find(`${ROOT}other/deep/a.yml`))).toBe(`${ROOT}other/deep/`);
});

it('files of one repository share it, also when they are looked for at the same time', async () => {
  const { find, all } = lookup({ '.git/HEAD': '' });
  const [a, b] = await Promise.all([find(`${ROOT}a.yml`), find(`${ROOT}ci/b.yml`)]);
  expect(a).toBe(b);
  expect(all()).toHaveLength(1);
});

it('a text without a folder has no repository', async () => {
  const { find, all } = lookup({});
  expect(await find('untitled:Untitled-1')).toBeUndefined();
  expect(await find('git:/ws/a.yml?HEAD')).toBeUndefined();
  expect(all()).toEqual([]);
});

it('a file that was left while it was looked for is not known', async () => {
  const { find, leave, cached } = lookup({ '.git/HEAD': '' });
  const search = find(`${ROOT}a.yml`);
  leave(`${ROOT}a.yml`);
  expect(await search).toBeDefined();
  expect(cached(`${ROOT}a.yml`)).toBeUndefined();
});

it('a repository that was forgotten is made anew', async () => {
  const { find, forget, cached, at } = lookup({ '.git/HEAD': '' });
  const before = (await find(`${ROOT}a.yml`)) ?? expect.fail('not found');
  expect([cached(`${ROOT}a.yml`), at(ROOT)]).toEqual([before, before]);
  forget(before);
  expect([cached(`${ROOT}a.yml`), at(ROOT)]).toEqual([undefined, undefined]);
  expect(await find(`${ROOT}a.yml`)).not.toBe(before);
});
