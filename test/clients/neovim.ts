/** Runs a script inside Neovim with a file open, and reads what it recorded. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ready.mjs';

/** The command that starts the server, as JSON. */
export const SERVER = JSON.stringify([process.execPath, join(root, 'dist/cli.js'), 'server', '--stdio']);

/** Runs a script of test/clients: it gets FILE with the text, ASK and SERVER, and writes JSON to OUT. */
export function askNeovim(program: string, folder: string, script: string, text: string, ask: unknown): unknown {
  const file = join(folder, '.gitlab-ci.yml');
  writeFileSync(file, text);
  const env = { FILE: file, ASK: JSON.stringify(ask) };
  return runNeovim(program, folder, ['--clean', '-c', `luafile ${join(root, 'test/clients', script)}`], env);
}

/** Runs Neovim without a screen, writing nothing outside the folder; returns what it wrote to OUT. */
export function runNeovim(
  program: string,
  folder: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): unknown {
  const out = join(folder, 'seen.json');
  const { status, stderr } = spawnSync(program, ['--headless', '-n', ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    cwd: folder,
    env: { ...process.env, XDG_STATE_HOME: folder, OUT: out, SERVER, ...variables },
  });
  if (status !== 0) throw new Error(`Neovim ended with ${status}: ${stderr}`);
  const seen = JSON.parse(readFileSync(out, 'utf8')) as { readonly failed?: string };
  if (seen.failed !== undefined) throw new Error(`Neovim ${seen.failed}, after ${JSON.stringify(seen)}\n${stderr}`);
  return seen;
}

/** Of Neovim 0.11, that is 11. */
export function minorOf(program: string): number {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return Number(/^NVIM v0\.(\d+)/.exec(stdout)?.[1] ?? 0);
}
