/** The server's bundles as processes: the command over standard streams, the extension's server over ipc. */
import { fork, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ProtocolConnection } from 'vscode-languageserver/node';
import { afterAll, afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { argumentsFor, NODE_ARGUMENTS } from '../../client/src/server-process.ts';
import { root } from '../../scripts/ready.mjs';
import { converse, EXPECTED, partFrom } from './conversation.ts';

const cli = join(root, 'dist/cli.js');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

test('dist/cli.js server --stdio serves over standard streams and ends when it is asked to', async () => {
  const { child, connection } = startOverStreams(process.execPath, [cli, 'server', '--stdio']);
  expect(await converse(connection)).toEqual(EXPECTED);
  expect(await end(child, connection)).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'the command runs by itself, also through a link as npm makes one',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bin-'));
    const link = join(folder, 'gitlab-ci-language-tools');
    symlinkSync(cli, link);
    const { child, connection } = startOverStreams(link, ['server', '--stdio']);
    expect(await converse(connection)).toEqual(EXPECTED);
    expect(await end(child, connection)).toBe(0);
    rmSync(folder, { recursive: true });
  },
);

test('dist/server.js serves over ipc, as the extension starts it', async () => {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  const child = fork(join(root, 'dist/server.js'), ['--node-ipc'], { stdio: [...stdio], execArgv: NODE_ARGUMENTS });
  started.push(child);
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  expect(await converse(connection)).toEqual(EXPECTED);
  expect(await end(child, connection)).toBe(0);
});

test('the benchmark starts it like that, too', () => {
  const args = NODE_ARGUMENTS.map(argument => `'${argument}'`).join(', ');
  const [cache] = argumentsFor({ scheme: 'file', fsPath: '${compiled}' });
  expect(readFileSync(join(root, 'scripts/bench.mjs'), 'utf8')).toContain(
    `args: [${args}, join(root, 'dist/server.js'), \`${cache}\`]`,
  );
});

describe.skipIf(process.platform === 'win32').each([
  { args: ['resolve', '.gitlab-ci.yml'], more: '' },
  { args: ['check', '--format', 'json'], more: ', stage: none' },
])('$args ends without a word', ({ args, more }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ends-'));
  const jobs = Array.from({ length: 5000 }, (_, index) => `job-${index}: {script: ${'x'.repeat(50)}${more}}\n`);
  writeFileSync(join(folder, '.gitlab-ci.yml'), jobs.join(''));
  afterAll(() => rmSync(folder, { recursive: true }));
  const start = (): ChildProcessByStdio<null, Readable, Readable> => {
    const child = spawn(cli, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    return child;
  };

  test('when nobody reads on', async () => {
    const child = start();
    child.stdout.once('data', () => child.stdout.destroy());
    const [said, { code }] = await Promise.all([text(child.stderr), exitOf(child)]);
    expect([said, code]).toEqual(['', 141]);
  });

  test('when it is interrupted', async () => {
    const child = start();
    await once(child, 'spawn');
    child.kill('SIGINT');
    const [said, { signal }] = await Promise.all([text(child.stderr), exitOf(child)]);
    expect([said, signal]).toEqual(['', 'SIGINT']);
  });
});

test
  .skipIf(!existsSync('/dev/full'))
  .each([
    [['check']],
    [['check', '--format', 'sarif']],
    [['check', '--list-rules']],
    [['resolve', '.gitlab-ci.yml']],
    [['plan']],
    [['--help']],
  ])('%j says that the disk is full', args => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.gitlab-ci.yml'), 'job: {script: x}\n');
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const { status, stderr } = spawnSync(cli, args, { cwd: folder, stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, 'The output could not be written: the disk is full.\n']);
});

test.skipIf(!existsSync('/dev/full'))('a report on a full disk is told, and what is printed is whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.gitlab-ci.yml'), 'job: {script: x}\n');
  const args = ['check', '--output', 'junit=/dev/full'];
  const { status, stdout, stderr } = spawnSync(cli, args, { cwd: folder, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([
    2,
    'No problems.\n',
    'The report /dev/full could not be written: the disk is full.\n',
  ]);
});

function exitOf(child: ChildProcess): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  return new Promise(resolve => void child.once('exit', (code, signal) => resolve({ code, signal })));
}

test('a server whose client dies does not stay behind', async () => {
  const { child, connection } = startOverStreams(process.execPath, [cli, 'server', '--stdio']);
  await converse(connection);
  const exit = once(child, 'exit');
  child.stdin.end();
  await exit;
});

test.each([
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
  [['--help'], 0, /server --stdio/],
  [[], 2, /Usage/],
  [['dance'], 2, /dance/],
  [['server'], 2, /--stdio/],
] as const)('%j ends with %i', async (args, status, output) => {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const printed: Buffer[] = [];
  (status === 0 ? child.stdout : child.stderr).on('data', (data: Buffer) => printed.push(data));
  expect(await once(child, 'close')).toEqual([status, null]);
  expect(Buffer.concat(printed).toString()).toMatch(output);
});

function startOverStreams(program: string, args: readonly string[]) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return { child, connection };
}

async function end(child: ChildProcess, connection: ProtocolConnection): Promise<unknown> {
  const exit = once(child, 'exit');
  await partFrom(connection);
  const [code] = (await exit) as [number | null];
  return code;
}
