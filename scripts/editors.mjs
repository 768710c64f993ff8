/**
 * Runs the tests in other editors and writes the results into docs/editors.md: those that `npm test` runs, and Helix and
 * the newest Neovim, Emacs and Vim, which on Debian are taken from a newer release, without installing them.
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

const PACKAGES = ['hx', 'neovim', 'emacs-nox', 'elpa-yaml-mode', 'elpa-yasnippet', 'vim', 'vim-ale'];

const NEOVIM = /the guide|Neovim/;

/** Which test of test/clients is about which program. */
const EDITORS = /** @type {const} */ ([
  ['neovim', 'Neovim', NEOVIM],
  ['helix', 'Helix', /^Helix/],
  ['emacs', 'Emacs', /^Emacs/],
  ['ale', 'Vim with ALE', /^Vim/],
]);

/** @typedef {(typeof EDITORS)[number]} Row */
/** Helix is always the newer one. */
const NEWER = EDITORS.filter(
  /** @returns {row is Exclude<Row, readonly ['helix', ...unknown[]]>} */ row => row[0] !== 'helix',
);

ready();
const newer = bringNewer();
process.env.HELIX ??= newer.helix;
await build();
const ran = run(['test/clients'], {});
const again = run(['test/clients/neovim', 'test/clients/editors'], {
  NVIM: newer.neovim,
  EMACS: newer.emacs,
  VIM: newer.vim,
});
const day = new Date().toISOString().slice(0, 10);
const rows = [
  ...EDITORS.map(([program, title, name]) => [title, versionOf(program, pathOf(program)), outcome(ran.tests, name)]),
  ...NEWER.map(([program, title, name]) => [
    `${title}, newest`,
    versionOf(program, newer[program === 'ale' ? 'vim' : program], join(newer.root, 'usr/share/vim-ale')),
    outcome(again.tests, name),
  ]),
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

/**
 * Of Vim with ALE, the versions of both.
 * @param {Row[0]} editor @param {string | undefined} program @param {string} ale
 */
function versionOf(editor, program, ale = '/usr/share/vim-ale') {
  if (program === undefined) return '';
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const version = /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '';
  return editor === 'ale' ? `${version}, ALE ${versionOfAle(ale)}` : version;
}

/** @param {string} folder */
function versionOfAle(folder) {
  const source = readFileSync(join(folder, 'autoload/ale.vim'), 'utf8');
  return /s:current_ale_version = \[([^\]]*)\]/.exec(source)?.[1]?.replaceAll(', ', '.') ?? '';
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
  said('apt-get', [...options, 'install', '--download-only', '-y', '-qq', '--no-install-recommends', ...PACKAGES]);
  for (const name of readdirSync(join(folder, 'archives')).filter(file => file.endsWith('.deb')))
    said('dpkg-deb', ['-x', join(folder, 'archives', name), join(folder, 'root')]);
  const share = join(folder, 'root/usr/share');
  const emacs = `share/emacs/${versionIn(join(share, 'emacs'))}`;
  const helpers = join('libexec', emacs.slice('share/'.length), platformIn(join(folder, 'root/usr/lib')));
  const [dump = ''] = readdirSync(join(folder, 'root/usr', helpers)).filter(name => name.endsWith('.pdmp'));
  const packages = `(setq package-directory-list '("${join(share, 'emacs/site-lisp/elpa-src')}"))`;
  return {
    root: join(folder, 'root'),
    helix: starter(folder, 'hx', 'lib/hx/hx', { HELIX_RUNTIME: 'lib/hx/runtime' }),
    neovim: starter(folder, 'nvim', 'bin/nvim', { VIMRUNTIME: 'share/nvim/runtime' }),
    emacs: starter(
      folder,
      'emacs',
      'bin/emacs-nox',
      { EMACSLOADPATH: `${emacs}/lisp`, EMACSDATA: `${emacs}/etc`, EMACSDOC: `${emacs}/etc`, EMACSPATH: helpers },
      [`--dump-file=${join(folder, 'root/usr', helpers, dump)}`, '--eval', packages],
    ),
    vim: starter(folder, 'vim', 'bin/vim.basic', {
      VIM: 'share/vim',
      VIMRUNTIME: `share/vim/${readdirSync(join(share, 'vim')).find(name => /^vim\d+$/.test(name))}`,
    }),
  };
}

/** The only folder there that is named like a version. @param {string} folder */
function versionIn(folder) {
  return readdirSync(folder).find(name => /^\d+\.\d+$/.test(name)) ?? '';
}

/** Such as `x86_64-linux-gnu`. @param {string} libraries */
function platformIn(libraries) {
  return readdirSync(libraries).find(below => below.endsWith('-linux-gnu')) ?? '';
}

/**
 * A program that starts another one with its own libraries; paths are those below `/usr`.
 * @param {string} folder @param {string} name @param {string} path @param {Readonly<Record<string, string>>} variables
 * @param {readonly string[]} first arguments before those that it gets
 */
function starter(folder, name, path, variables, first = []) {
  const usr = join(folder, 'root/usr');
  const libraries = join(usr, 'lib', platformIn(join(usr, 'lib')));
  const [loader = ''] = readdirSync(libraries).filter(below => below.startsWith('ld-linux'));
  const env = Object.entries(variables).map(([variable, below]) => `${variable}='${join(usr, below)}'`);
  const words = [join(libraries, loader), '--library-path', libraries, join(usr, path), ...first].map(quoted);
  const program = join(folder, name);
  const lua = `LUA_CPATH='${libraries}/lua/5.1/?.so'`;
  writeFileSync(program, `#!/bin/sh\n${env.join(' ')} ${lua} exec ${words.join(' ')} "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** As one word of a shell. @param {string} word */
function quoted(word) {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** @param {string} command @param {readonly string[]} args @param {string} cwd */
function said(command, args, cwd = root) {
  const { status: code, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
