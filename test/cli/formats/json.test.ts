/**
 * `--format json`: one document with a version at its beginning and a closing record at its end, which shows that it is
 * complete.
 */
import { expect, test } from 'vitest';
import { formatted } from './result.ts';

interface Document {
  readonly version: number;
  readonly files: readonly { readonly file: string; readonly problems: readonly object[] }[];
  readonly unread: readonly object[];
  readonly summary: object;
}

async function document(...args: readonly string[]): Promise<Document> {
  const { out } = await formatted('json', undefined, ...args);
  return JSON.parse(out) as Document;
}

test('a problem has its ends, its page, what it speaks of, and its fixes', async () => {
  const { version, files } = await document();
  expect(version).toBe(1);
  expect(files.map(({ file }) => file)).toEqual(['.gitlab-ci.yml', 'ci/part.yml']);
  expect(files[1]?.problems).toEqual([
    {
      code: 'duplicate-key',
      severity: 'warning',
      message: expect.stringContaining('Duplicate key') as string,
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 9,
      fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      href: expect.stringMatching(/^https:/) as string,
      related: [expect.objectContaining({ file: 'ci/part.yml', line: 3, message: 'GitLab uses this `script`.' })],
      fixes: [
        {
          title: 'Remove this script, which has no effect',
          preferred: false,
          edits: [{ file: 'ci/part.yml', path: 'ci/part.yml', line: 2, column: 1, endLine: 3, endColumn: 1, text: '' }],
        },
      ],
    },
  ]);
});

test('it ends with a summary', async () => {
  expect((await document()).summary).toEqual({
    complete: true,
    exitCode: 1,
    files: 2,
    error: 1,
    warning: 1,
    information: 0,
    hint: 0,
  });
});

test('what could not be read is named, and the document says that it is not whole', async () => {
  const { unread, summary, files } = await document('.', 'none.yml');
  expect(unread).toEqual([{ file: 'none.yml', path: 'none.yml', why: 'The file does not exist in this repository.' }]);
  expect([files.length, summary]).toEqual([2, expect.objectContaining({ complete: false, exitCode: 2 })]);
});
