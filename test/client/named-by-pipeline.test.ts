/** The server is started for a file of any name if a pipeline in a folder above seems to include it. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import { URI } from 'vscode-uri';
import { isNamedByPipeline } from '../../client/src/named-by-pipeline.ts';

const files = vi.hoisted(() => new Map<string, string>());

vi.mock('vscode', async () => {
  const { URI: Uri, Utils } = await import('vscode-uri');
  return {
    Uri: { joinPath: Utils.joinPath, parse: (text: string) => Uri.parse(text) },
    FileSystemError: class extends Error {},
    FileType: { File: 1, Directory: 2, SymbolicLink: 64 },
    workspace: {
      getWorkspaceFolder: (uri: { path: string }) =>
        uri.path.startsWith('/ws/') ? { uri: Uri.file('/ws') } : undefined,
      fs: {
        stat: ({ path }: { path: string }) => {
          const isFile = files.has(path);
          const isLink = path.endsWith('/link.yml');
          return Promise.resolve({ type: (isFile ? 1 : 2) | (isLink ? 64 : 0), size: files.get(path)?.length ?? 0 });
        },
        readFile: ({ path }: { path: string }) => {
          const text = files.get(path);
          return text === undefined
            ? Promise.reject(new Error('missing'))
            : Promise.resolve(new TextEncoder().encode(text));
        },
      },
    },
  };
});

beforeEach(() => {
  files.clear();
});

test.each([
  ['by its name', 'include: ci/build.yml', '/ws/ci/build.yml', 'yaml', true],
  ['by a wildcard', 'include: ci/*.yml', '/ws/ci/build.yml', 'yaml', true],
  ['not at all', 'include: ci/test.yml', '/ws/ci/build.yml', 'yaml', false],
  ['but is no YAML', 'include: ci/build.yml', '/ws/ci/build.yml', 'plaintext', false],
  ['but stands outside the workspace', 'include: ci/build.yml', '/other/ci/build.yml', 'yaml', false],
])('a file that the pipeline above names %s', async (_, pipeline, path, languageId, named) => {
  files.set('/ws/.gitlab-ci.yml', pipeline);
  files.set('/other/.gitlab-ci.yml', pipeline);
  await expectNamed(path, languageId, named);
});

test.each([
  ['by a file that the pipeline includes', '/ws/ci/deep/build.yml', true],
  ['by none of the files that it includes', '/ws/ci/deep/test.yml', false],
])('a file that is named %s', async (_, path, named) => {
  files.set('/ws/.gitlab-ci.yml', "include:\n  - local: '/ci/all.yml'\n  - https://example.com/ci/far.yml\n");
  files.set('/ws/ci/all.yml', 'include: [ci/more.yml, ../secret.yml, ci/../../secret.yml, ci/link.yml]');
  files.set('/ws/ci/link.yml', 'include: ci/deep/test.yml');
  files.set('/ws/ci/more.yml', 'include: [ci/all.yml, ci/deep/build.yml]');
  files.set('/secret.yml', 'include: ci/deep/test.yml');
  files.set('/ws/example.com/ci/far.yml', 'include: ci/deep/test.yml');
  await expectNamed(path, 'yaml', named);
});

async function expectNamed(path: string, languageId: string, named: boolean): Promise<void> {
  const document = { uri: URI.file(path), languageId } as unknown as TextDocument;
  expect(await isNamedByPipeline(document)).toBe(named);
}
