/** The project of a repository, taken from the URL of its remote, whatever else is in `.git/config`. */
import { expect, test } from 'vitest';
import { factsOf } from '../../server/src/simulation/repository.ts';

function projectIn(config: string): string | undefined {
  return factsOf({ head: '', config, packed: '', remoteHead: '', tags: [] }).project;
}

test.each([
  ['git@gitlab.com:group/sub/app.git', 'group/sub/app'],
  ['https://gitlab.example.com/group/app.git/', 'group/app'],
  ['ssh://git@gitlab.com:2222/group/app', 'group/app'],
  ['gitlab.com:/group/app.git', 'group/app'],
  ['../app', undefined],
])('%s is the project %s', (url, project) => {
  expect(projectIn(`[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n[branch "main"]\n`)).toBe(project);
});

test('another remote is not looked at', () => {
  expect(projectIn('[remote "other"]\n\turl = git@gitlab.com:a/b.git\n[remote "origin"]\n[x]\nurl = c:d/e\n')).toBe(
    undefined,
  );
});

// a pattern that backtracks would not end here
test.each([
  ['an address without an end', `url = ${'a'.repeat(2_000_000)}`],
  ['an address of signs', `url = ${'a@'.repeat(1_000_000)}`],
  ['lines without anything', '\n'.repeat(2_000_000)],
  ['blanks', `url${' '.repeat(2_000_000)}`],
])('%s names no project', (_, text) => {
  expect(projectIn(`[remote "origin"]\n${text}`)).toBe(undefined);
});
