/** Builds everything and opens VS Code with the extension on the sample workspace, in a profile of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';

const shell = process.platform === 'win32'; // on Windows, `code` is a .cmd file, which only a shell can start

ready();
const folder = await mkdtemp(join(tmpdir(), 'gitlab-ci-language-tools-'));
const sample = join(folder, 'sample'); // a copy, so that trying things out does not change the checkout
await cp(join(root, 'test/workspaces/sample'), sample, { recursive: true });
const file = join(sample, '.gitlab-ci.yml');

const code = findCode();
await (code === undefined ? startInBrowser() : startOnDesktop(code));

/** A desktop VS Code; code-server and remote terminals also have a command `code`, but it lacks what is needed here. */
function findCode() {
  const candidates = [process.env.VSCODE_EXECUTABLE ?? '', 'code', 'code-insiders', 'codium'];
  if (!hasDisplay()) return undefined;
  return candidates.find(candidate => {
    if (candidate === '') return false;
    const { status, stdout } = spawnSync(candidate, ['--help'], { encoding: 'utf8', timeout: 20_000, shell });
    return status === 0 && !/code-server/i.test(stdout) && stdout.includes('--user-data-dir');
  });
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some(display => display !== undefined && display !== '');
}

/** The window stays open after this script has ended, and its profile is kept. @param {string} program */
async function startOnDesktop(program) {
  const { build } = await import('./build.mjs');
  const { makeProfile } = await import('../test/editor/vscode-server.mjs');
  await build();
  const { data, extensions } = await makeProfile(folder);
  console.log(`Opening ${sample} in ${program} …`);
  const args = ['--new-window', '--user-data-dir', data, '--extensions-dir', extensions];
  const child = spawn(program, [...args, `--extensionDevelopmentPath=${root}`, sample, file], {
    stdio: 'inherit',
    shell,
  });
  const [status] = /** @type {[number | null]} */ (await once(child, 'exit'));
  process.exitCode = status ?? 1;
}

async function startInBrowser() {
  const { makePackage } = await import('./package.mjs');
  const { installExtension, makeProfile, needEditor, startServer } = await import('../test/editor/vscode-server.mjs');
  const { addressOf, remoteUri } = await import('../test/editor/address.mjs');
  const editor = await needEditor();
  if ('why' in editor) {
    console.error(`No VS Code was found: install it, or name it in VSCODE_EXECUTABLE (${editor.why}).`);
    process.exitCode = 1;
    return;
  }
  const profile = await makeProfile(folder);
  await installExtension(editor, profile, await makePackage());
  const server = await startServer(editor, profile);
  const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  console.log(`\nVS Code is ready, open this address in a browser on this machine:\n`);
  console.log(`  ${addressOf(server.host, sample, [['openFile', remoteUri(server.host, file)]])}\n`);
  console.log('Ctrl-C ends it.');
  await asked;
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
