/** Symbols of all pipelines, found by a part of their names. */
import { describe, expect, test } from 'vitest';
import { workspaceSymbols } from '../../server/src/features/workspace-symbols.ts';
import { sceneOf } from './navigation.ts';

const FILES = `-- .gitlab-ci.yml --
include: ci/deploy.yml
stages: [build]
default: { image: x }
build-app: { script: make, extends: .base }
go: { trigger: { include: child.yml } }
-- ci/deploy.yml --
.base: { image: x }
deploy: { script: <|>make }
-- child.yml --
include: ci/deploy.yml
test-child: { script: make }
`;

async function found(query: string): Promise<readonly string[]> {
  const { projects } = await sceneOf(FILES, ['.gitlab-ci.yml', 'child.yml']);
  return workspaceSymbols(projects, query).map(({ name, role, path }) => `${name} ${role} ${path}`);
}

describe('workspace symbols', () => {
  test('are jobs and hidden jobs of every file, each once', async () => {
    expect([...(await found(''))].sort()).toEqual([
      '.base template ci/deploy.yml',
      'build-app job .gitlab-ci.yml',
      'deploy job ci/deploy.yml',
      'go trigger-job .gitlab-ci.yml',
      'test-child job child.yml',
    ]);
  });

  test('hold the letters in their order, those with all of them in a row first', async () => {
    expect(await found('BA')).toEqual(['.base template ci/deploy.yml', 'build-app job .gitlab-ci.yml']);
    expect(await found('dpl')).toEqual(['deploy job ci/deploy.yml']);
    expect(await found('ylped')).toEqual([]);
  });

  test('stand at their keys', async () => {
    const { projects } = await sceneOf(FILES);
    const [deploy] = workspaceSymbols(projects, 'deploy');
    expect(deploy?.document.text.slice(deploy.span.start, deploy.span.end)).toBe('deploy');
  });
});
