/** `check` does not succeed if it could not read everything. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { repository, run, type Printed } from './repository.ts';

const CLEAN = 'job: {script: x}\n';

/** Runs as a user without the rights of root. */
async function check(folder: string, ...args: readonly string[]): Promise<Printed> {
  chmodSync(folder, 0o755);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await run(checkFiles, args, folder);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

const UNREAD: Readonly<Record<string, readonly [make: (folder: string) => void, said: RegExp]>> = {
  'a file that is not there': [() => undefined, /does not exist/],
  'a pipe': [folder => void spawnSync('mkfifo', [join(folder, 'x.gitlab-ci.yml')]), /is a pipe or a device/],
  'a link out of the repository': [
    folder => {
      const outside = repository({ 'a.yml': CLEAN });
      chmodSync(outside, 0o755);
      symlinkSync(join(outside, 'a.yml'), join(folder, 'x.gitlab-ci.yml'));
    },
    /is outside the repository/,
  ],
  'a link to itself': [folder => symlinkSync('x.gitlab-ci.yml', join(folder, 'x.gitlab-ci.yml')), /back to itself/],
  'a file without permission': [
    folder => {
      repositoryFile(folder);
      chmodSync(join(folder, 'x.gitlab-ci.yml'), 0);
    },
    /denied/,
  ],
  'a file that is too large': [
    folder => {
      repositoryFile(folder);
      truncateSync(join(folder, 'x.gitlab-ci.yml'), 9 * 1024 * 1024);
    },
    /too large/,
  ],
  'a pipeline with more text than is read': [
    folder => {
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
        writeFileSync(join(folder, `${name}.yml`), `${CLEAN}${'# x\n'.repeat(500_000)}`);
      writeFileSync(join(folder, 'x.gitlab-ci.yml'), 'include: [a.yml, b.yml, c.yml, d.yml, e.yml, f.yml]\n');
    },
    /than are read/,
  ],
  'a folder without CI files': [folder => mkdirSync(join(folder, 'x.gitlab-ci.yml')), /no GitLab CI files/],
  'a folder that cannot be listed': [
    folder => mkdirSync(join(folder, 'x.gitlab-ci.yml'), { mode: 0 }),
    /cannot be read/,
  ],
};

function repositoryFile(folder: string): void {
  spawnSync('cp', [join(folder, '.gitlab-ci.yml'), join(folder, 'x.gitlab-ci.yml')]);
}

describe.skipIf(process.platform === 'win32').each(Object.entries(UNREAD))('%s', (name, [make, said]) => {
  test('is told, and the exit status is 2', async () => {
    const folder = repository({ '.gitlab-ci.yml': CLEAN });
    make(folder);
    const { code, out, err } = await check(folder, '.gitlab-ci.yml', 'x.gitlab-ci.yml');
    expect(code).toBe(2);
    expect(out + err).toMatch(said);
    expect(out).not.toContain('No problems');
  });

  test('is not passed over when it lies in a folder that is checked', async () => {
    const folder = repository({ '.gitlab-ci.yml': CLEAN });
    make(folder);
    const isPassed = /not there|without CI files/.test(name);
    const { code, out } = await check(folder);
    expect([code, out.includes('No problems')]).toEqual(isPassed ? [0, true] : [2, false]);
  });
});

test.each(['/dev/stdin', '/dev/null'])('%s is no file to check', async path => {
  expect((await run(checkFiles, [path], repository({}))).code).toBe(2);
});
