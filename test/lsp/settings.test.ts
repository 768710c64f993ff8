/** Settings, in every form in which clients send or omit them, and their changes. */
import { afterEach, describe, expect, it } from 'vitest';
import { readSettings, settingsStore } from '../../server/src/lsp/settings.ts';
import { NEWEST } from '../../server/src/readings/version.ts';
import { openText, start, type StartOptions, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
/** One error, one warning, one information. */
const TEXT = `job:
  script: make
  hooks:
    pre_stop_k8s_container_handler:
      tcp_socket: { port: 8080, nonsense: 1 }
`;

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(options: StartOptions, uri = URI, text = TEXT): Promise<Started> {
  const server = (running = await start(options));
  await openText(server, uri, text);
  await server.settled();
  return server;
}

async function configure(server: Started, settings: unknown): Promise<void> {
  await server.client.sendNotification('workspace/didChangeConfiguration', { settings });
  await server.settled();
}

function last(server: Started): string[] {
  const found = server.published.at(-1)?.diagnostics ?? [];
  return found.map(({ code, severity }) => `${String(code)} ${String(severity)}`).sort();
}

const DEFAULT = ['proposed-keyword 3', 'tcp-socket-handler 2', 'unknown-key 1'];

describe('reading', () => {
  it.each([undefined, null, 5, 'x', [], {}, { rules: null, files: null, yamlSyntax: null }, { rules: [], files: 'x' }])(
    'takes the defaults from %j',
    raw => {
      expect(readSettings(raw)).toEqual({
        files: { include: [], exclude: [] },
        rules: {},
        inheritance: 'replace',
        problemsOf: 'open',
        gitlabVersion: NEWEST,
        predefined: 'on',
        hints: { durations: true, includes: true },
        lenses: { origins: true, uses: true, scenario: true, preview: true },
        gracePeriod: 30,
        otherTags: [],
        scenarios: { forms: [], faults: [] },
        fadeJobsLeftOut: false,
        readsYaml: true,
      });
    },
  );

  it.each([
    ['18.11', '18.11'],
    ['v17.3.2-ee.0', '17.3'],
    ['18', '18.0'],
    ['latest', NEWEST],
    ['soon', NEWEST],
    [18.1, NEWEST],
  ])('takes %s for GitLab %s', (gitlabVersion, version) => {
    expect(readSettings({ gitlabVersion }).gitlabVersion).toBe(version);
  });

  it('judges by the version that is set, and again when it changes', async () => {
    const text = 'job: { script: x, retry: { max: 1, when: runner_interrupted } }\n';
    const server = await opened({}, URI, text);
    expect(last(server)).toEqual([]);
    await configure(server, { gitlabCi: { gitlabVersion: '18.11' } });
    expect(last(server)).toEqual(['needs-newer-gitlab 2']);
  });

  it('keeps known codes with known levels', () => {
    const rules = {
      'unknown-key': 'hint',
      'one-handler': 'default',
      'no-handler': 'loud',
      invented: 'off',
      __proto__: 'off',
    };
    expect(readSettings({ rules }).rules).toEqual({ 'unknown-key': 'hint' });
  });

  it('leaves predefined variables to others on demand', () => {
    expect(readSettings({ completion: { variables: 'off' } }).predefined).toBe('off');
    for (const variables of ['on', 'auto', null])
      expect(readSettings({ completion: { variables } }).predefined).toBe('on');
  });

  it('leaves YAML errors to others on demand, unless the rule itself is set', () => {
    expect(readSettings({ yamlSyntax: 'off' }).rules).toEqual({ 'yaml-syntax': 'off' });
    expect(readSettings({ yamlSyntax: 'off', rules: { 'yaml-syntax': 'hint' } }).rules).toEqual({
      'yaml-syntax': 'hint',
    });
    for (const yamlSyntax of ['on', 'auto']) expect(readSettings({ yamlSyntax }).rules).toEqual({});
  });
});

describe('a client that can be asked', () => {
  it('is asked for the section at the document', async () => {
    const asked: unknown[] = [];
    const server = await opened({
      configuration: scopeUri => {
        asked.push(scopeUri);
        return { rules: { 'unknown-key': 'off' } };
      },
    });
    expect(asked).toEqual([URI]);
    expect(last(server)).toEqual(['proposed-keyword 3', 'tcp-socket-handler 2']);
  });

  it.each([null, undefined, 'x'])('may answer %j for the defaults', async answer => {
    expect(last(await opened({ configuration: () => answer }))).toEqual(DEFAULT);
  });

  it('may refuse to answer', async () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    expect(last(await opened({ configuration: refuse }))).toEqual(DEFAULT);
  });

  it('need not answer at all', async () => {
    const server = await opened({ configuration: () => new Promise(() => undefined) });
    expect(server.published).toEqual([]);
    server.clock.advance(10_000);
    await server.settled();
    expect(last(server)).toEqual(DEFAULT);
  });

  it('is asked again when settings change, and every open document is judged anew', async () => {
    let level = 'off';
    const server = await opened({
      configuration: () => ({ rules: { 'unknown-key': level, 'proposed-keyword': 'off' } }),
    });
    expect(last(server)).toEqual(['tcp-socket-handler 2']);
    level = 'hint';
    await configure(server, null);
    expect(last(server)).toEqual(['tcp-socket-handler 2', 'unknown-key 4']);
    expect(server.published).toHaveLength(2);
  });

  it('is told for which files it is, by settings too', async () => {
    let files: unknown = { include: ['*.yml'] };
    const server = await opened({ configuration: () => ({ files }) }, 'file:///ws/build.yml');
    expect(last(server)).toEqual(DEFAULT);
    files = { include: ['*.yml'], exclude: ['build.*'] };
    await configure(server, null);
    expect(server.published.at(-1)).toMatchObject({ version: 1, diagnostics: [] });
  });

  it('answers changes that come before its settings do', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const server = await opened({ configuration: () => new Promise(resolve => (answer = resolve)) });
    const range = { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } };
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range, text: 's' }],
    });
    await server.settled();
    answer({ rules: { 'unknown-key': 'off' } });
    await server.settled();
    expect(server.published.at(-1)?.version).toBe(2);
    expect(last(server)).not.toContain('unknown-key 1');
  });
});

