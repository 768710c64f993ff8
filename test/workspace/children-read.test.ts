/** How much is read of child pipelines: a file once, whoever includes it, and not more than the memory is for. */
import { expect, it } from 'vitest';
import { MOST_TEXT } from '../../server/src/ci/load-project.ts';
import { projectsIn, refresh, repositoryAt } from '../../server/src/workspace/repository.ts';
import { childPipelines, childrenOfJobs } from '../../server/src/ci/workspace.ts';
import { allFixtures } from '../fixture-files.ts';
import { projectFrom } from '../check.ts';
import { readFixture } from '../fixture.ts';
import { ROOT, worldOf } from './files.ts';

const MAIN = [1, 2, 3].map(at => `start${at}:\n  trigger: { include: child${at}.yml }\n`).join('');
const CHILD = 'include: shared.yml\n';

async function repositoryWith(texts: Readonly<Record<string, string>>) {
  const world = worldOf({ '.gitlab-ci.yml': MAIN, ...texts });
  const files = world.around.filesOf(ROOT);
  if (!files) throw new Error('the world has files');
  const repository = repositoryAt(ROOT, files);
  await refresh(repository, world.around.open);
  return { repository, read: world.read };
}

it('a file that several include is read and parsed once', async () => {
  const children = { 'child1.yml': CHILD, 'child2.yml': CHILD, 'child3.yml': CHILD };
  const { repository, read } = await repositoryWith({ ...children, 'shared.yml': 'job: {script: x}\n' });
  expect(read.filter(uri => uri.endsWith('/shared.yml'))).toHaveLength(1);
  const [main, ...others] = projectsIn(repository).map(({ documents }) => documents.get(`${ROOT}shared.yml`));
  expect(main).toBeUndefined();
  expect(others).toHaveLength(3);
  expect(new Set(others).size).toBe(1);
});

it('no more are read beyond so much text, and the repository says so', async () => {
  const large = `job: {script: x}\n${'#'.repeat(MOST_TEXT / 2)}\n`;
  const few = await repositoryWith({ 'child1.yml': large, 'child2.yml': '.a: {}\n', 'child3.yml': '.b: {}\n' });
  expect([few.repository.pipelines.size, few.repository.cut]).toEqual([4, false]);
  const many = await repositoryWith({ 'child1.yml': large, 'child2.yml': large, 'child3.yml': '.b: {}\n' });
  expect([many.repository.pipelines.size, many.repository.cut]).toEqual([1, true]);
});

it('a pipeline of more text than is read says so, too', async () => {
  const large = `job: {script: x}\n${'#'.repeat(MOST_TEXT / 2)}\n`;
  const including = (names: string): string => `include: [${names}]\n`;
  const texts = { 'a.yml': large, 'b.yml': large, 'c.yml': '.c: {}\n' };
  const few = await repositoryWith({ ...texts, '.gitlab-ci.yml': including('a.yml, c.yml') });
  expect(few.repository.cut).toBe(false);
  const many = await repositoryWith({ ...texts, '.gitlab-ci.yml': including('a.yml, b.yml, c.yml') });
  expect(many.repository.cut).toBe(true);
});

it.each([
  'a:\n  trigger: {include: child.yml}\n',
  'a:\n  "tr\\u0069gger": {include: child.yml}\n',
  '.a: &a\n  trigger: {include: child.yml}\nb:\n  <<: *a\n',
  'spec:\n  inputs:\n    k: {default: trigger}\n---\na:\n  $[[ inputs.k ]]: {include: child.yml}\n',
  'spec:\n  inputs:\n    k: {default: gger}\n---\na:\n  tri$[[ inputs.k ]]: {include: child.yml}\n',
])('jobs that start one are not overlooked: %j', text => {
  const project = projectFrom([{ name: '.gitlab-ci.yml', text }]);
  expect(childPipelines(project)).toEqual(childrenOfJobs(project));
  expect(childPipelines(project)).toHaveLength(1);
});

it('no fixture has a child pipeline that is overlooked', () => {
  for (const { text } of allFixtures()) {
    const project = projectFrom(readFixture(text).files);
    expect(childPipelines(project), text).toEqual(childrenOfJobs(project));
  }
});
