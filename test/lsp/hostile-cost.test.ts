/**
 * Texts that are made to cost much: no request takes longer than the limit, and neither does a step of the work that a
 * request has to wait for. The limit is generous and about CPU time: some of this once took minutes.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver';
import { sample } from '../../scripts/sample.mjs';
import { linesOf } from '../../server/src/text/lines.ts';
import { EVERY, paramsOf } from './asking.ts';
import { ABLE, openText, start, type Started } from './connect.ts';
import { COSTLY } from './costly-texts.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
/** Three times the goal, for slow machines and code that runs for the first time. */
const MOST_SECONDS = 3;
const MOST_HEAP = 1e9;

let running: Started | undefined;
afterEach(() => running?.stop());

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The longest time that an answer took while the file was being checked. */
async function longestWait({ client, settled }: Started): Promise<number> {
  const state = { longest: 0, isDone: false };
  const done = settled().then(() => (state.isDone = true));
  while (!state.isDone) {
    const seconds = await secondsOf(() => client.sendRequest('$test/echo').catch(() => undefined));
    state.longest = Math.max(state.longest, seconds);
  }
  await done;
  return state.longest;
}

/** The cost of a request for everything in the file at once. */
const WHOLE: readonly (readonly [name: string, only: readonly string[] | undefined])[] = [
  ['fixes', undefined],
  ['fix all', ['source.fixAll']],
];

describe.each(sample(Object.entries(COSTLY), 12))('%s', (_, make) => {
  it('delays nothing', { timeout: 300_000 }, async () => {
    const text = make();
    const server = (running = await start({ capabilities: ABLE }));
    const { client, published } = server;
    const slow: string[] = [];
    const note = (name: string, seconds: number): unknown =>
      seconds > MOST_SECONDS && slow.push(`${name}: ${seconds.toFixed(1)} s`);

    await openText(server, URI, text);
    note('open', await longestWait(server));
    const lines = linesOf(text);
    const { diagnostics = [] } = published.at(-1) ?? {};
    const problems = [diagnostics[0], diagnostics[diagnostics.length >> 1]].flatMap(one => one?.range.start ?? []);
    const places = [lines.positionAt(text.length >> 1), ...problems];
    for (const method of EVERY)
      for (const place of places) {
        const ask = (): Promise<unknown> =>
          client.sendRequest(method, paramsOf(method, URI, place)).catch(() => undefined);
        note(method, await secondsOf(ask));
      }
    const range: Range = { start: { line: 0, character: 0 }, end: lines.positionAt(text.length) };
    for (const [name, only] of WHOLE) {
      const params = { textDocument: { uri: URI }, range, context: { diagnostics: [], ...(only && { only }) } };
      note(name, await secondsOf(() => client.sendRequest('textDocument/codeAction', params)));
    }
    const [middle] = places;
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: { start: middle, end: middle }, text: 'x' }],
    });
    note('key', await longestWait(server));
    expect(slow).toEqual([]);
    expect(server.logged).toEqual([]);
    expect(process.memoryUsage().heapUsed).toBeLessThan(MOST_HEAP);
  });
});
