/** A client that has one file open twice, under two spellings of its URI: each keeps its own text. */
import { afterEach, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import type { Started } from './connect.ts';
import { codes, open, read, rest, ROOT, serverWith, type OnDisk } from './files.ts';

const PLAIN = `${ROOT}.gitlab-ci.yml`;
const ESCAPED = `${ROOT}%2egitlab-ci.yml`;
const GOOD = 'one:\n  script: make\n';
const BAD = 'other:\n  script: make\n  stage: nowhere\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function server(): Promise<OnDisk> {
  const started = await serverWith({ '.gitlab-ci.yml': GOOD });
  running = started;
  return started;
}

async function close(started: Started, uri: string): Promise<void> {
  await started.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await read(started);
  await rest(started);
}

/** Inserts a text in front of the first line. */
async function insert(started: Started, uri: string, text: string): Promise<void> {
  const start = { line: 0, character: 0 };
  const contentChanges = [{ range: { start, end: start }, text }];
  await started.client.sendNotification('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges,
  });
  await rest(started);
}

async function jobs(started: Started, uri: string): Promise<readonly string[]> {
  const found = await started.client.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
    textDocument: { uri },
  });
  return found.map(({ name }) => name);
}

it('has the problems of the text that it opened last, where it opened it', async () => {
  const started = await server();
  await open(started, PLAIN, BAD);
  expect(codes(started, PLAIN)).toEqual(['unknown-stage']);
  await open(started, ESCAPED, BAD);
  expect(codes(started, PLAIN)).toEqual([]);
  expect(codes(started, ESCAPED)).toEqual(['unknown-stage']);
});

it('still has the first text open when it closes the second', async () => {
  const started = await server();
  await open(started, PLAIN, BAD);
  await open(started, ESCAPED, GOOD);
  await close(started, ESCAPED);
  expect(codes(started, PLAIN)).toEqual(['unknown-stage']);
  expect(await jobs(started, PLAIN)).toEqual(['other']);
});

it('still has the second text open when it closes the first', async () => {
  const started = await server();
  await open(started, PLAIN, GOOD);
  await open(started, ESCAPED, BAD);
  await close(started, PLAIN);
  expect(await jobs(started, ESCAPED)).toEqual(['other']);
  await close(started, ESCAPED);
  expect(await jobs(started, ESCAPED)).toEqual([]);
  expect(codes(started, ESCAPED)).toEqual([]);
});

it('edits the text that it names', async () => {
  const started = await server();
  await open(started, PLAIN, BAD);
  await open(started, ESCAPED, GOOD);
  await insert(started, PLAIN, 'first:\n  script: x\n');
  expect(await jobs(started, ESCAPED)).toEqual(['one']);
  await close(started, ESCAPED);
  expect(await jobs(started, PLAIN)).toEqual(['first', 'other']);
  expect(started.logged).toEqual([]);
});
