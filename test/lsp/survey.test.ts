/**
 * Problems of files that are not open: if the settings ask for them, and when files, settings or open editors change.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { WorkDoneProgress } from 'vscode-languageserver/node';
import { MOMENT } from '../../server/src/lsp/progress.ts';
import { ABLE, type Started } from './connect.ts';
import { codes, open, read, rest, rewrite, ROOT, serverWith, touch, type OnDisk, type Options } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const PART = `${ROOT}ci/part.yml`;
const CHILD = `${ROOT}child.yml`;
const BAD = 'job:\n  script: make\n  nonsense-key: 1\n  scirpt: x\n';
const FILES = {
  '.gitlab-ci.yml': 'include: ci/part.yml\nstart:\n  trigger: { include: child.yml }\n',
  'ci/part.yml': BAD,
  'child.yml': BAD,
  'other.yml': BAD,
  'sub/.gitlab-ci.yml': BAD,
  'node_modules/x/.gitlab-ci.yml': BAD,
  'hidden/.gitlab-ci.yml': BAD,
  'unsearched/deep/.gitlab-ci.yml': BAD,
};
/** Problems of the included file are also shown there. */
const EVERY = ['.gitlab-ci.yml', 'child.yml', 'ci/part.yml', 'sub/.gitlab-ci.yml'];
const ALL = { problems: { files: 'all' } };

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverOn(files: Readonly<Record<string, string>>, options: Options): Promise<OnDisk> {
  const server = await serverWith(files, options);
  running = server;
  await read(server);
  return server;
}

/** A client that answers requests for settings, including the excludes of the editor. */
async function asked(files: Readonly<Record<string, string>>, section: () => unknown): Promise<OnDisk> {
  const answers: Readonly<Record<string, () => unknown>> = {
    gitlabCi: section,
    'files.exclude': () => ({ '**/hidden': true, '**/*.x': { when: '$(basename).y' }, '**/sub': false }),
    'search.exclude': () => ({ unsearched: true }),
  };
  return serverOn(files, { configuration: (_, name) => answers[name ?? '']?.() ?? null });
}

/** The files with problems that are shown now. */
function shown(server: Started): readonly string[] {
  const uris = [...new Set(server.published.map(({ uri }) => uri))];
  return uris
    .filter(uri => codes(server, uri).length > 0)
    .map(uri => uri.slice(ROOT.length))
    .toSorted();
}

