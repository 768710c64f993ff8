/** `dist/server.js` answers `initialize` before `engine.js` is loaded, and nothing that is said meanwhile is lost. */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { StreamMessageReader } from 'vscode-languageserver/node';
import type { Message } from 'vscode-languageserver/node';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

type Said = Message & { id?: unknown; method?: string; params?: unknown; result?: unknown; error?: { code: number } };
type Server = ReturnType<typeof start>;

const dist = join(root, 'dist');
const uri = 'file:///project/.gitlab-ci.yml';
const started: ChildProcessByStdio<Writable, Readable, Readable>[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const PULLING = {
  workspace: { diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { resolveSupport: { properties: ['documentation'] } } },
  },
};

function initialize(capabilities: object = {}, id: number | string = 1, initializationOptions: object = {}): object {
  return { id, method: 'initialize', params: { processId: null, rootUri: null, capabilities, initializationOptions } };
}
const initialized = { method: 'initialized', params: {} };
const opened = {
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'yaml', version: 7, text: 'job: { script: x, stage: none }\n' } },
};
const symbols = { id: 2, method: 'textDocument/documentSymbol', params: { textDocument: { uri } } };
const cancel = (id: number | string): object => ({ method: '$/cancelRequest', params: { id } });
const shutdown = { id: 9, method: 'shutdown' };
const exit = { method: 'exit' };

/** A server over streams, what it has said, and a promise of the first thing of a kind that it says. */
function start(file = join(dist, 'server.js'), args: readonly string[] = ['--stdio']) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  started.push(child);
  const said: Said[] = [];
  const waiting: (() => void)[] = [];
  new StreamMessageReader(child.stdout).listen(message => {
    said.push(message);
    for (const look of waiting) look();
  });
  return {
    said,
    stderr: child.stderr,
    exited: once(child, 'exit') as Promise<[number | null, string | null]>,
    /** All in one chunk. */
    tell: (...messages: readonly object[]) => void child.stdin.write(messages.map(framed).join('')),
    hears: (is: (message: Said) => boolean) =>
      new Promise<Said>(resolve => {
        const look = (): void => {
          const found = said.find(is);
          if (found) resolve(found);
        };
        waiting.push(look);
        look();
      }),
  };
}

