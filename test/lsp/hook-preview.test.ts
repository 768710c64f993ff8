/**
 * The preview of a job's hooks over the protocol: which job it shows, where its parts are, and the lens that opens it.
 */
import { afterEach, expect, test } from 'vitest';
import type { HookPreviewAnswer } from '../../server/src/lsp/requests.ts';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = `default: { image: alpine }
.graceful:
  hooks:
    pre_stop_k8s_container_handler: { exec: [sync] }
serve:
  extends: .graceful
  script: x
plain:
  script: x
`;

let started: Started;
afterEach(() => started.stop());

async function open(initializationOptions: object = { previewHookCommand: 'x.preview' }): Promise<void> {
  started = await start({ capabilities: ABLE, initializationOptions }, ['file:///ws']);
  await openText(started, URI, TEXT);
  await started.settled();
}

const about = { textDocument: { uri: URI } };
const ask = async (more: object): Promise<HookPreviewAnswer | null> =>
  started.client.sendRequest<HookPreviewAnswer | null>('gitlabCi/hookPreview', { ...about, ...more });

test('is that of the job at the position, and leads to where its parts are written', async () => {
  await open();
  const answer = await ask({ position: { line: 6, character: 3 } });
  expect(answer).toMatchObject({
    job: 'serve',
    files: [URI],
    preview: { job: 'serve', stop: { handler: 'exec' }, grace: 30 },
  });
  const [line] = answer?.preview.lines ?? [];
  expect(answer?.places[line?.origin?.place ?? -1]).toEqual({
    uri: URI,
    range: { start: { line: 3, character: 4 }, end: { line: 3, character: 34 } },
  });
});

test('is that of the named job where none is at the position, and none where that is gone', async () => {
  await open();
  expect(await ask({ position: { line: 0, character: 3 }, job: 'plain' })).toMatchObject({ job: 'plain' });
  expect(await ask({ position: { line: 0, character: 3 } })).toBeNull();
  expect(await ask({ job: 'gone' })).toBeNull();
});

test('takes the grace period of the settings', async () => {
  await open({ settings: { gitlabCi: { kubernetes: { gracePeriod: 90 } } } });
  expect((await ask({ job: 'serve' }))?.preview.grace).toBe(90);
});

async function previewLenses(): Promise<unknown[]> {
  const lenses = await started.client.sendRequest<object[]>('textDocument/codeLens', about);
  const resolved = await Promise.all(
    lenses.map(lens => started.client.sendRequest<{ command: { title: string } }>('codeLens/resolve', lens)),
  );
  return resolved.map(({ command }) => command).filter(({ title }) => title === 'Preview pre-stop hook');
}

test('is opened by a lens on jobs and templates with a pre-stop hook, where a client has a command for it', async () => {
  await open();
  expect(await previewLenses()).toEqual([
    { title: 'Preview pre-stop hook', command: 'x.preview', arguments: [URI, { line: 1, character: 0 }] },
    { title: 'Preview pre-stop hook', command: 'x.preview', arguments: [URI, { line: 4, character: 0 }] },
  ]);
});

test.each([{}, { previewHookCommand: 'x.preview', settings: { gitlabCi: { lens: { preview: false } } } }])(
  'has no lens with %j',
  async options => {
    await open(options);
    expect(await previewLenses()).toEqual([]);
  },
);
