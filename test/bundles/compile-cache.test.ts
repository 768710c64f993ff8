/** What V8 compiled of `dist/engine.js` is kept for the next server, and used only if it is whole and ours. */
import { fork, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { argumentsFor, NODE_ARGUMENTS } from '../../client/src/server-process.ts';
import { loadWithCache } from '../../server/src/hosts/compile-cache.ts';
import { root } from '../../scripts/ready.mjs';
import { converse, EXPECTED, partFrom } from './conversation.ts';

const dist = join(root, 'dist');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'compile-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A server as the extension starts it. */
function start(folder: string, file = join(dist, 'server.js')) {
  const args = [...argumentsFor({ scheme: 'file', fsPath: folder }), '--node-ipc'];
  const child = fork(file, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: NODE_ARGUMENTS,
  });
  started.push(child);
  return { child, connection: createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)) };
}

/** Has the conversation, does something else, and ends the server. */
async function serveWith(folder: string, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const { child, connection } = start(folder);
  expect(await converse(connection)).toEqual(EXPECTED);
  await meanwhile();
  const exited = once(child, 'exit');
  await partFrom(connection);
  expect(await exited).toEqual([0, null]);
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise(resolve => setTimeout(resolve, 20));
}

test('a server that rests keeps what was compiled, and the next one need not compile it', async () => {
  const folder = join(newFolder(), 'below', 'compiled');
  const path = join(folder, 'engine.cache');
  await serveWith(folder, () => until(() => existsSync(path)));
  expect(readdirSync(folder)).toEqual(['engine.cache']);
  if (process.platform !== 'win32')
    expect([path, folder].map(one => statSync(one).mode & 0o777)).toEqual([0o600, 0o700]);
  expect(await keptBefore(folder)).toBe('true');
  await serveWith(folder);
});

/** Whether a server finds its code there, since V8 refuses what was compiled under other flags. */
async function keptBefore(folder: string): Promise<string> {
  const from = (file: string): string => JSON.stringify(join(root, 'server/src/hosts', file));
  const contents = `
    import { setServerFlags } from ${from('flags.ts')};
    import { loadWithCache } from ${from('compile-cache.ts')};
    setServerFlags();
    const { keep } = loadWithCache(${JSON.stringify(join(dist, 'engine.js'))}, ${JSON.stringify(folder)});
    console.log(keep === undefined);
  `;
  const stdin = { contents, resolveDir: root };
  const { outputFiles } = await build({ stdin, bundle: true, platform: 'node', write: false });
  const args = [...NODE_ARGUMENTS, '-e', outputFiles[0]?.text ?? ''];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
}

test.each([
  ['', ''],
  [', even if that fails', 'throw new Error("not this time");'],
])('most of a server is run before it is kept%s: the first file may be a small one', async (_, failure) => {
  const folder = newFolder();
  copyFileSync(join(dist, 'server.js'), join(folder, 'server.js'));
  const engine = `
    const { writeFileSync } = require('node:fs');
    exports.serveProcess = async ({ reader }) => void reader.listen(() => undefined);
    exports.warmUp = async () => { writeFileSync(${JSON.stringify(join(folder, 'warm'))}, ''); ${failure} };
  `;
  writeFileSync(join(folder, 'engine.js'), engine);
  const { connection } = start(join(folder, 'compiled'), join(folder, 'server.js'));
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('textDocument/didOpen', {});
  await until(() => existsSync(join(folder, 'compiled', 'engine.cache')));
  expect(existsSync(join(folder, 'warm'))).toBe(true);
});

test('a server that only begins keeps nothing', async () => {
  const folder = join(newFolder(), 'compiled');
  await serveWith(folder);
  expect(existsSync(folder)).toBe(false);
});

/** A small bundle whose code was kept. */
function keptOnce() {
  const parent = newFolder();
  const [bundle, folder] = [join(parent, 'bundle.js'), join(parent, 'compiled')];
  const path = join(folder, 'engine.cache');
  const load = () => {
    const { exports, keep } = loadWithCache(bundle, folder);
    return { answer: (exports as { answer(): unknown }).answer(), keep };
  };
  const write = (answer: number) => writeFileSync(bundle, `'use strict'; exports.answer = () => ${answer};`);
  write(1);
  load().keep?.();
  return { bundle, folder, path, load, write };
}

test('kept code is used', () => {
  expect(keptOnce().load()).toEqual({ answer: 1, keep: undefined });
});

/** Something else in the middle of the code, where V8 would not notice it. */
function spoil(path: string): void {
  const file = readFileSync(path);
  file.fill(0xff, file.length / 2, file.length / 2 + 8);
  writeFileSync(path, file);
}

test.each<[string, (kept: ReturnType<typeof keptOnce>) => void, number]>([
  ['of another bundle of the same length', ({ write }) => write(2), 2],
  ['that is spoilt', ({ path }) => spoil(path), 1],
  ['that is cut short', ({ path }) => writeFileSync(path, readFileSync(path).subarray(9)), 1],
  ['that is empty', ({ path }) => writeFileSync(path, ''), 1],
])('code %s is compiled and kept again', (_, change, answer) => {
  const kept = keptOnce();
  change(kept);
  const again = kept.load();
  expect(again).toEqual({ answer, keep: expect.any(Function) as unknown });
  again.keep?.();
  expect(kept.load()).toEqual({ answer, keep: undefined });
});

describe.skipIf(process.platform === 'win32')('where others can write', () => {
  test('the file, it is written again', () => {
    const kept = keptOnce();
    chmodSync(kept.path, 0o660);
    const again = kept.load();
    again.keep?.();
    expect(again.keep).toBeDefined();
    expect(kept.load().keep).toBeUndefined();
  });

  test('the folder, nothing is read or written there', () => {
    const kept = keptOnce();
    chmodSync(kept.folder, 0o777);
    const before = statSync(kept.path).ino;
    const again = kept.load();
    again.keep?.();
    expect(again.keep).toBeDefined();
    expect(statSync(kept.path).ino).toBe(before);
  });
});

test('without a place for the folder, the bundle is loaded all the same, and nothing is left behind', () => {
  const { bundle } = keptOnce();
  const { keep } = loadWithCache(bundle, join(bundle, 'compiled'));
  expect(() => keep?.()).not.toThrow();
  expect(keep).toBeDefined();
});

test('a place in a stack trace is that of the bundle', () => {
  const { bundle, folder } = keptOnce();
  writeFileSync(bundle, 'exports.answer = () => { throw new Error("here"); };');
  const { exports } = loadWithCache(bundle, folder);
  expect(() => (exports as { answer(): void }).answer()).toThrow(
    expect.objectContaining({ stack: expect.stringContaining('bundle.js:1:32') as unknown }) as Error,
  );
});

test.each(['engine.js', 'cli.js'])('%s has ASCII only: otherwise, V8 would hold each character in two bytes', file => {
  expect(readFileSync(join(dist, file)).findIndex(byte => byte > 127)).toBe(-1);
});