describe('a client that cannot be asked', () => {
  it('gets the defaults', async () => {
    expect(last(await opened({}))).toEqual(DEFAULT);
  });

  it('may give settings at the start', async () => {
    const settings = { rules: { 'unknown-key': 'warning', 'proposed-keyword': 'off' } };
    const server = await opened({ initializationOptions: { settings } });
    expect(last(server)).toEqual(['tcp-socket-handler 2', 'unknown-key 2']);
  });

  it('may push them, with or without the section around them', async () => {
    const server = await opened({});
    const settings = { rules: { 'unknown-key': 'off', 'proposed-keyword': 'off' } };
    await configure(server, { gitlabCi: settings });
    expect(last(server)).toEqual(['tcp-socket-handler 2']);
    await configure(server, { gitlabCi: {} });
    expect(last(server)).toEqual(DEFAULT);
    await configure(server, settings);
    expect(last(server)).toEqual(['tcp-socket-handler 2']);
  });
});

describe('settings arrive in any form', () => {
  const WANTED = ['tcp-socket-handler 2', 'unknown-key 2'];
  const SETTINGS = { rules: { 'unknown-key': 'warning', 'proposed-keyword': 'off' } };
  const FORMS: readonly unknown[] = [
    SETTINGS,
    { settings: SETTINGS },
    { gitlabCi: SETTINGS },
    { settings: { gitlabCi: SETTINGS } },
    { 'gitlabCi.rules': SETTINGS.rules },
    { settings: { 'gitlabCi.rules.unknown-key': 'warning', 'gitlabCi.rules.proposed-keyword': 'off' } },
    { gitlabCi: { 'rules.unknown-key': 'warning', 'rules.proposed-keyword': 'off' } },
  ];

  it.each(FORMS)('at the start: %j', async initializationOptions => {
    const server = await opened({ initializationOptions });
    expect(last(server)).toEqual(WANTED);
    expect(server.logged).toEqual([]);
  });

  it.each(FORMS)('pushed: %j', async settings => {
    const server = await opened({});
    await configure(server, settings);
    expect(last(server)).toEqual(WANTED);
    expect(server.logged).toEqual([]);
  });

  it.each(FORMS)('answered: %j', async answer => {
    expect(last(await opened({ configuration: () => answer }))).toEqual(WANTED);
  });

  it('beside what the client says of itself and what belongs to others', async () => {
    const itself = { recognised: true, scenarios: { 'file:///ws/': { name: 'tag', own: [] } } };
    const server = await opened({ initializationOptions: { ...itself, ...SETTINGS } });
    expect(last(server)).toEqual(WANTED);
    await configure(server, { yaml: { validate: true }, gitlabCi: { rules: { 'unknown-key': 'off' } } });
    expect(last(server)).toEqual(['tcp-socket-handler 2']);
    expect(server.logged).toEqual([]);
  });

  it.each([null, undefined, {}])('and %j in an answer does not erase what was given', async answer => {
    const server = await opened({ initializationOptions: SETTINGS, configuration: () => answer });
    expect(last(server)).toEqual(WANTED);
    await configure(server, null);
    expect(last(server)).toEqual(WANTED);
  });

  it('and an answer wins over what was pushed, and that over the start, rule by rule', async () => {
    const server = await opened({
      initializationOptions: SETTINGS,
      configuration: () => ({ rules: { 'unknown-key': 'hint' } }),
    });
    expect(last(server)).toEqual(['tcp-socket-handler 2', 'unknown-key 4']);
    await configure(server, { rules: { 'tcp-socket-handler': 'off', 'unknown-key': 'off' } });
    expect(last(server)).toEqual(['unknown-key 4']);
  });

  it.each([
    ['x', 'must be an object, not string'],
    [[1], 'must be an object, not array'],
    [{ gitlabCi: 5 }, 'must be an object, not number'],
    [
      { rules: { 'unknown-kay': 'off' } },
      'A setting is left out: `rules.unknown-kay` is not known. Did you mean `unknown-key`?',
    ],
    [{ 'rules.unknown-key': 'loud' }, '`rules.unknown-key` must be `error`, `warning`, `information`, `hint` or `off`'],
    [{ gitlabVersion: 18.1 }, '`gitlabVersion` must be `string`, not number. Put it in quotes.'],
    [{ lens: { origin: false, uses: null } }, '`lens.origin` is not known. Did you mean `origins`?'],
    [{ gitlabVersoin: '18.1' }, 'Unknown settings are left out: gitlabVersoin. Known are files,'],
  ])('and one that nobody understands is logged once: %j', async (settings, message) => {
    const server = await opened({});
    await configure(server, settings);
    await configure(server, settings);
    expect(last(server)).toEqual(DEFAULT);
    expect(server.logged).toEqual([expect.stringContaining(message)]);
  });
});

