/**
 * The server reading files from disk, as for editors without our client: symbolic links out of the repository are not
 * followed.
 */
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { disk } from '../../server/src/hosts/disk.ts';
import { ABLE, openText, start, type Started } from './connect.ts';

let folder: string;
let running: Started | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workspace-'));
  await mkdir(join(folder, 'repository', '.git'), { recursive: true });
});
afterEach(async () => {
  running?.stop();
  await rm(folder, { recursive: true, force: true });
});

const PIPELINE = 'include: /part.yml\njob:\n  extends: .base\n  script: make\n';

/** The codes of the pipeline's problems after its include was read. */
async function codes(text: string, wanted: readonly string[], of?: string): Promise<void> {
  const uri = of ?? pathToFileURL(join(folder, 'repository', '.gitlab-ci.yml')).href;
  const server = (running = await start({ capabilities: ABLE }, undefined, undefined, { filesOf: disk }));
  await openText(server, uri, text);
  await vi.waitFor(() => expect(found(server)).toEqual(wanted), { timeout: 5000 });
  expect(server.logged).toEqual([]);
}

function found(server: Started): unknown[] | undefined {
  return server.published.at(-1)?.diagnostics.map(({ code }) => code);
}

it('finds the repository upward where no folder is open, and reads what is included', async () => {
  await writeFile(join(folder, 'repository', 'part.yml'), '.other:\n  script: make\n');
  await codes(PIPELINE, ['unknown-base']);
});

it('does not read through links that lead out of the repository', async () => {
  await writeFile(join(folder, 'secret.yml'), '.base:\n  script: make\n');
  await symlink(join(folder, 'secret.yml'), join(folder, 'repository', 'part.yml'));
  await codes(PIPELINE, ['missing-include']);
});

it('does not go into folders that are links to the outside', async () => {
  await mkdir(join(folder, 'secrets'));
  await writeFile(join(folder, 'secrets', 'part.yml'), '.base:\n  script: make\n');
  await symlink(join(folder, 'secrets'), join(folder, 'repository', 'ci'));
  await codes(PIPELINE.replace('/part.yml', '/ci/part.yml'), ['missing-include']);
});

it('reads a worktree, in which .git is a file, and nothing of the repository around it', async () => {
  const uri = pathToFileURL(join(folder, 'repository', 'tree', '.gitlab-ci.yml')).href;
  await mkdir(join(folder, 'repository', 'tree'));
  await writeFile(join(folder, 'repository', 'tree', '.git'), 'gitdir: elsewhere\n');
  await writeFile(join(folder, 'repository', 'part.yml'), '.base:\n  script: make\n');
  await codes(PIPELINE, ['missing-include'], uri);
});

it('says so where a folder has the name of the file', async () => {
  await mkdir(join(folder, 'repository', 'part.yml'));
  await codes(PIPELINE, ['missing-include']);
});

it('ends where links lead in a cycle', async () => {
  await symlink('part.yml', join(folder, 'repository', 'part.yml'));
  await codes(PIPELINE, ['missing-include']);
});

it('reads a file again through a link when the file behind it changes', async () => {
  const other = join(folder, 'repository', 'other.yml');
  await writeFile(other, '.base:\n  image: a\n');
  await symlink('other.yml', join(folder, 'repository', 'part.yml'));
  await codes(PIPELINE, []);
  await writeFile(other, '.other:\n  image: a\n');
  await running?.client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(other).href, type: 2 }],
  });
  await vi.waitFor(() => expect(running && found(running)).toEqual(['unknown-base']), { timeout: 5000 });
});
