/** Runs a script inside Neovim, next to a file of a folder, and reads what it saw. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/ready.mjs';

/** The server as a command, as JSON. */
export const SERVER = JSON.stringify([process.execPath, join(root, 'dist/cli.js'), 'server', '--stdio']);

/** The script of test/clients gets FILE with that text, ASK and SERVER, and writes JSON to OUT. */
export function askNeovim(program: string, folder: string, script: string, text: string, ask: unknown): unknown {
  const file = join(folder, '.gitlab-ci.yml');
  writeFileSync(file, text);
  const env = { FILE: file, ASK: JSON.stringify(ask) };
  return runNeovim(program, folder, ['--clean', '-c', `luafile ${join(root, 'test/clients', script)}`], env);
}

/** Neovim without a screen, which keeps nothing outside of the folder; answers with what it wrote to OUT. */
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