describe('problems of all files', () => {
  it('are those of the pipelines and what they include, not of what the editor hides', async () => {
    const server = await asked(FILES, () => ALL);
    expect(shown(server)).toEqual(EVERY);
    expect(codes(server, PART)).toContain('unknown-key');
    expect(server.asked.filter(uri => /hidden|unsearched|node_modules/.test(uri.replace(/\/$/, '')))).toEqual([]);
    expect(server.logged).toEqual([]);
  });

  it('are not looked for otherwise: nothing is read', async () => {
    for (const section of [{}, null, { problems: { files: 'some' } }]) {
      const server = await asked(FILES, () => section);
      expect(server.asked).toEqual([]);
      server.stop();
    }
  });

  it('are asked for by clients that cannot be asked, too', async () => {
    const server = await serverOn(FILES, { settings: ALL });
    expect(shown(server)).toContain('hidden/.gitlab-ci.yml');
    expect(shown(server)).not.toContain('node_modules/x/.gitlab-ci.yml');
  });

  it('come and go with the setting', async () => {
    let section: unknown = ALL;
    const server = await asked(FILES, () => section);
    const configure = async (to: unknown): Promise<void> => {
      section = to;
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await read(server);
    };
    await configure({ ...ALL, rules: { 'unknown-key': 'off', 'newer-key': 'off' } });
    expect(shown(server)).toEqual([]);
    await configure(ALL);
    expect(shown(server)).toEqual(EVERY);
    await configure({});
    expect(shown(server)).toEqual([]);
    await configure({ ...ALL, files: { exclude: ['ci/**'] } });
    expect(shown(server)).toEqual(['.gitlab-ci.yml', 'child.yml', 'sub/.gitlab-ci.yml']);
  });

  it('are found if settings change again while they are looked for', async () => {
    let section: object = {};
    const server = await asked({ '.gitlab-ci.yml': BAD }, () => section);
    const waiting: (() => void)[] = [];
    let isSlow = true;
    server.client.onRequest('gitlabCi/listFolder', async () => {
      if (isSlow) await new Promise<void>(resolve => waiting.push(resolve));
      return { entries: [{ name: '.gitlab-ci.yml', kind: 'file' }] };
    });
    section = ALL;
    for (let time = 0; time < 2; time++) {
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await read(server);
    }
    isSlow = false;
    for (const goOn of waiting) goOn();
    await read(server);
    expect(shown(server)).toEqual(['.gitlab-ci.yml']);
  });

  it('are not looked for again when other settings change', async () => {
    let section: unknown = ALL;
    const server = await asked(FILES, () => section);
    const configure = async (to: unknown): Promise<void> => {
      section = to;
      server.asked.length = 0;
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await read(server);
    };
    await configure({ ...ALL, trace: { server: 'off' } });
    await configure({ ...ALL, rules: { 'unknown-key': 'off' } });
    expect(server.asked).toEqual([]);
    await configure({});
    await configure(ALL);
    expect(server.asked).not.toEqual([]);
    expect(shown(server)).toEqual(EVERY);
  });

  it('are looked for again when the editor hides other files', async () => {
    let hidden = 'hidden';
    const answers: Readonly<Record<string, () => unknown>> = {
      gitlabCi: () => ALL,
      'files.exclude': () => ({ [hidden]: true }),
    };
    const server = await serverOn(FILES, { configuration: (_, name) => answers[name ?? '']?.() ?? null });
    expect(shown(server)).not.toContain('hidden/.gitlab-ci.yml');
    hidden = 'sub';
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await read(server);
    expect(shown(server)).toContain('hidden/.gitlab-ci.yml');
    expect(shown(server)).not.toContain('sub/.gitlab-ci.yml');
  });

  it('follow the disk', async () => {
    const server = await asked(FILES, () => ALL);
    server.disk.set(PART, 'job:\n  script: make\n');
    await touch(server, PART);
    expect(shown(server)).not.toContain('ci/part.yml');
    server.disk.set(`${ROOT}new/.gitlab-ci.yml`, BAD);
    server.disk.set(`${ROOT}hidden/new/.gitlab-ci.yml`, BAD);
    await touch(server, `${ROOT}new/.gitlab-ci.yml`);
    await touch(server, `${ROOT}hidden/new/.gitlab-ci.yml`);
    expect(shown(server)).toEqual(['child.yml', 'new/.gitlab-ci.yml', 'sub/.gitlab-ci.yml']);
    server.disk.delete(`${ROOT}new/.gitlab-ci.yml`);
    await touch(server, `${ROOT}new/.gitlab-ci.yml`);
    expect(shown(server)).toEqual(['child.yml', 'sub/.gitlab-ci.yml']);
  });

  it('are those of the editor while a file is open, and of the disk afterwards', async () => {
    const server = await asked(FILES, () => ALL);
    await open(server, CHILD, 'job:\n  script: make\n');
    expect(shown(server)).not.toContain('child.yml');
    await open(server, MAIN, 'start:\n  trigger: { include: child.yml }\n');
    await rest(server);
    expect(shown(server)).toEqual(['sub/.gitlab-ci.yml']);
    for (const uri of [CHILD, MAIN])
      await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await server.settled();
    await rest(server);
    expect(shown(server)).toEqual(EVERY);
  });

  describe('of a pipeline that is open but not on the disk', () => {
    const { '.gitlab-ci.yml': main } = FILES;
    const others = { 'ci/part.yml': BAD, 'child.yml': BAD };
    const every = ['.gitlab-ci.yml', 'child.yml', 'ci/part.yml'];

    it('stay when it is deleted', async () => {
      const server = await asked({ '.gitlab-ci.yml': main, ...others }, () => ALL);
      await open(server, MAIN, main);
      server.disk.delete(MAIN);
      await touch(server, MAIN);
      expect(shown(server)).toEqual(every);
    });

    it('are shown when it is opened, until it is closed', async () => {
      const server = await asked(others, () => ALL);
      await open(server, MAIN, main);
      expect(shown(server)).toEqual(every);
      await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: MAIN } });
      await server.settled();
      await rest(server);
      expect(shown(server)).toEqual([]);
    });

    it('are shown when the setting comes', async () => {
      let section: unknown = {};
      const server = await asked(others, () => section);
      await open(server, MAIN, main);
      expect(shown(server)).toEqual(['.gitlab-ci.yml']);
      section = ALL;
      await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await read(server);
      expect(shown(server)).toEqual(every);
    });
  });

  it('go with the folder, even if one of its pipelines changes meanwhile', async () => {
    const capabilities = { ...ABLE, workspace: { ...ABLE.workspace, workspaceFolders: true } };
    const server = await serverOn({ '.gitlab-ci.yml': BAD }, { configuration: () => ALL, capabilities });
    expect(shown(server)).toEqual(['.gitlab-ci.yml']);
    const event = { added: [], removed: [{ uri: ROOT, name: 'ws' }] };
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: MAIN, type: 2 }] });
    await read(server);
    expect(shown(server)).toEqual([]);
  });

  it('are also those of the settings of runners, as they lie on the disk and as they are typed', async () => {
    const two = '[[runners]]\n[runners.kubernetes.container_lifecycle.pre_stop]\nexec = {}\ntcp_socket = {}\n';
    const files = {
      '.gitlab-ci.yml': 'job: { script: make }\n',
      'runner/config.toml': two,
      'other/config.toml': '[package]\nexec = {}\n',
    };
    const server = await asked(files, () => ALL);
    const uri = `${ROOT}runner/config.toml`;
    expect(shown(server)).toEqual(['runner/config.toml']);
    expect(codes(server, uri)).toContain('one-handler');
    await open(server, uri, '[[runners]]\n');
    expect(shown(server)).toEqual([]);
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await server.settled();
    await rest(server);
    expect(shown(server)).toEqual(['runner/config.toml']);
    server.disk.set(uri, '[[runners]]\n');
    await touch(server, uri);
    expect(shown(server)).toEqual([]);
    server.disk.set(uri, two);
    await touch(server, uri);
    server.disk.delete(uri);
    await touch(server, uri);
    expect(shown(server)).toEqual([]);
  });

  it('are those of the settings of runners in a repository without pipelines, too, unless they are excluded', async () => {
    const files = { 'config.toml': '[[runners]]\n[runners.kubernetes.container_lifecycle.pre_stop]\n' };
    const server = await asked(files, () => ALL);
    expect(shown(server)).toEqual(['config.toml']);
    server.stop();
    expect(shown(await asked(files, () => ({ ...ALL, files: { exclude: ['**/*.toml'] } })))).toEqual([]);
  });

  it('follow a template that is being edited', async () => {
    const job = 'include: ci/part.yml\njob: { extends: .base, script: make }\n';
    const server = await asked({ '.gitlab-ci.yml': job, 'ci/part.yml': '.base: { image: a }\n' }, () => ALL);
    expect(shown(server)).toEqual([]);
    await open(server, PART, '.base: { image: a }\n');
    await rewrite(server, PART, '.other: { image: a }\n');
    await rest(server);
    expect(codes(server, MAIN)).toEqual(['unknown-base']);
  });
});

