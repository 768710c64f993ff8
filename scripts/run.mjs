/** Runs a program of node_modules, or any other, and returns how it ended. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './ready.mjs';

/** The output of programs that run in parallel. @type {AsyncLocalStorage<Buffer[]>} */
const collecting = new AsyncLocalStorage();

/**
 * Programs run within `work` write nothing to the terminal; `output` returns what they wrote.
 * @template T
 * @param {(output: () => string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function collected(work) {
  /** @type {Buffer[]} */
  const parts = [];
  return collecting.run(parts, () => work(() => Buffer.concat(parts).toString()));
}

/**
 * Runs a program with its output shown or collected, and returns its exit code; a signal or a failed start counts as 1.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ readonly env?: Readonly<Record<string, string | undefined>>, readonly seconds?: number, readonly cwd?: string }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { env = {}, seconds = 2400, cwd = root } = {}) {
  const parts = collecting.getStore();
  const output = parts ? 'pipe' : 'inherit';
  /** @param {string} line */
  const tell = line => (parts ? parts.push(Buffer.from(`${line}\n`)) : console.error(line));
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
      timeout: seconds * 1000,
    });
    child.on('error', error => {
      tell(`${program}: ${error.message}`);
      resolve(1);
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (/** @type {Buffer} */ part) => parts?.push(part));
    }
    // collected output must be complete; shown output may be kept open by processes that the program started
    child.on(parts ? 'close' : 'exit', (/** @type {number | null} */ code) => {
      if (code === null) tell(`${program} was stopped, it may have run longer than ${seconds} seconds`);
      resolve(code ?? 1);
    });
  });
}

/**
 * The script of a command in a package of node_modules, so that Node itself can run it on every system.
 * @param {string} name of the package
 * @param {string} [command] if its name is not that of the package
 */
export function binOf(name, command = name) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = /** @type {{ bin: string | Record<string, string> }} */ (JSON.parse(readFileSync(manifest, 'utf8')));
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${name} has no command ${command}`);
  return join(dirname(manifest), script);
}
