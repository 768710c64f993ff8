/** The kit's Go files: formatted, vetted and tested with stand-ins for the packages that they import. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { need } from '../../scripts/system.mjs';

const go = need('go');
const kit = fileURLToPath(new URL('../../docs/upstream/runner', import.meta.url));
const standIns = fileURLToPath(new URL('./go', import.meta.url));
const RUNNER = 'gitlab.com/gitlab-org/gitlab-runner';

/** For each import path, the folder of the module and the source of its files. */
const MODULES = { 'k8s.io/api': 'core/v1', 'k8s.io/apimachinery': 'pkg/util/intstr' } as const;

describe.skipIf('why' in go)('the part of the Runner', () => {
  const root = mkdtempSync(join(tmpdir(), 'runner-'));
  const module = (path: string, name: string, more = ''): void => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'go.mod'), `module ${name}\n\ngo 1.19\n${more}`);
  };
  const copies = Object.entries(MODULES).map(([name, folder]) => ({ name, path: join(root, name), folder }));
  const replaced = copies.map(({ name, path }) => `replace ${name} => ${path}\n\nrequire ${name} v0.0.0\n`).join('\n');
  for (const { name, path, folder } of copies) {
    const others = copies.filter(each => each.name !== name);
    module(path, name, name.endsWith('/api') ? others.map(each => `require ${each.name} v0.0.0\n`).join('') : '');
    cpSync(join(standIns, name.endsWith('/api') ? 'api' : 'intstr'), join(path, folder), { recursive: true });
  }
  const runner = join(root, 'runner');
  module(runner, RUNNER, replaced);
  cpSync(kit, runner, { recursive: true });
  cpSync(join(standIns, 'spec'), join(runner, 'common/spec'), { recursive: true });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const run = (...args: readonly string[]): string => {
    const program = 'path' in go ? go.path : '';
    const env = {
      ...process.env,
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      GOWORK: 'off',
      GOCACHE: join(root, 'cache'),
      GOTOOLCHAIN: 'local',
    };
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: runner, env, encoding: 'utf8' });
    return `${status}\n${stdout}${stderr}`;
  };

  test('is formatted as Go is', () => {
    const program = 'path' in go ? join(dirname(go.path), 'gofmt') : '';
    expect(spawnSync(program, ['-l', kit, standIns], { encoding: 'utf8' }).stdout).toBe('');
  });
  test('passes the vet', () => {
    expect(run('vet', './...')).toBe('0\n');
  });
  test('passes its own tests', () => {
    const told = run('test', '-v', '-run', 'TestWithJobHooks', './executors/kubernetes');
    expect(told).toMatch(/^0\n/);
    expect(told.match(/--- PASS/g)).toHaveLength(7);
  });
});