describe('long work', () => {
  const able = { ...ABLE, window: { workDoneProgress: true } };

  interface Slow {
    readonly told: string[];
    readonly goOn: () => void;
    readonly server: OnDisk;
  }

  /** A client that does not send the content of a file until the test says so. */
  async function slow(capabilities: Options['capabilities']): Promise<Slow> {
    const told: string[] = [];
    const waiting: (() => void)[] = [];
    const server = await serverWith({}, capabilities ? { capabilities } : {});
    running = server;
    server.client.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
      server.client.onProgress(WorkDoneProgress.type, token, value => {
        told.push(value.kind === 'begin' ? value.title : value.kind);
      });
      return null;
    });
    server.client.onRequest('gitlabCi/readFile', async ({ uri }: { uri: string }) => {
      if (!/\/\.git(lab-ci-tools\.yml)?$/.test(uri)) await new Promise<void>(resolve => waiting.push(resolve));
      return { failed: 'missing' };
    });
    return { told, server, goOn: () => waiting.splice(0).forEach(resolve => resolve()) };
  }

  it('is shown after a moment, until it is done', async () => {
    const { told, goOn, server } = await slow(able);
    await open(server, MAIN, 'include: a.yml\njob:\n  script: make\n');
    expect(told).toEqual([]);
    server.clock.advance(MOMENT);
    await read(server);
    expect(told).toEqual(['Reading included files']);
    goOn();
    await read(server);
    expect(told).toEqual(['Reading included files', 'end']);
    expect(codes(server, MAIN)).toEqual(['missing-include']);
  });

  it('is not where it is done in time', async () => {
    const { told, goOn, server } = await slow(able);
    await open(server, MAIN, 'include: a.yml\njob:\n  script: make\n');
    goOn();
    await read(server);
    server.clock.advance(MOMENT);
    await read(server);
    expect(told).toEqual([]);
  });

  it('is not where the client cannot show it', async () => {
    const { told, goOn, server } = await slow(ABLE);
    await open(server, MAIN, 'include: a.yml\njob:\n  script: make\n');
    server.clock.advance(MOMENT);
    await read(server);
    expect(told).toEqual([]);
    goOn();
    await read(server);
    expect(server.logged).toEqual([]);
  });
});
