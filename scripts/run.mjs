/** Runs a program of node_modules, or any other, and tells how it ended. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './ready.mjs';

/**
 * Runs a program with the output shown, and answers with its exit code; a signal or a failed start counts as 1.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly env?: Readonly<Record<string, string | undefined>>, readonly seconds?: number, readonly cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { env = {}, seconds = 2400, cwd = root } = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: seconds * 1000,
    });
    child.on('error', error => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', code => {
      if (code === null) console.error(`${program} was stopped, it may have run longer than ${seconds} seconds`);
      resolve(code ?? 1);
    });
  });
}

/**
 * The script behind a command that a package of node_modules brings, to be run by Node itself on every system.
 * @param {string} name of the package
 * @param {string} [command] where it is not named as the package
 */
export function binOf(name, command = name) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (JSON.parse(readFileSync(manifest, 'utf8')));
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${name} has no command ${command}`);
  return join(dirname(manifest), script);
}
