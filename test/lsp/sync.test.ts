/** Open texts: every change is answered with its version, nothing is lost, and malformed messages do no harm. */
import { afterEach, describe, expect, it } from 'vitest';
import { IDLE } from '../../server/src/workspace/publish.ts';
import { openText, start, type StartOptions, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const GOOD = 'job:\n  script: make\n';
const BAD = 'job:\n  script: "make\n';
/** A job with an unknown key below `hooks`, on the third line. */
const WRONG = 'job:\n  script: make\n  hooks: { nonsense: x }\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(text: string, options: StartOptions = {}, uri = URI): Promise<Started> {
  const server = (running = await start(options));
  await openText(server, uri, text);
  await server.settled();
  return server;
}

async function change(server: Started, version: number, ...contentChanges: readonly unknown[]): Promise<void> {
  await server.client.sendNotification('textDocument/didChange', {
    textDocument: { uri: URI, version },
    contentChanges,
  });
  await server.settled();
}

function at(line: number, from: number, to: number, text: string): unknown {
  return { range: { start: { line, character: from }, end: { line, character: to } }, text };
}

/** The places of the errors once typing has paused. */
async function lastLines(server: Started): Promise<string[]> {
  server.clock.advance(IDLE);
  await server.settled();
  const errors = server.published.at(-1)?.diagnostics.filter(({ severity }) => severity === 1) ?? [];
  return errors.map(({ range: { start, end } }) => `${start.line}:${start.character}-${end.line}:${end.character}`);
}

function codes(server: Started): unknown[] {
  return server.published.map(({ version, diagnostics }) => [version, ...diagnostics.map(({ code }) => code)]);
}

describe('publishing', () => {
  it('answers opening and every change with the version, even when there is nothing to say', async () => {
    const server = await opened(GOOD);
    await change(server, 2, at(1, 10, 10, 'x'));
    await change(server, 7, at(1, 10, 11, ''));
    expect(codes(server)).toEqual([[1], [2], [7]]);
  });

  it('shows what is wrong with range, code, source and link', async () => {
    const server = await opened(WRONG, {
      capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
    });
    expect(server.published[0]?.diagnostics[0]).toMatchObject({
      code: 'unknown-key',
      source: 'gitlab-ci',
      severity: 1,
      range: { start: { line: 2, character: 11 }, end: { line: 2, character: 19 } },
      codeDescription: { href: expect.stringMatching(/^https:/) as string },
    });
  });

  it('links to the page of the key at hand where the rule is about any key', async () => {
    const server = await opened('job:\n  script: make\n  timeout: [1]\n  retry: { when: nonsense_failur }\n', {
      capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
    });
    const links = server.published[0]?.diagnostics.map(one => one.codeDescription?.href);
    expect(links).toEqual(['https://docs.gitlab.com/ci/yaml/#timeout', 'https://docs.gitlab.com/ci/yaml/#retrywhen']);
  });

  it('keeps links and related places from clients that do not know them', async () => {
    const server = await opened(BAD);
    expect(server.published[0]?.diagnostics[0]).not.toHaveProperty('codeDescription');
    expect(server.published[0]?.diagnostics[0]).not.toHaveProperty('relatedInformation');
  });

  it('lets a new problem wait on the line that is typed on, and solved ones go at once', async () => {
    const server = await opened(GOOD);
    await change(server, 2, at(1, 10, 10, '"'));
    expect(codes(server)).toEqual([[1], [2]]);
    server.clock.advance(IDLE);
    await server.settled();
    expect(codes(server).at(-1)).toEqual([2, 'yaml-syntax']);
    await change(server, 3, at(1, 10, 11, ''));
    expect(codes(server).at(-1)).toEqual([3]);
  });

  it('takes back everything when a document is closed', async () => {
    const server = await opened(BAD);
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await server.settled();
    server.clock.advance(10 * IDLE);
    expect(server.published.at(-1)).toEqual({ uri: URI, diagnostics: [] });
    await change(server, 2, at(0, 0, 0, 'x'));
    expect(server.published).toHaveLength(2);
  });

  it('says nothing about files that are no CI files, but answers', async () => {
    const server = await opened(BAD, {}, 'file:///ws/values.yml');
    expect(codes(server)).toEqual([[1]]);
  });
});

