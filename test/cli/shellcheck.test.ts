/** shellcheck as a process: how it is started, its input, and how `check --shellcheck` reports its answer. */
import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { shellcheckAt } from '../../server/src/hosts/shellcheck.ts';
import type { CheckedScript } from '../../server/src/shell/comments.ts';
import { joinedScript } from '../../server/src/shell/joined.ts';
import { repository, run } from './repository.ts';
import { onPath, standIn } from './stand-in.ts';

const here = process.platform !== 'win32'; // the stand-in begins with a `#!` line, which only Unix understands

function scriptOf(text: string): CheckedScript {
  return { ...joinedScript([text]), dialect: 'bash', entries: [{ text }] };
}

describe.skipIf(!here)('the process', () => {
  it('gets the script on its standard input, and nothing of it as an argument', async () => {
    const { path, starts } = standIn();
    process.env['SHELLCHECK_OPTS'] = '-x';
    const answer = await shellcheckAt(path)(scriptOf('--version; echo "é 🦊" $A\n')).answer;
    delete process.env['SHELLCHECK_OPTS'];
    expect(JSON.parse(answer)).toMatchObject({ comments: [{ code: 2086 }] });
    const [start, ...more] = starts();
    expect(more).toEqual([]);
    expect(start?.input).toBe('--version; echo "é 🦊" $A\n');
    expect(start?.args).toEqual([
      ...['--norc', '--format=json1', '--exclude=SC1090,SC1091,SC2148,SC2154,SC2164', '--shell=bash', '-'],
    ]);
    expect(start).toMatchObject({ options: '' });
    expect(start?.cwd).not.toBe(process.cwd());
  });

  it('may have nothing to say, end without reading, or say very much', async () => {
    const quiet = standIn(`process.stdout.write('{"comments":[]}')`);
    expect(await shellcheckAt(quiet.path)(scriptOf('ls')).answer).toBe('{"comments":[]}');
    const early = standIn(`process.stdout.write('{}')`);
    expect(await shellcheckAt(early.path)(scriptOf('ls\n'.repeat(300_000))).answer).toBe('{}');
    const loud = standIn(`process.stdout.write('x'.repeat(20_000_000))`);
    await expect(shellcheckAt(loud.path)(scriptOf('ls')).answer).rejects.toThrow('SIGKILL');
  });

  it('fails with its own reason', async () => {
    const old = standIn(`process.stderr.write('Unknown format json1\\n'); process.exitCode = 4`);
    await expect(shellcheckAt(old.path)(scriptOf('ls')).answer).rejects.toThrow('Unknown format json1');
    await expect(shellcheckAt('/nowhere/shellcheck')(scriptOf('ls')).answer).rejects.toThrow('ENOENT');
  });

  it('is killed when it is stopped', async () => {
    const { path } = standIn(`setInterval(() => undefined, 1000)`);
    const { answer, stop } = shellcheckAt(path)(scriptOf('ls'));
    stop();
    await expect(answer).rejects.toThrow('SIGKILL');
  });

  it.each(['./shellcheck', 'bin/shellcheck', 'shellcheck; ls', '', '..\\shellcheck'])(
    'is not started as %j',
    async name => {
      await expect(shellcheckAt(name)(scriptOf('ls')).answer).rejects.toThrow('absolute path');
    },
  );
});

describe.skipIf(!here)('check --shellcheck', () => {
  const TEXTS = {
    '.gitlab-ci.yml': 'include: ci/*.yml\ndefault:\n  before_script: "ls $A"\n',
    'ci/jobs.yml': 'one:\n  script:\n    - make\n    - >-\n      ls\n      $A\ntwo: { script: make }\n',
  };

  it('adds what it says, each script once', async () => {
    const { folder, starts } = standIn();
    onPath(folder);
    const printed = await run(checkFiles, ['--shellcheck', '.'], repository(TEXTS));
    expect(printed).toMatchObject({ code: 0, err: '' });
    expect(printed.out).toContain('.gitlab-ci.yml:3:22: information: SC2086: Double quote to prevent globbing');
    expect(printed.out).toContain('ci/jobs.yml:6:7: information: SC2086: Double quote to prevent globbing');
    expect(printed.out.split('SC2086')).toHaveLength(3);
    expect(
      starts()
        .map(({ input }) => input)
        .toSorted(),
    ).toEqual(['ls $A\nmake', 'ls $A\nmake\nls $A']);
  });

  it('links to the wiki, and can be set like another rule', async () => {
    onPath(standIn().folder);
    const args = ['--shellcheck', '--format', 'json', '--rule', 'shellcheck=error', '.'];
    const { code, out } = await run(checkFiles, args, repository(TEXTS));
    expect(code).toBe(1);
    expect(out).toContain('"https://www.shellcheck.net/wiki/SC2086"');
    expect(out).toContain('"shellcheck"');
  });

  it('ends with 2 and the reason where it is not there', async () => {
    onPath(repository({}));
    const { code, out, err } = await run(checkFiles, ['--shellcheck', '.'], repository(TEXTS));
    expect(code).toBe(2);
    expect(err).toContain('shellcheck could not be run: spawn shellcheck ENOENT');
    expect(out).not.toContain('SC2086');
  });

  it('is not started without that option', async () => {
    const { folder, starts } = standIn();
    onPath(folder);
    const shared = { ...TEXTS, '.gitlab-ci-tools.yml': 'shellcheck: { enabled: true }\n' };
    await run(checkFiles, ['.'], repository(shared));
    expect(starts()).toEqual([]);
  });
});
