/** The sample of the walkthrough: its files, the file system that they are in, and what is wrong in them on purpose. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileSystemProvider, Uri } from 'vscode';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run } from '../cli/repository.ts';

vi.mock('vscode', () => {
  const failing = (code: string) => (uri: Uri) => Object.assign(new Error(uri.path), { code });
  return {
    l10n: { t: (text: string) => text },
    FileType: { File: 1, Directory: 2 },
    FileChangeType: { Changed: 1 },
    FileSystemError: {
      FileNotFound: failing('FileNotFound'),
      FileIsADirectory: failing('FileIsADirectory'),
      NoPermissions: failing('NoPermissions'),
    },
    Disposable: Object,
    EventEmitter: class {
      readonly heard: ((event: unknown) => void)[] = [];
      readonly event = (listener: (event: unknown) => void) => this.heard.push(listener);
      readonly fire = (event: unknown) => this.heard.forEach(listener => listener(event));
    },
  };
});

const { memoryFiles } = await import('../../client/src/sample/memory.ts');
const { sampleFiles } = await import('../../client/src/sample/files.ts');

const at = (path: string): Uri => ({ path }) as Uri;

describe('the files in memory', () => {
  let files: FileSystemProvider;
  beforeEach(() => {
    files = memoryFiles({ '/a.yml': 'a', '/ci/deep/b.yml': 'bb' });
  });

  it('are in the folders that their paths name', () => {
    expect(files.readDirectory(at('/'))).toEqual([
      ['a.yml', 1],
      ['ci', 2],
    ]);
    expect(files.readDirectory(at('/ci/'))).toEqual([['deep', 2]]);
    expect(files.stat(at('/ci/deep'))).toMatchObject({ type: 2 });
    expect(files.stat(at('/ci/deep/b.yml'))).toMatchObject({ type: 1, size: 2 });
  });

  it('can be changed, which is told', () => {
    const told: unknown[] = [];
    files.onDidChangeFile(event => told.push(event));
    void files.writeFile(at('/a.yml'), new TextEncoder().encode('new'), { create: false, overwrite: true });
    expect(new TextDecoder().decode(files.readFile(at('/a.yml')) as Uint8Array)).toBe('new');
    expect(told).toEqual([[{ type: 1, uri: at('/a.yml') }]]);
  });

  it.each([
    ['a file that is not there', 'FileNotFound', () => files.stat(at('/no.yml'))],
    ['a folder that is read', 'FileIsADirectory', () => files.readFile(at('/ci'))],
    [
      'a new file',
      'FileNotFound',
      () => files.writeFile(at('/no.yml'), new Uint8Array(), { create: true, overwrite: true }),
    ],
    ['a new folder', 'NoPermissions', () => files.createDirectory(at('/new'))],
    ['removing', 'NoPermissions', () => files.delete(at('/a.yml'), { recursive: true })],
    ['another name', 'NoPermissions', () => files.rename(at('/a.yml'), at('/b.yml'), { overwrite: true })],
  ])('refuse %s', (_, code, act) => {
    expect(act).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('the sample', () => {
  it('has what the steps are about, and no other mistake', async () => {
    const texts = Object.entries(sampleFiles()).map(([path, text]) => [path.slice(1), text]);
    const folder = repository(Object.fromEntries(texts) as Record<string, string>);
    const { out } = await run(checkFiles, ['--rule', 'proposed-keyword=off'], folder);
    expect(out.match(/\[[a-z-]+\]$/gm)).toEqual(['[no-handler]', '[one-handler]']);
    expect(out).toContain('in `ci/graceful.yml`');
  });
});
