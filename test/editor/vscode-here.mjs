#!/usr/bin/env node
/**
 * Stands in for the `code` program where no desktop VS Code can be had: takes the arguments that @vscode/test-electron
 * passes, runs the tests in the extension host of VS Code's server, with its window in headless Chromium, and ends with
 * the exit code of the tests. Of the switches it knows --extensionDevelopmentPath, --extensionTestsPath,
 * --install-extension, --user-data-dir and --extensions-dir.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { addressOf, remoteUri } from './address.mjs';
import { draw, openPage } from './browser.mjs';
import { need } from '../../scripts/system.mjs';
import { installExtension, makeProfile, needEditor, startServer } from './vscode-server.mjs';

const seconds = Number(process.env.VSCODE_HERE_SECONDS ?? 300);
const verbose = process.env.VSCODE_HERE_VERBOSE === '1';
/** Messages of the editor about things that do not concern us: no gallery, no native modules, no account. */
const noise =
  /open-vsx|marketplace|\[AgentHost|\[RemoteAgentHost|AccountPolicyGate|reconnection-grace|Creating a socket|connection token|Service Worker|builtin extensions cache|ChatModelSelection|^Canceled|spdlog|vsda|Ignoring the error while validating|native-watchdog|authentication provider|DefaultAccount|workbench contribution|responsive|onWillSaveTextDocument/i;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // test-electron adds switches of its own
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'install-extension': { type: 'string', multiple: true },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

const editor = await needEditor();
const chromium = need('chromium');
if ('why' in editor) fail(editor.why);
if ('why' in chromium) fail(chromium.why);

const folder = await mkdtemp(join(tmpdir(), 'vscode-here-'));
const code = await runTests(editor, chromium.path).catch((/** @type {unknown} */ error) => {
  console.error(error);
  return 1;
});
await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
process.exit(code);

/** @param {import('./vscode-server.mjs').Editor} editor @param {string} browser */
async function runTests(editor, browser) {
  const made = await makeProfile(folder);
  const profile = {
    data: text(values['user-data-dir']) ?? made.data,
    extensions: text(values['extensions-dir']) ?? made.extensions,
  };
  for (const vsix of [values['install-extension'] ?? []].flat()) {
    await installExtension(editor, profile, resolve(String(vsix)));
  }
  const server = await startServer(editor, profile, ['--enable-smoke-test-driver']);
  const { page, close } = await openPage(browser, { width: 1000, height: 640, drawn: 'unseen' });
  try {
    const { exit } = await reporting(page);
    await page.goto(addressOf(server.host, await workspace(), payloadFor(server.host)), { waitUntil: 'commit' });
    return await inTime(exit, page);
  } finally {
    await close();
    await server.stop();
  }
}

/** @param {string} host @returns {(readonly [string, string])[]} */
function payloadFor(host) {
  const paths = /** @type {const} */ (['extensionDevelopmentPath', 'extensionTestsPath']);
  const given = paths.flatMap(name => {
    const path = text(values[name]);
    return path === undefined ? [] : [/** @type {const} */ ([name, remoteUri(host, resolve(path))])];
  });
  return [...given, ['skipWelcome', 'true']];
}

/**
 * The window calls these two functions of the page with the output of the tests and with their exit code. @param
 * {import('playwright-core').Page} page
 */
async function reporting(page) {
  let finish = /** @type {(code: number) => void} */ (() => undefined);
  /** @type {Promise<number>} */
  const exit = new Promise(resolve => (finish = resolve));
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    const line = format(...args);
    if (!verbose && noise.test(line)) return;
    if (type === 'error') console.error(line);
    else console.log(line);
  });
  await page.exposeFunction('codeAutomationExit', finish);
  page.on('dialog', dialog => void dialog.accept().catch(() => undefined));
  return { exit };
}

/** @param {Promise<number>} exit @param {import('playwright-core').Page} page @returns {Promise<number>} */
async function inTime(exit, page) {
  const picture = join(tmpdir(), 'vscode-here-timeout.png');
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<number>} */
  const late = new Promise(resolve => {
    timer = setTimeout(() => {
      console.error(`The tests gave no result in ${seconds} seconds; what the window showed is in ${picture}`);
      void draw(page)
        .then(() => page.screenshot({ path: picture }))
        .catch(() => undefined)
        .then(() => resolve(124));
    }, seconds * 1000);
  });
  const code = await Promise.race([exit, late]);
  clearTimeout(timer);
  return code;
}

async function workspace() {
  const given = positionals[0];
  if (given !== undefined) return resolve(given);
  const empty = join(folder, 'empty');
  await mkdir(empty);
  return empty;
}

/** @param {unknown} value */
function text(value) {
  return typeof value === 'string' ? value : undefined;
}

/** @param {string} why @returns {never} */
function fail(why) {
  console.error(`not run: the VS Code server, ${why}`);
  process.exit(1);
}
