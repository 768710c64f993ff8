/** The server is started for a file of any name if the configuration of its repository seems to name it. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { TextDocument } from 'vscode';
import { URI } from 'vscode-uri';
import { isNamedByConfiguration } from '../../client/src/named-by-configuration.ts';

const files = vi.hoisted(() => new Map<string, string>());

vi.mock('vscode', async () => {
  const { Utils } = await import('vscode-uri');
  return {
    Uri: { joinPath: Utils.joinPath },
    workspace: {
      getWorkspaceFolder: ({ path }: URI) => (path.startsWith('/ws/') ? { uri: URI.file('/ws') } : undefined),
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

beforeEach(() => files.clear());

test.each([
  ['by its path', 'files:\n  include:\n    - ops/run.yml\n', '/ws/ops/run.yml', 'yaml', true],
  ['by a glob', 'files: { include: ["ops/*.yml", x] }', '/ws/ops/run.yml', 'yaml', true],
  [
    'by a glob that begins at any folder',
    "files: {include: ['**/pipelines/**']}",
    '/ws/a/pipelines/b/c.yml',
    'yaml',
    true,
  ],
  ['by a glob without a folder', 'files: {include: [*.ci.yml]}', '/ws/a/b.ci.yml', 'yaml', true],
  ['not at all', 'files: { include: [ops/*.yml] }\nrules: { unknown-key: off }\n', '/ws/other/run.yml', 'yaml', false],
  ['but is no YAML', 'files: { include: [ops/*] }', '/ws/ops/run.txt', 'plaintext', false],
  ['but stands outside the workspace', 'files: { include: [ops/*.yml] }', '/other/ops/run.yml', 'yaml', false],
])('a file that the configuration above names %s', async (_, configuration, path, languageId, named) => {
  files.set('/ws/.gitlab-ci-tools.yml', configuration);
  files.set('/other/.gitlab-ci-tools.yml', configuration);
  await expectNamed(path, languageId, named);
});

test('nothing is above the file', async () => {
  await expectNamed('/ws/ops/run.yml', 'yaml', false);
});

async function expectNamed(path: string, languageId: string, named: boolean): Promise<void> {
  const document = { uri: URI.file(path), languageId } as unknown as TextDocument;
  expect(await isNamedByConfiguration(document)).toBe(named);
}
