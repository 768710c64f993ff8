/**
 * Runs the tests in other editors and writes the results into docs/editors.md: those that `npm test` runs, and Helix and
 * the newest Neovim, which on Debian are taken from a newer release, without installing them.
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
/** The Debian release that has newer editors than the stable ones. */
const SUITE = 'sid';

const NEOVIM = /the guide|Neovim/;

/** Which test of test/clients is about which program. */
const EDITORS = /** @type {const} */ ([
  ['neovim', 'Neovim', NEOVIM],
  ['helix', 'Helix', /^Helix/],
  ['emacs', 'Emacs', /^Emacs/],
  ['ale', 'Vim with ALE', /^Vim/],
]);

ready();
const newer = bringNewer();
process.env.HELIX ??= newer.helix;
await build();
const ran = run(['test/clients'], {});
const again = run(['test/clients/neovim'], { NVIM: newer.neovim });
const day = new Date().toISOString().slice(0, 10);
const rows = [
  ...EDITORS.map(([program, title, name]) => [title, versionOf(pathOf(program)), outcome(ran.tests, name)]),
  ['Neovim, newest', versionOf(newer.neovim), outcome(again.tests, NEOVIM)],
].map(cells => `| ${cells.join(' | ')} | ${day} |`);
const table = `| editor | version | tests | last run |\n|---|---|---|---|\n${rows.join('\n')}\n`;
writeFileSync(
  GUIDE,
  readFileSync(GUIDE, 'utf8').replace(MARKS, (_, begin, end) => `${begin}\n${table}\n${end}`),
);
process.exitCode = Math.max(ran.code, again.code);

/** Runs these tests. @param {readonly string[]} files @param {Readonly<Record<string, string>>} env */
function run(files, env) {
  const report = join(root, 'dist', 'editors.json');
  const args = ['run', '--project=bundles', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [binOf('vitest'), ...args, ...files], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, ...env },
  });
  /** @type {{ testResults: { assertionResults: Test[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  return { code: status ?? 1, tests: testResults.flatMap(({ assertionResults }) => assertionResults) };
}

/** @typedef {{ readonly fullName: string, readonly status: string }} Test */

/** The result of the tests of that name. @param {readonly Test[]} tests @param {RegExp} name */
function outcome(tests, name) {
  const own = tests.filter(({ fullName }) => name.test(fullName));
  const failed = own.filter(one => one.status === 'failed').map(({ fullName }) => fullName);
  const isRun = own.some(one => one.status === 'passed' || one.status === 'failed');
  return failed.length > 0 ? `failed: ${failed.join(', ')}` : isRun ? 'passed' : 'not run';
}

/** @param {(typeof EDITORS)[number][0]} program */
function pathOf(program) {
  const found = need(program);
  return 'why' in found ? undefined : found.path;
}

/** @param {string | undefined} program */
function versionOf(program) {
  if (program === undefined) return '';
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '';
}

/** Unpacks newer editors with all that they need, and returns programs that start them next to the system's. */
function bringNewer() {
  const folder = join(root, 'dist', 'cache', 'newer-editors');
  for (const below of ['lists/partial', 'archives/partial', 'root'])
    mkdirSync(join(folder, below), { recursive: true });
  const mirror = said('apt-get', ['indextargets', '--format', '$(REPO_URI)']).split('\n')[0];
  writeFileSync(join(folder, 'sources.list'), `deb ${mirror} ${SUITE} main\n`);
  writeFileSync(join(folder, 'status'), ''); // nothing is installed there, so everything that is needed comes along
  const options = [
    `Dir::Etc::SourceList=${join(folder, 'sources.list')}`,
    'Dir::Etc::SourceParts=/dev/null',
    `Dir::State::Lists=${join(folder, 'lists')}`,
    `Dir::State::status=${join(folder, 'status')}`,
    `Dir::Cache::Archives=${join(folder, 'archives')}`,
    'APT::Sandbox::User=root',
    'Acquire::Check-Valid-Until=false',
  ].flatMap(option => ['-o', option]);
  said('apt-get', [...options, 'update', '-qq']);
  said('apt-get', [...options, 'install', '--download-only', '-y', '-qq', '--no-install-recommends', 'hx', 'neovim']);
  for (const name of readdirSync(join(folder, 'archives')).filter(file => file.endsWith('.deb')))
    said('dpkg-deb', ['-x', join(folder, 'archives', name), join(folder, 'root')]);
  return {
    helix: starter(folder, 'hx', 'lib/hx/hx', { HELIX_RUNTIME: 'lib/hx/runtime' }),
    neovim: starter(folder, 'nvim', 'bin/nvim', { VIMRUNTIME: 'share/nvim/runtime' }),
  };
}

/**
 * A program that starts another one with its own libraries; paths are those below `/usr`.
 * @param {string} folder @param {string} name @param {string} path @param {Readonly<Record<string, string>>} variables
 */
function starter(folder, name, path, variables) {
  const usr = join(folder, 'root/usr');
  const [platform = ''] = readdirSync(join(usr, 'lib')).filter(below => below.endsWith('-linux-gnu'));
  const libraries = join(usr, 'lib', platform);
  const [loader = ''] = readdirSync(libraries).filter(below => below.startsWith('ld-linux'));
  const env = Object.entries(variables).map(([variable, below]) => `${variable}='${join(usr, below)}'`);
  const command = `'${join(libraries, loader)}' --library-path '${libraries}' '${join(usr, path)}'`;
  const program = join(folder, name);
  writeFileSync(program, `#!/bin/sh\n${env.join(' ')} LUA_CPATH='${libraries}/lua/5.1/?.so' exec ${command} "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** @param {string} command @param {readonly string[]} args @param {string} cwd */
function said(command, args, cwd = root) {
  const { status: code, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
