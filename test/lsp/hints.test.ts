/** Inlay hints over the protocol. */
import { afterEach, expect, it } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import { ABLE, type Started } from './connect.ts';
import { open, rest, ROOT, serverWith } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEXT = "include: 'ci/*.yml'\r\njob: { script: '👍', timeout: 1 week 2 days }\r\n";
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

let running: Started | undefined;
afterEach(() => running?.stop());

async function hintsWith(section: unknown, uri = MAIN): Promise<readonly InlayHint[]> {
  const configuration = (_: unknown, name?: string): unknown => (name === 'gitlabCi' ? section : null);
  const server = (running = await serverWith(
    { '.gitlab-ci.yml': TEXT, 'ci/a.yml': 'a: { script: x }\n' },
    { capabilities: ABLE, configuration },
  ));
  expect(server.initialized.capabilities.inlayHintProvider).toBe(true);
  await open(server, uri, TEXT);
  await rest(server);
  return server.client.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range: WHOLE });
}

it('stand behind the values, at positions of UTF-16; the path of a single file leads to it', async () => {
  const [file, time, ...more] = await hintsWith({});
  const location = { uri: `${ROOT}ci/a.yml`, range: { start: WHOLE.start, end: WHOLE.start } };
  expect(file).toMatchObject({ position: { line: 0, character: 19 }, label: [{ value: 'ci/a.yml', location }] });
  expect(file?.tooltip).toMatchObject({ kind: 'markdown' });
  expect(time).toEqual({ position: { line: 1, character: 43 }, label: '216 h', paddingLeft: true });
  expect(more).toEqual([]);
});

it('settings switch each kind off', async () => {
  expect((await hintsWith({ inlayHints: { durations: false } })).map(({ position }) => position.line)).toEqual([0]);
  running?.stop();
  expect((await hintsWith({ inlayHints: { includes: false } })).map(({ position }) => position.line)).toEqual([1]);
});

it('files that are no CI files have none', async () => {
  expect(await hintsWith({}, `${ROOT}other.yml`)).toEqual([]);
});
