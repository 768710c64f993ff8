/**
 * Runs the tests in other editors, including Helix, which `npm test` runs only if it is installed, and writes the
 * results into docs/editors.md. On Debian, Helix is taken from a newer release, without installing it.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ready, root } from './ready.mjs';
import { binOf } from './run.mjs';
import { need } from './system.mjs';

const GUIDE = join(root, 'docs/editors.md');
const MARKS = /(<!-- results[^>]*-->\n)[^]*(<!-- end of results -->)/;
/** The Debian release that has Helix, and the packages that Helix needs from it. */
const SUITE = 'trixie';
const PACKAGES = ['hx', 'libc6', 'libgcc-s1'];

/** Which test of test/clients is about which program. */
const EDITORS = /** @type {const} */ ([
  ['neovim', 'Neovim', /the guide|Neovim/],
  ['helix', 'Helix', /^Helix/],
  ['emacs', 'Emacs', /^Emacs/],
  ['ale', 'Vim with ALE', /^Vim/],
]);

ready();
if ('why' in need('helix')) process.env.HELIX = bringHelix();
await build();
const report = join(root, 'dist', 'editors.json');
const vitest = ['run', '--project=bundles', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { status } = spawnSync(process.execPath, [binOf('vitest'), ...vitest, 'test/clients'], {
  stdio: 'inherit',
  cwd: root,
});
writeFileSync(
  GUIDE,
  readFileSync(GUIDE, 'utf8').replace(MARKS, (_, begin, end) => `${begin}\n${results()}\n${end}`),
);
process.exitCode = status ?? 1;

/** A table of the last results. */
function results() {
  /** @type {{ testResults: { assertionResults: { fullName: string, status: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const day = new Date().toISOString().slice(0, 10);
  const rows = EDITORS.map(([program, title, name]) => {
    const own = tests.filter(({ fullName }) => name.test(fullName));
    const failed = own.filter(one => one.status === 'failed').map(({ fullName }) => fullName);
    const isRun = own.some(one => one.status === 'passed' || one.status === 'failed');
    const outcome = failed.length > 0 ? `failed: ${failed.join(', ')}` : isRun ? 'passed' : 'not run';
    return `| ${title} | ${versionOf(program)} | ${outcome} | ${day} |`;
  });
  return `| editor | version | tests | last run |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** @param {(typeof EDITORS)[number][0]} program */
function versionOf(program) {
  const found = need(program);
  if ('why' in found) return '';
  const { stdout } = spawnSync(found.path, ['--version'], { encoding: 'utf8' });
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '';
}

/** Unpacks Helix with its own libraries, and returns a program that starts it next to the system's. */
function bringHelix() {
  const folder = join(root, 'dist', 'cache', 'helix');
  for (const below of ['lists/partial', 'archives/partial', 'packages', 'root'])
    mkdirSync(join(folder, below), { recursive: true });
  const mirror = said('apt-get', ['indextargets', '--format', '$(REPO_URI)']).split('\n')[0];
  writeFileSync(join(folder, 'sources.list'), `deb ${mirror} ${SUITE} main\n`);
  const options = [
    `Dir::Etc::SourceList=${join(folder, 'sources.list')}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::Cache::Archives=${join(folder, 'archives')}`,
    'APT::Sandbox::User=root',
  ].flatMap(option => ['-o', option]);
  said('apt-get', [...options, 'update', '-qq']);
  said('apt-get', [...options, 'download', '-qq', ...PACKAGES], join(folder, 'packages'));
  for (const name of readdirSync(join(folder, 'packages')))
    said('dpkg-deb', ['-x', join(folder, 'packages', name), join(folder, 'root')]);
  const lib = join(folder, 'root/usr/lib');
  const [libraries = ''] = readdirSync(lib).filter(name => name.endsWith('-linux-gnu'));
  const [loader = ''] = readdirSync(join(lib, libraries)).filter(name => name.startsWith('ld-linux'));
  const program = join(folder, 'hx');
  const start = `'${join(lib, libraries, loader)}' --library-path '${join(lib, libraries)}' '${join(lib, 'hx/hx')}'`;
  writeFileSync(program, `#!/bin/sh\nHELIX_RUNTIME='${join(lib, 'hx/runtime')}' exec ${start} "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** @param {string} command @param {readonly string[]} args @param {string} cwd */
function said(command, args, cwd = root) {
  const { status: code, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