describe('what a document is taken for', () => {
  it('is told to the client that listens, once, and when it changes', async () => {
    const server = (running = await start({ initializationOptions: { recognised: true } }));
    const told: unknown[] = [];
    server.client.onNotification('gitlabCi/recognised', (params: unknown) => void told.push(params));
    await openText(server, URI, TEXT);
    const change = (version: number, text: string): Promise<void> =>
      server.client.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version },
        contentChanges: [{ text }],
      });
    await change(2, `${TEXT}# x\n`);
    await server.settled();
    await change(3, 'apiVersion: v1\nkind: Pod\n');
    await server.settled();
    expect(told).toMatchObject([
      { uri: URI, as: 'gitlab-ci', service: 'full' },
      { uri: URI, as: 'other', service: 'none' },
    ]);
    expect(server.published.at(-1)).toMatchObject({ version: 3, diagnostics: [] });
  });

  it('a document that cannot be changed gets no diagnostics', async () => {
    const server = (running = await start());
    await server.client.sendNotification('gitlabCi/readOnly', { uri: URI });
    await openText(server, URI, TEXT);
    await server.settled();
    expect(server.published).toMatchObject([{ version: 1, diagnostics: [] }]);
  });
});

it('the store forgets an answer that comes after settings changed', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const store = settingsStore({ pull: () => new Promise(resolve => answers.push(resolve)), log: () => undefined });
  const first = store.of(URI);
  store.changed();
  const second = store.of(URI);
  answers[1]?.({ rules: { 'unknown-key': 'off' } });
  answers[0]?.({ rules: { 'unknown-key': 'hint' } });
  await Promise.all([first, second]);
  expect(store.cached(URI)?.rules).toEqual({ 'unknown-key': 'off' });
  store.closed(URI);
  expect(store.cached(URI)).toBeUndefined();
});
