/** The component, run as a job by gitlab-ci-local: its inputs, its shell line and its exit code, without GitLab and npm. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { need } from '../../scripts/system.mjs';
import { needEditor } from '../editor/vscode-server.mjs';

const rsync = need('rsync');
// gitlab-ci-local needs a newer Node.js than we do; the editor for the tests brings one
const editor = await needEditor();

describe.skipIf('why' in rsync || 'why' in editor)('a job of the component', () => {
  const folder = mkdtempSync(join(tmpdir(), 'component-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    {
      inputs: '{ options: --quiet }',
      text: 'a: { script: x, hooks: { nope: 1 } }\n',
      status: 1,
      said: /\[unknown-key\]/,
    },
    { inputs: '{ max-warnings: 0 }', text: 'a: { script: x, script: y }\n', status: 1, said: /\[duplicate-key\]/ },
    { inputs: '{ job-name: lint }', text: 'a: { script: x, script: y }\n', status: 0, said: /1 warning/ },
  ])('with $inputs ends with $status', ({ inputs, text, status, said }) => {
    if ('why' in editor) throw new Error(editor.why);
    const project = mkdtempSync(join(folder, 'project-'));
    mkdirSync(join(project, 'templates'));
    copyFileSync(join(root, 'templates/check.yml'), join(project, 'templates/check.yml'));
    writeFileSync(join(project, '.gitlab-ci.yml'), `include: [{ local: templates/check.yml, inputs: ${inputs} }]\n`);
    writeFileSync(join(project, 'other.gitlab-ci.yml'), text);
    git(project, 'init', '-q');
    git(project, 'remote', 'add', 'origin', 'https://gitlab.example.com/group/project.git');
    git(project, 'add', '-A');
    git(project, '-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-qm', 'x');
    const report = join(folder, 'report.json');
    rmSync(report, { force: true });
    const ran = spawnSync(
      editor.node,
      [join(root, 'node_modules/gitlab-ci-local/dist/index.js'), '--force-shell-executor', '--no-color'],
      {
        cwd: project,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${npxIn(report)}${delimiter}${process.env['PATH']}` },
      },
    );
    expect(ran.stdout + ran.stderr).toMatch(said);
    expect(ran.status).toBe(status);
    expect(existsSync(report) && JSON.parse(readFileSync(report, 'utf8'))).toMatchObject([
      { location: { path: 'other.gitlab-ci.yml' } },
    ]);
  });

  /** A folder with an `npx` that runs our build instead of the package, and keeps the report. */
  function npxIn(report: string): string {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const lines = [
      '#!/bin/sh',
      '[ "$1 $2" = "--yes gitlab-ci-language-tools@latest" ] || exit 3',
      'shift 2',
      `"${process.execPath}" "${join(root, 'dist/cli.js')}" "$@"; code=$?`,
      `cp gl-code-quality-report.json "${report}"; exit $code`,
    ];
    writeFileSync(join(bin, 'npx'), `${lines.join('\n')}\n`, { mode: 0o755 });
    return bin;
  }
});

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
}
