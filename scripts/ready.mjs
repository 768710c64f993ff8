/** Makes a fresh checkout ready to use: installs the locked packages if they are missing or older than the lock file. */
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, without a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const oldestNode = 20;

/** Installs what package-lock.json names unless it is installed already; ends the process if that fails. */
export function ready() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    stop(`Node.js ${oldestNode} or newer is needed, this is ${process.versions.node}.`);
  }
  if (!packagesAreStale()) return;
  if (isLink(join(root, 'node_modules'))) {
    stop(
      'The packages are not those of package-lock.json, but node_modules is a link: npm ci would empty the folder to which it leads. Run npm ci there, or remove the link.',
    );
  }
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32', // on Windows, npm is a .cmd file, which only a shell can start
  });
  if (status !== 0) stop(`npm ci failed${error ? `: ${error.message}` : ''}.`);
}

function packagesAreStale() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const installedAt = modified(installed);
  if (installedAt === undefined) return true;
  // a checkout or a merge updates the time of the lock file without changing it
  return installedAt < (modified(lock) ?? 0) && !holds(packagesOf(installed), packagesOf(lock));
}

/** @param {string} path */
function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** @typedef {{ readonly integrity?: string, readonly optional?: boolean }} Package */

/** @param {string} file @returns {ReadonlyMap<string, Package>} */
function packagesOf(file) {
  const { packages } = /** @type {{ packages: Record<string, Package> }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

/**
 * Whether exactly the packages of the lock file are installed; optional ones may be missing on some systems.
 * @param {ReadonlyMap<string, Package>} installed @param {ReadonlyMap<string, Package>} wanted
 */
function holds(installed, wanted) {
  const same = [...installed].every(([path, { integrity }]) => wanted.get(path)?.integrity === integrity);
  return same && [...wanted].every(([path, { optional }]) => optional === true || installed.has(path));
}

/** @param {string} why */
function stop(why) {
  console.error(why);
  process.exit(1);
}
