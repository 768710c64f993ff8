/**
 * Texts that nobody would write: every request is answered, in time, with ranges inside the text and nothing in the
 * log.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { sample } from '../../scripts/sample.mjs';
import { IDLE } from '../../server/src/workspace/publish.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { askAll, isInside, PULLS, rangesIn } from './asking.ts';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const JOB = `job:
  script: make
  hooks:
    pre_stop_k8s_container_handler:
      tcp_socket: { port: 8080 }
`;

const TEXTS: Readonly<Record<string, string>> = {
  empty: '',
  'only a line break': '\r\n',
  binary: Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(''),
  'null characters': `job:\n  script: "a\0b"\n\0\0\n${JOB}`,
  'lone surrogates': `job\ud800:\n  script: "\udc00"\n  hooks: { \ud83d: 1 }\n`,
  'a BOM and CRLF': `\uFEFF${JOB.replaceAll('\n', '\r\n')}`,
  'lone CR': JOB.replaceAll('\n', '\r'),
  tabs: JOB.replaceAll('  ', '\t'),
  'unknown tags': 'job: !ruby/object:Gem { script: !!x [!y z] }\n',
  'alias bomb': bomb(),
  'alias cycle': 'a: &a [*a]\nb: &b { <<: *b, hooks: *b }\n',
  'an open quote': `${JOB}next:\n  script: "make\n${JOB}`,
  'closers only': '}]'.repeat(500),
  'deep brackets': '['.repeat(100_000),
  'deep braces': 'a: ' + '{a: '.repeat(10_000),
  'deep dashes': '- '.repeat(100_000),
  'deep indentation': Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
  'one long line': `job:\n  script: ${'x'.repeat(2_000_000)}\n`,
  'many lines': `job:\n  script:\n${'    - make\n'.repeat(20_000)}`,
  'many jobs': Array.from({ length: 1000 }, (_, index) => JOB.replace('job', `job${index}`)).join(''),
  'many problems': `job:\n  hooks:\n${Array.from({ length: 1100 }, (_, index) => `    unknown${index}: 1\n`).join('')}`,
  'a condition of brackets': conditionOf("'" + '('.repeat(100_000) + "'"),
  'an endless condition': conditionOf(
    Array.from({ length: 15_000 }, (_, at) => `$VARIABLE_OF_A_LONG_NAME_${at} == "x"`).join(' && '),
  ),
  'a script of signs': `job:\n  script:\n    - "${'$'.repeat(20_000)}"\n    - "${'${A '.repeat(20_000)}"\n`,
  'an endless sum': `job:\n  inputs: { a: { default: b } }\n  script: "${'${{ ' + 'job.inputs.a + '.repeat(8000)}1 }}"\n`,
  'an endless path': `job:\n  inputs: { a: { default: b } }\n  script: "${'${{ job' + '.a'.repeat(20_000)} }}"\n`,
  'inputs that do not end': `spec: { inputs: { a: } }\n---\njob:\n  script: "${'$[[ inputs.a '.repeat(5000)}"\n`,
  'thousands of includes': `include:\n${Array.from({ length: 2000 }, (_, at) => `  - local: ci/${at}.yml\n`).join('')}${JOB}`,
  'thousands of stages on one line': `stages: [${Array.from({ length: 1000 }, (_, at) => `stage-${at}, `).join('')}x]\n${JOB}`,
  'thousands of comments that suppress': `${'# gitlab-ci-disable-next-line unknown-key\n'.repeat(20_000)}${JOB}`,
  'thousands of arguments': JOB.replace('tcp_socket: { port: 8080 }', `exec: [${'"a b", '.repeat(4000)}x]`),
  'a line of blanks': `${' '.repeat(500_000)}\n${JOB}`,
  'thousands of needs': `x: { script: a }\njob:\n  script: a\n  needs:\n${'    - x\n'.repeat(5000)}`,
  'cycles of needs': Array.from({ length: 20 }, (_, cycle) => ringOf(`c${cycle}-`, 50)).join(''),
  'a long chain of templates': `${ringOf('.t', 500, 'extends')}job: { extends: .t0 }\n`,
  'conflict markers': `<<<<<<< HEAD\n${JOB}=======\n${JOB}>>>>>>> other\n`,
};

function conditionOf(condition: string): string {
  return `job:\n  script: make\n  rules:\n    - if: ${condition}\n`;
}

/** Jobs each of which refers to the next one. */
function ringOf(prefix: string, size: number, key = 'needs'): string {
  const next = (index: number): string => prefix + String((index + 1) % size);
  return Array.from({ length: size }, (_, at) => `${prefix}${at}: { script: a, ${key}: [${next(at)}] }\n`).join('');
}

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level}: &l${level} [${`*l${level - 1}, `.repeat(9)}]\n`);
  return `${levels.join('').replaceAll('*l-1', 'x')}job:\n  hooks: *l11\n`;
}

const PULLING = {
  ...ABLE,
  workspace: { ...ABLE.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...ABLE.textDocument, diagnostic: {} },
};

let running: Started | undefined;
afterEach(() => running?.stop());

describe.each(sample(Object.entries(TEXTS), 3))('%s', (_, text) => {
  it('is read, edited, asked about and closed', { timeout: 120_000 }, async () => {
    const server = (running = await start({ capabilities: ABLE }));
    const { client, published } = server;
    await openText(server, URI, text);
    await server.settled();
    // problems in the first part of a long file are shown before the rest is checked
    expect([1, 2]).toContain(published.length);
    const lines = linesOf(text);
    for (const { diagnostics } of published)
      for (const { range } of diagnostics) expect(isInside(lines, range)).toBe(true);

    const places = [0, 0.5, 1].map(part => lines.positionAt(Math.floor(text.length * part)));
    for (const position of [...places, { line: 1e9, character: 1e9 }, { line: 0, character: 1e9 }]) {
      const answers = await askAll(server, URI, position);
      expect(rangesIn(answers).filter(range => !isInside(lines, range))).toEqual([]);
    }
    for (const [index, place] of places.entries()) {
      const contentChanges = [{ range: { start: place, end: place }, text: '"' }];
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version: index + 2 },
        contentChanges,
      });
    }
    await server.settled();
    server.clock.advance(IDLE);
    await client.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await server.settled();
    expect(published.at(-2)?.version).toBe(places.length + 1);
    expect(published.at(-1)).toEqual({ uri: URI, diagnostics: [] });
    expect(server.logged).toEqual([]);
  });

  it('has problems that can be asked for', { timeout: 120_000 }, async () => {
    const server = (running = await start({ capabilities: PULLING }));
    await openText(server, URI, text);
    await server.settled();
    const lines = linesOf(text);
    const answers = await askAll(server, URI, lines.positionAt(0), PULLS);
    expect(rangesIn(answers).filter(range => !isInside(lines, range))).toEqual([]);
    expect(server.logged).toEqual([]);
  });
});
