/** The examples of the proposal, typed as a person types: no error is shown meanwhile. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { IDLE } from '../../server/src/workspace/publish.ts';
import { start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

const HEAD = `job:
  hooks:
    pre_get_sources_script:
      - echo 'hello job pre_get_sources'
`;
const KEYWORD = '    pre_stop_k8s_container_handler:\n';
const TAIL = `  script: echo 'hello job script'
`;
const EXAMPLES = {
  exec: `      exec:
        - echo 'goodbye container !'
`,
  tcp_socket: `      tcp_socket:
        port: 8080
        host: "127.0.0.1"
`,
  'tcp_socket in flow style': `      tcp_socket: { port: 8080, host: "127.0.0.1" }
`,
  http_get: `      http_get:
        port: 8080
        host: "127.0.0.1"
        path: "/var/www/html"
        scheme: "http"
        http_headers:
          - name: "Connection"
            value: "Keep-Alive"
          - name: "Keep-Alive"
            value: "timeout=5, max=1000"
`,
};

let running: Started | undefined;
afterEach(() => running?.stop());

/** One keystroke: what it inserts. */
type Keys = readonly string[];

/** Every character by itself. */
const plainly = (text: string): Keys => text.split(/(?<=[^])/);

/** With the help of an editor: Enter also inserts the indentation, and an opening quote or bracket its other half. */
function helped(text: string): Keys {
  return text.match(/\n[ ]*|[^\n]/g) ?? [];
}

/** Types between two texts without a pause, and returns everything that was published meanwhile. */
async function type(
  before: string,
  keys: Keys,
  after: string,
): Promise<{ flashed: Diagnostic[]; final: Diagnostic[] }> {
  const server = (running = await start());
  const send = (method: string, params: unknown): void => void server.client.sendNotification(method, params);
  send('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'yaml', version: 0, text: before + after } });
  await server.settled();
  const old = server.published.length;
  let typed = before;
  keys.forEach((text, index) => {
    const lines = typed.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const contentChanges = [{ range: { start: position, end: position }, text }];
    send('textDocument/didChange', { textDocument: { uri: URI, version: index + 1 }, contentChanges });
    typed += text;
  });
  await server.settled();
  const flashed = server.published.slice(old).flatMap(({ diagnostics }) => diagnostics);
  expect(server.published.at(-1)?.version).toBe(keys.length);
  server.clock.advance(IDLE);
  await server.settled();
  return { flashed, final: server.published.at(-1)?.diagnostics ?? [] };
}

function errors(diagnostics: readonly Diagnostic[]): string[] {
  return [
    ...new Set(
      diagnostics
        .filter(({ severity }) => severity === 1)
        .map(({ code, message }) => `${String(code)}: ${JSON.stringify(message)}`),
    ),
  ];
}

const NEXT_JOB = '\nnext:\n  script: make\n';

describe.each(Object.entries(EXAMPLES))('%s', (_, handler) => {
  const whole = HEAD + KEYWORD + handler + TAIL;
  const hook = (KEYWORD + handler).trimEnd();
  it.each([
    ['the whole file, every character by itself', '', plainly(whole), ''],
    ['the whole file, with the help of the editor', '', helped(whole), ''],
    ['the whole file, above another job', '', helped(whole), NEXT_JOB],
    ['the hook, in a job that is there', HEAD, helped(hook), `\n${TAIL}`],
    ['the hook, every character by itself', HEAD, plainly(hook), `\n${TAIL}${NEXT_JOB}`],
  ])('%s', { timeout: 20_000 }, async (_name, before, keys, after) => {
    const { flashed, final } = await type(before, keys, after);
    expect(errors(flashed)).toEqual([]);
    expect(errors(final)).toEqual([]);
  });
});

/** Accepted items of completion lists, with the typing between them. */
const CHOICES: Readonly<Record<string, Keys>> = {
  exec: ['hooks:\n    ', 'pre_stop_k8s_container_handler:\n      ', 'exec:\n        - ', ...plainly('stop now')],
  tcp_socket: [
    ...plainly('ho'),
    'oks:\n    ',
    'pre_stop_k8s_container_handler:\n      ',
    ...plainly('tcp'),
    '_socket:\n        port: 8080',
    '\n        ',
    'host: ',
    ...plainly('example.com'),
  ],
  http_get: [
    'hooks:\n    ',
    'pre_stop_k8s_container_handler:\n      ',
    'http_get:\n        port: 8080',
    '\n        ',
    'http_headers:\n          - name: ',
    'Connection',
    '\n            ',
    'value: ',
    ...plainly('close'),
    '\n        ',
    'scheme: ',
    'HTTPS',
  ],
};

it.each(Object.entries(CHOICES))('%s, chosen from lists', async (_, keys) => {
  const { flashed, final } = await type('job:\n  script: make\n  ', keys, NEXT_JOB);
  expect(errors(flashed)).toEqual([]);
  expect(errors(final)).toEqual([]);
});

/** The typing between two texts whose jobs depend on the typed part. */
const BETWEEN: Readonly<Record<string, readonly [before: string, typed: string, after: string]>> = {
  'stages above their jobs': [
    '',
    'stages:\n  - build\n  - test',
    '\na:\n  stage: build\n  script: make\nb:\n  script: make\n',
  ],
  'a job above those that need it': ['', 'build:\n  script: make', '\nb:\n  needs: [build]\n  script: make\n'],
  'a template above what extends and names it': [
    '.base: &base\n',
    '  script:\n    - make\n',
    'b:\n  extends: .base\nc:\n  <<: *base\nd:\n  script: !reference [.base, script]\n',
  ],
  'the job that stops an environment': [
    'a:\n  script: make\n  environment:\n    name: review\n    on_stop: stop\nstop:\n  script: make\n',
    '  environment:\n    name: review\n    action: stop\n',
    NEXT_JOB,
  ],
};

it.each(Object.entries(BETWEEN))('%s', async (_, [before, typed, after]) => {
  const { flashed, final } = await type(before, helped(typed), after);
  const [known] = running?.published ?? [];
  expect(errors(flashed).filter(one => !errors(known?.diagnostics ?? []).includes(one))).toEqual([]);
  expect(errors(final)).toEqual([]);
});