function framed(message: object): string {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

const answers = (id: unknown) => (message: Said) => message.method === undefined && message.id === id;
const publishes = ({ method }: Said): boolean => method === 'textDocument/publishDiagnostics';

/** The answer to a request after everything that was said before it is handled. */
async function answerAfterwards({ tell, hears }: Server): Promise<Said> {
  tell({ id: 'last', method: 'gitlabCi/unknown' });
  return hears(answers('last'));
}

describe('without an engine', () => {
  test.each([
    ['that is missing', undefined],
    ['that throws', 'throw new Error("half a file")'],
  ])('%s, initialize is answered, then the failure is told and the process ends', async (_, engine) => {
    const folder = mkdtempSync(join(tmpdir(), 'early-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(dist, 'server.js'), join(folder, 'server.js'));
    if (engine !== undefined) writeFileSync(join(folder, 'engine.js'), engine);
    const server = start(join(folder, 'server.js'));
    const translations = { 'The server for GitLab CI files could not be loaded; install it again': 'Nicht geladen' };
    server.tell(initialize({}, 1, { translations }));
    expect(await server.exited).toEqual([1, null]);
    expect(server.said.map(({ id, method }) => method ?? id)).toEqual([1, 'window/showMessage']);
    expect(server.said[0]?.result).toMatchObject({ capabilities: { hoverProvider: true } });
    expect(server.said[1]?.params).toEqual({
      type: 1,
      message: expect.stringMatching(
        engine === undefined ? /^Nicht geladen \(Cannot find module/ : /^Nicht geladen \(half a file\)$/,
      ) as unknown,
    });
  });
});

test.each([
  ['that says nothing about itself', {}],
  ['that pulls problems', PULLING],
])('a client %s gets the answer of the command line', async (_, capabilities) => {
  const [early, whole] = [start(), start(join(dist, 'cli.js'), ['server', '--stdio'])];
  for (const { tell } of [early, whole]) tell(initialize(capabilities));
  const [{ result }, expected] = [await early.hears(answers(1)), await whole.hears(answers(1))];
  expect(result).toEqual(expected.result);
  expect(result).toHaveProperty('serverInfo.name', 'gitlab-ci-language-tools');
});

test('what is sent in one chunk with initialize is handled, and each request is answered once', async () => {
  const server = start();
  server.tell(initialize({}, 'first'), initialized, opened, symbols);
  expect(await server.hears(publishes)).toMatchObject({
    params: { uri, version: 7, diagnostics: [expect.objectContaining({ severity: 1 })] },
  });
  expect(await server.hears(answers(2))).toHaveProperty('result.0.name', 'job');
  await answerAfterwards(server);
  const ids = server.said.filter(({ method }) => method === undefined).map(({ id }) => id);
  expect(ids).toEqual(['first', 2, 'last']);
});

test('an answer of a later request with the number of initialize is not left out', async () => {
  const server = start();
  server.tell(initialize({}, 2), initialized, opened, symbols);
  const second = (message: Said): boolean => answers(2)(message) && Array.isArray(message.result);
  expect(await server.hears(second)).toHaveProperty('result.0.name', 'job');
});

test('requests that are cancelled at once are; initialize was answered already', async () => {
  const server = start();
  server.tell(initialize(), cancel(1), initialized, opened, symbols, cancel(2));
  const requestCancelled = -32_800;
  expect(await server.hears(answers(2))).toHaveProperty('error.code', requestCancelled);
  expect(await server.hears(publishes)).toHaveProperty('params.version', 7);
  expect(server.said.filter(answers(1))).toEqual([expect.objectContaining({ result: expect.anything() as unknown })]);
});

test('a request before initialize is refused', async () => {
  const server = start();
  server.tell(symbols, initialize());
  const notInitialized = -32_002;
  expect(await server.hears(answers(2))).toHaveProperty('error.code', notInitialized);
  expect(await server.hears(answers(1))).toHaveProperty('result.capabilities');
});

test('an initialize that cannot be read is refused, a second one too', async () => {
  const server = start();
  server.tell({ id: 1, method: 'initialize', params: {} }, initialize({}, 2), initialize({}, 3));
  expect(await server.hears(answers(1))).toHaveProperty('error.code');
  expect(await server.hears(answers(2))).toHaveProperty('result.capabilities');
  expect(await server.hears(answers(3))).toHaveProperty('error.code');
});

test.each([
  ['after shutdown', [shutdown, exit], 0],
  ['without shutdown', [exit], 1],
])('exit at once %s ends it', async (_, parting, code) => {
  const server = start();
  server.tell(initialize(), ...parting);
  expect(await server.exited).toEqual([code, null]);
});

test('what a session seldom needs of Node is not loaded', async () => {
  const program = `
    const Module = require('node:module');
    const load = Module._load;
    const loaded = [];
    Module._load = (id, ...more) => (loaded.push(id.replace('node:', '')), load(id, ...more));
    process.on('exit', () => console.error(loaded.join(' ')));
    require(${JSON.stringify(join(dist, 'server.js'))});
  `;
  const server = start('-e', [program, '--', '--stdio']);
  const printed = text(server.stderr);
  server.tell(initialize(), initialized, opened, symbols);
  expect(await server.hears(answers(2))).toHaveProperty('result.0.name', 'job');
  server.tell(shutdown, exit);
  const loaded = (await printed).split(/\s/);
  expect(loaded).toContain('./engine.js');
  expect(loaded.filter(id => ['crypto', 'child_process'].includes(id))).toEqual([]);
});

test('a client that listens at a socket is served, too', async () => {
  const listening = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void listening.close());
  await once(listening, 'listening');
  start(undefined, [`--socket=${(listening.address() as AddressInfo).port}`]);
  const [socket] = (await once(listening, 'connection')) as [Socket];
  const answered = new Promise<Said>(resolve => {
    new StreamMessageReader(socket).listen(message => {
      if (answers(2)(message)) resolve(message);
    });
  });
  socket.write([initialize(), initialized, opened, symbols].map(framed).join(''));
  expect(await answered).toHaveProperty('result.0.name', 'job');
});
