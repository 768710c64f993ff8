/** Whether a file of any name is worth starting the server for: when a pipeline above it seems to name it. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import { URI } from 'vscode-uri';
import { isNamedByPipeline } from '../../client/src/named-by-pipeline.ts';

const files = vi.hoisted(() => new Map<string, string>());

vi.mock('vscode', async () => {
  const { URI: Uri, Utils } = await import('vscode-uri');
  return {
    Uri: { joinPath: Utils.joinPath },
    workspace: {
      getWorkspaceFolder: (uri: { path: string }) =>
        uri.path.startsWith('/work/') ? { uri: Uri.file('/work') } : undefined,
      fs: {
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
  ['by its name', 'include: ci/build.yml', '/work/ci/build.yml', 'yaml', true],
  ['by a wildcard', 'include: ci/*.yml', '/work/ci/build.yml', 'yaml', true],
  ['not at all', 'include: ci/test.yml', '/work/ci/build.yml', 'yaml', false],
  ['but is no YAML', 'include: ci/build.yml', '/work/ci/build.yml', 'plaintext', false],
  ['but stands outside the workspace', 'include: ci/build.yml', '/other/ci/build.yml', 'yaml', false],
])('a file that the pipeline above names %s', async (_, pipeline, path, languageId, named) => {
  files.set('/work/.gitlab-ci.yml', pipeline);
  files.set('/other/.gitlab-ci.yml', pipeline);
  const document = { uri: URI.file(path), languageId } as unknown as TextDocument;
  expect(await isNamedByPipeline(document)).toBe(named);
});
