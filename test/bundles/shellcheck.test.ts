/** The command with the real shellcheck, if it can be installed: its comments are shown at the right characters. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { need } from '../../scripts/system.mjs';

const shellcheck = need('shellcheck');
const folder = mkdtempSync(join(tmpdir(), 'shellcheck-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = `job:
  before_script:
    - export NAMES="🦊 $CI_COMMIT_SHA"
  script:
    - cd build
    - 'echo ''ok'' $NAMES'
    - |
      # shellcheck disable=SC2086
      ls $NAMES
      unused=1
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sh, -c, "[[ -f x ]] && kill 1"]
`;

test.skipIf('why' in shellcheck)('dist/cli.js check --shellcheck', () => {
  if ('why' in shellcheck) throw new Error(shellcheck.why);
  writeFileSync(join(folder, '.gitlab-ci.yml'), TEXT);
  const args = [join(root, 'dist/cli.js'), 'check', '--shellcheck', '--format', 'json', '.'];
  const env = { ...process.env, PATH: dirname(shellcheck.path) };
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const { files } = JSON.parse(stdout) as {
    readonly files: readonly { readonly problems: readonly Told[] }[];
  };
  const told = files.flatMap(({ problems }) => problems.filter(({ code }) => code === 'shellcheck'));
  expect(told.map(({ message, line, column }) => `${line}:${column} ${message.slice(0, 6)}`)).toEqual([
    '6:20 SC2086',
    '10:7 SC2034',
    '13:23 SC3010',
  ]);
});

interface Told {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}
