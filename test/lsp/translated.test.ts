/** A client that gives translations: what the server tells it is in its language, in every answer that a person reads. */
import { afterEach, expect, test } from 'vitest';
import type { CodeAction, CodeLens, Hover, InlayHint } from 'vscode-languageserver';
import { bundleOf, englishIn, pseudo } from '../translation/pseudo.ts';
import { ABLE, openText, start, type Started } from './connect.ts';
import { rest, ROOT } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEXT = `.base:
  hooks: { pre_stop_k8s_container_handler: { exec: [sync] } }
job:
  extends: .base
  script: make
  stage: nowhere
  port: 1
  timeout: 1 week 2 days
  needs: [gone]
`;
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverIn(translations: Readonly<Record<string, string>>): Promise<Started> {
  running = await start({ capabilities: ABLE, initializationOptions: { translations, recognised: true } });
  await openText(running, MAIN, TEXT);
  await rest(running);
  return running;
}

test('nothing is left in English', async () => {
  const { client, published } = await serverIn(pseudo());
  const told = published.at(-1)?.diagnostics ?? [];
  expect(told.length).toBeGreaterThan(2);
  const ask = <Answer>(method: string, more: object = {}): Promise<Answer> =>
    client.sendRequest(method, { textDocument: { uri: MAIN }, range: WHOLE, context: { diagnostics: [] }, ...more });
  const actions = await ask<CodeAction[]>('textDocument/codeAction');
  const lenses = await Promise.all(
    (await ask<CodeLens[]>('textDocument/codeLens')).map(lens =>
      client.sendRequest<CodeLens>('codeLens/resolve', lens),
    ),
  );
  const hints = await ask<InlayHint[]>('textDocument/inlayHint');
  const hover = await ask<Hover>('textDocument/hover', { position: { line: 2, character: 1 } });
  const said = [
    ...told.flatMap(({ message, relatedInformation = [] }) => [
      textOf(message),
      ...relatedInformation.map(one => one.message),
    ]),
    ...actions.map(({ title }) => title),
    ...lenses.map(({ command }) => command?.title ?? ''),
    ...hints.map(({ label }) => (typeof label === 'string' ? label : '')),
    ...(hover.contents as { value: string }).value.split('\n'),
  ];
  expect(said.length).toBeGreaterThan(15);
  expect(said.filter(text => englishIn(text).length > 0)).toEqual([]);
});

test('names of the file stay as they are', async () => {
  const { published } = await serverIn(bundleOf('ja'));
  const messages = published.at(-1)?.diagnostics.map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringMatching(/^`nowhere` はこのパイプラインのステージではありません。/));
});

function textOf(message: string | { readonly value: string }): string {
  return typeof message === 'string' ? message : message.value;
}
