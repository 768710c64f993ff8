/** Makes a fresh checkout ready to work in: the locked packages are installed when they are missing or older than the lock. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, without a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const oldestNode = 20;

/** Installs what package-lock.json names, unless it is there already; ends the process when that fails. */
export function ready() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    stop(`Node.js ${oldestNode} or newer is needed, this is ${process.versions.node}.`);
  }
  if (!packagesAreStale()) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32', // npm is a .cmd file there, which only a shell starts
  });
  if (status !== 0) stop(`npm ci failed${error ? `: ${error.message}` : ''}.`);
}

function packagesAreStale() {
  const installed = modified(join(root, 'node_modules', '.package-lock.json'));
  return installed === undefined || installed < (modified(join(root, 'package-lock.json')) ?? 0);
}

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/** @param {string} why */
function stop(why) {
  console.error(why);
  process.exit(1);
}