describe('edits', () => {
  it('applies several of them, each to the text that the one before left', async () => {
    const server = await opened('a:\n  script: x\n');
    const edits = [
      at(0, 0, 1, 'job'),
      at(1, 10, 11, 'make'),
      { text: WRONG },
      at(2, 11, 19, 'y'),
      at(0, 0, 0, '# note\n'),
    ];
    await change(server, 2, ...edits);
    expect(await lastLines(server)).toEqual(['3:11-3:12']);
  });

  it('clamps ranges outside the text, turns reversed ones and takes whole texts', async () => {
    const server = await opened(GOOD);
    await change(server, 2, at(99, 99, 120, '  hooks: { nonsense: x }\n'));
    expect(await lastLines(server)).toEqual(['2:11-2:19']);
    await change(server, 3, { range: { start: { line: 9, character: 0 }, end: { line: 2, character: 0 } }, text: '' });
    expect(await lastLines(server)).toEqual([]);
    await change(server, 4, { text: WRONG });
    expect(await lastLines(server)).toEqual(['2:11-2:19']);
  });

  it('counts in UTF-16 and knows all line ends', async () => {
    const server = await opened('a:\r\n  script: "😀"\r\n  hooks: { pre_get_sources_script: x }\r\n');
    await change(server, 2, at(1, 11, 13, 'é'), at(2, 2, 2, '"hooks"'), at(2, 9, 14, ''), at(2, 13, 35, 'é😀x'));
    expect(await lastLines(server)).toEqual(['2:13-2:17']);
  });

  it('keeps up with a burst, and judges only what it leaves', async () => {
    const server = await opened('');
    const text = GOOD.repeat(3);
    for (let index = 0; index < text.length; index++) {
      const before = text.slice(0, index).split('\n');
      void server.client.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version: index + 2 },
        contentChanges: [
          at(before.length - 1, before.at(-1)?.length ?? 0, before.at(-1)?.length ?? 0, text.charAt(index)),
        ],
      });
    }
    await server.settled();
    const versions = server.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(versions.at(-1)).toBe(text.length + 1);
    expect(versions.length).toBeLessThan(text.length);
    expect(server.published.every(({ diagnostics }) => diagnostics.every(({ severity }) => severity !== 1))).toBe(true);
  });
});

describe('a key in what all jobs rest on', () => {
  const jobs = Array.from({ length: 400 }, (_, index) => `job-${index}:\n  extends: .base\n  script: make\n`);
  const text = `.base:\n  retry: 1\n${jobs.join('')}`;
  const type = (version: number, retry: string) => ({
    textDocument: { uri: URI, version },
    contentChanges: [{ range: { start: { line: 1, character: 9 }, end: { line: 1, character: 10 } }, text: retry }],
  });

  it('is judged after requests that came with it are answered', async () => {
    const server = await opened(text);
    for (let version = 2; version < 12; version++)
      void server.client.sendNotification('textDocument/didChange', type(version, String(version % 9)));
    await server.client.sendRequest('textDocument/completion', {
      textDocument: { uri: URI },
      position: { line: 1, character: 2 },
    });
    expect(server.published.at(-1)?.version).toBe(1);
    await server.settled();
    expect(server.published.at(-1)?.version).toBe(11);
  });
});

describe('malformed messages', () => {
  it.each([
    ['textDocument/didOpen', undefined],
    ['textDocument/didOpen', { textDocument: null }],
    ['textDocument/didChange', { textDocument: { uri: URI } }],
    ['textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges: [{ range: {}, text: 'x' }] }],
    ['textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges: 'x' }],
    ['textDocument/didClose', {}],
    ['workspace/didChangeConfiguration', undefined],
    ['gitlabCi/readOnly', null],
    ['textDocument/unheardOf', {}],
  ])('%s %j does no harm', async (method, params) => {
    const server = await opened(GOOD);
    await server.client.sendNotification(method, params);
    await change(server, 3, { text: BAD });
    server.clock.advance(IDLE);
    await server.settled();
    expect(codes(server).at(-1)).toEqual([3, 'yaml-syntax']);
  });

  it.each(['textDocument/codeAction', 'textDocument/hover', 'textDocument/completion', 'textDocument/documentSymbol'])(
    '%s gets an empty answer about a document that is not open, or about nothing',
    async method => {
      const server = await opened(GOOD);
      const position = { line: 0, character: 0 };
      const range = { start: position, end: position };
      const ask = (uri: unknown): Promise<unknown> =>
        server.client.sendRequest(method, { textDocument: { uri }, position, range, context: { diagnostics: [] } });
      for (const uri of ['file:///ws/other/.gitlab-ci.yml', '', null, 5]) expect(await ask(uri)).toSatisfy(isEmpty);
      expect(await server.client.sendRequest(method, {})).toSatisfy(isEmpty);
    },
  );
});

function isEmpty(answer: unknown): boolean {
  return answer === null || (Array.isArray(answer) && answer.length === 0) || JSON.stringify(answer) === EMPTY_LIST;
}
const EMPTY_LIST = '{"isIncomplete":false,"items":[]}';
