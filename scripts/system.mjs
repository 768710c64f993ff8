/** Finds the system programs that the tests need; installs them only as root on Debian. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ readonly path: string } | { readonly why: string }} Found */

const programs = /** @type {const} */ ({
  chromium: {
    variable: 'CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    packages: ['chromium', 'fonts-dejavu-core'],
  },
  neovim: { variable: 'NVIM', names: ['nvim'], packages: ['neovim'] },
  emacs: {
    variable: 'EMACS',
    names: ['emacs'],
    packages: ['emacs-nox', 'elpa-eglot', 'elpa-yaml-mode', 'elpa-yasnippet'],
    beside: '/usr/lib/emacsen-common/packages/install/elpa-yasnippet',
  },
  ale: { variable: 'VIM', names: ['vim'], packages: ['vim', 'vim-ale'], beside: '/usr/share/vim-ale' },
  // Debian 12 has none; `node scripts/editors.mjs` installs one
  helix: { variable: 'HELIX', names: ['hx', 'helix'], packages: [] },
  tmux: { variable: 'TMUX_PROGRAM', names: ['tmux'], packages: ['tmux'] },
  go: { variable: 'GO', names: ['go'], packages: ['golang-go'] },
  ruby: { variable: 'RUBY', names: ['ruby'], packages: ['ruby'] },
  rsync: { variable: 'RSYNC', names: ['rsync'], packages: ['rsync'] },
  shellcheck: { variable: 'SHELLCHECK', names: ['shellcheck'], packages: ['shellcheck'] },
});

/** @typedef {keyof typeof programs} Program */

/**
 * Where a program is, after trying to install it, or why it is not available.
 * @param {Program} program
 * @returns {Found}
 */
export function need(program) {
  const here = find(program);
  if (here !== undefined) return { path: here };
  install([program]);
  const installed = find(program);
  return installed === undefined ? { why: missing(program) } : { path: installed };
}

/**
 * Installs the missing programs at once, if that is allowed.
 * @param {readonly Program[]} wanted
 */
export function install(wanted) {
  const packages = wanted.filter(program => find(program) === undefined).flatMap(program => programs[program].packages);
  if (packages.length === 0 || !mayInstall()) return;
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 };
  spawnSync('apt-get', ['update', '-qq', ...wait], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wait, ...packages], options);
}

/** @param {Program} program */
function find(program) {
  const { variable, names, ...rest } = programs[program];
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== '') return isExecutable(chosen) ? chosen : undefined;
  // a program may need further packages
  if ('beside' in rest && !existsSync(rest.beside)) return undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function mayInstall() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/** @param {Program} program */
function missing(program) {
  const { names, variable, packages } = programs[program];
  const howTo = packages.length > 0 ? `on Debian: apt-get install ${packages.join(' ')}; elsewhere ` : '';
  return `${names[0]} is not installed (${howTo}name it in ${variable})`;
}
