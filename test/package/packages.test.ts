/** What people install: the VSIX, which the suite has built before, and the npm package with the command line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOfVsix, vsixPath } from '../../scripts/package.mjs';
import { root } from '../../scripts/ready.mjs';

const MEGABYTE = 1_000_000;

describe('the VSIX', () => {
  test('holds what runs in an editor, and nothing else', async () => {
    expect((await listFiles({ cwd: contentOfVsix, packageManager: PackageManager.None })).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY.txt',
      'dist/client.js',
      'dist/engine.js',
      'dist/extension.js',
      'dist/hook-page.css',
      'dist/hook-page.js',
      'dist/mcp.js',
      'dist/pipeline-page.css',
      'dist/pipeline-page.js',
      'dist/server.js',
      'docs/images/icon.png',
      'docs/images/walkthrough-conflict.webp',
      'docs/images/walkthrough-handler.webp',
      'docs/images/walkthrough-preview.webp',
      'docs/images/walkthrough-sample.webp',
      'l10n/bundle.l10n.de.json',
      'l10n/bundle.l10n.ja.json',
      'package.json',
      'package.nls.de.json',
      'package.nls.ja.json',
      'package.nls.json',
      'syntaxes/gitlab-ci-exec-in-quotes.injection.json',
      'syntaxes/gitlab-ci-exec.injection.json',
      'syntaxes/gitlab-ci-hooks.injection.json',
      'syntaxes/gitlab-ci-inputs.injection.json',
      'syntaxes/gitlab-ci-script.injection.json',
      'syntaxes/gitlab-ci-shell-in-quotes.injection.json',
      'syntaxes/gitlab-ci-shell.injection.json',
    ]);
  });

  test('is smaller than 1.2 MB', () => {
    expect(statSync(vsixPath()).size).toBeLessThan(1.2 * MEGABYTE);
  });

  test('names a repository that the README leads to, or says that it has none', () => {
    const readme = readFileSync(join(contentOfVsix, 'README.md'), 'utf8');
    const { repository } = JSON.parse(readFileSync(join(contentOfVsix, 'package.json'), 'utf8')) as {
      readonly repository?: { readonly url: string };
    };
    const address = repository?.url.replace(/\.git$/, '');
    expect(readme).toContain(address === undefined ? 'made without a public address' : `](${address}`);
    expect(readme.match(/\]\((?!https:|#)[^)]*\)/g)).toBeNull();
  });

  test('starts by a file of less than 45 KB', () => {
    expect(statSync(join(root, 'dist/extension.js')).size).toBeLessThan(45_000);
  });
});

describe('the npm package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npm-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  let packed: { filename: string; size: number; files: { path: string }[] } | undefined;
  beforeAll(() => {
    // the bundles have been built
    const printed = npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
    [packed] = JSON.parse(printed) as [NonNullable<typeof packed>];
  });

  test('holds what runs by a command and the schemas, in less than a megabyte', () => {
    expect(packed?.files.map(({ path }) => path).toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY.txt',
      'dist/cli.js',
      'dist/mcp.js',
      'package.json',
      'schemas/gitlab-ci-tools.schema.json',
      'schemas/gitlab-ci.schema.json',
      'schemas/hooks.schema.json',
      'schemas/open.schema.json',
      'schemas/pre-stop-k8s-container-handler.schema.json',
    ]);
    expect(packed?.size).toBeLessThan(MEGABYTE);
  });

  test('is installed without a network and checks a file by npx', () => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    npm(folder, 'install', '--offline', '--no-audit', '--no-fund', '--save-dev', join(folder, packed?.filename ?? ''));
    expect(readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
      'gitlab-ci-language-tools',
    ]);
    writeFileSync(join(folder, '.gitlab-ci.yml'), 'job: { script: make }\n');
    expect(npm(folder, 'exec', '--offline', '--', 'gitlab-ci-language-tools', 'check', '.')).toContain('No problems.');
  });

  test('is installed as a command of its own', () => {
    const prefix = join(folder, 'global');
    npm(folder, 'install', '--offline', '--global', '--prefix', prefix, join(folder, packed?.filename ?? ''));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const bin = join(prefix, process.platform === 'win32' ? '' : 'bin', 'gitlab-ci-language-tools');
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' })).toContain(
      version,
    );
  });
});

function npm(cwd: string, ...args: readonly string[]): string {
  const shell = process.platform === 'win32'; // on Windows, npm is a .cmd file, which only a shell can start
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell });
}
