/** Which files the client is asked to watch, and what happens when they change. */
import { afterEach, expect, it } from 'vitest';
import { ABLE, type Started } from './connect.ts';
import { codes, open, read, rest, rewrite, ROOT, serverWith, touch } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const EXEC = '.stops:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [/bin/drain]\n';
const PLAIN = 'include: /ci/stops.yml\ndeploy:\n  extends: .stops\n  script: make\n';

let running: Started | undefined;
afterEach(() => running?.stop());

it('files of other kinds only while a pipeline has rules about them', async () => {
  const able = { ...ABLE, workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };
  const watched = new Map<string, readonly string[]>();
  const server = await serverWith({ 'ci/stops.yml': EXEC }, { capabilities: able, watched });
  running = server;
  const globs = (): readonly string[] => [...watched.values()].flat();
  await open(server, MAIN, PLAIN);
  const always = ['**/*.{yml,yaml}', '**/.git/HEAD', '**/{config.toml,config.template.toml}'];
  expect(globs()).toEqual([...always, '**/ci']);
  const rules = (file: string): string =>
    PLAIN.replace('/ci/stops.yml', `[{ local: ci/stops.yml, rules: [{ exists: [${file}, ci/*.yml] }] }]`);
  await rewrite(server, MAIN, rules('Dockerfile'));
  await rest(server);
  expect(globs()).toEqual([...always, '**/Dockerfile', '**/ci']);
  await rewrite(server, MAIN, rules('docker/*.json'));
  await rest(server);
  expect(globs()).toEqual([...always, '**/docker/*.json', '**/ci', '**/docker']);
  await rewrite(server, MAIN, PLAIN);
  await rest(server);
  expect(globs()).toEqual([...always, '**/ci']);
  server.disk.set(`${ROOT}Dockerfile`, '');
  await rewrite(server, MAIN, rules('Dockerfile').replace(', ci/*.yml', ''));
  await rest(server);
  expect(codes(server, MAIN)).toEqual([]);
});

it('folders with files of pipelines, since an editor tells of one that is deleted or comes back, but not of its files', async () => {
  const able = { ...ABLE, workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };
  const watched = new Map<string, readonly string[]>();
  const files = { 'ci/stops.yml': EXEC, 'ci/jobs/one.yml': 'one: { script: make }\n' };
  const server = await serverWith(files, { capabilities: able, watched });
  running = server;
  const including = (paths: string): string => PLAIN.replace('/ci/stops.yml', `[/ci/stops.yml, ${paths}]`);
  await open(server, MAIN, including('"deep/[er]/*.yml"'));
  expect([...watched.values()].flat()).toEqual(expect.arrayContaining(['**/ci', '**/deep', '**/deep/?er?']));
  await rewrite(server, MAIN, including('ci/jobs/*.yml'));
  await rest(server);
  expect(codes(server, MAIN)).not.toContain('missing-include');
  for (const uri of Object.keys(files)) server.disk.delete(ROOT + uri);
  await comeOrGo(server, `${ROOT}ci`, 3);
  expect(codes(server, MAIN)).toContain('missing-include');
  for (const [uri, text] of Object.entries(files)) server.disk.set(ROOT + uri, text);
  await comeOrGo(server, `${ROOT}ci`, 1);
  expect(codes(server, MAIN)).not.toContain('missing-include');
});

async function comeOrGo(server: Started, uri: string, type: number): Promise<void> {
  await server.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  await read(server);
}

it('nothing is read for files that no pipeline depends on', async () => {
  const server = await serverWith({ 'ci/stops.yml': EXEC });
  running = server;
  await open(server, MAIN, `${PLAIN}  trigger: { include: child.yml }\n`.replace('  script: make\n', ''));
  server.asked.length = 0;
  for (const path of ['node_modules/a/.travis.yml', 'ci/other.yml', 'sub/.gitlab-ci.yml', 'README'])
    await touch(server, ROOT + path);
  expect(server.asked).toEqual([]);
  await touch(server, `${ROOT}child.yml`);
  expect(server.asked).toContain(`${ROOT}child.yml`);
  await rewrite(server, MAIN, PLAIN.replace('/ci/stops.yml', 'ci/*.yml'));
  await rest(server);
  server.asked.length = 0;
  await touch(server, `${ROOT}ci/other.yml`);
  expect(server.asked).not.toEqual([]);
});

const PART = `${ROOT}ci/part.yml`;
const USES = 'include: ci/part.yml\njob:\n  extends: .base\n';

it.each(['opened', 'saved'])('a client that reports no files has them read again when one is %s', async how => {
  const server = await serverWith({ 'ci/part.yml': '.base: { script: make }\n' });
  running = server;
  await open(server, MAIN, USES);
  expect(codes(server, MAIN)).toEqual([]);
  server.disk.set(PART, '.bass: { script: make }\n');
  await once(server, how);
  expect(codes(server, MAIN)).toContain('unknown-base');
  server.disk.set(PART, '.base: { script: make }\n');
  await once(server, how, 'more.yml');
  expect(codes(server, MAIN)).toEqual([]);
});

it('and so is the configuration of the repository', async () => {
  const server = await serverWith({});
  running = server;
  await open(server, MAIN, 'job:\n  script: make\n  stage: nowhere\n');
  expect(codes(server, MAIN)).toEqual(['unknown-stage']);
  server.disk.set(`${ROOT}.gitlab-ci-tools.yml`, 'rules: { unknown-stage: off }\n');
  await once(server, 'saved');
  expect(codes(server, MAIN)).toEqual([]);
});

it.each([
  ['our own client, which reports every file, is trusted', true, []],
  ['another client is not, since it may report only what it saves itself', false, [PART]],
])('%s', async (_, recognised, expected) => {
  const able = { ...ABLE, workspace: { ...ABLE.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };
  const files = { 'ci/part.yml': '.base: { script: make }\n' };
  const server = await serverWith(files, { capabilities: able, recognised });
  running = server;
  await open(server, MAIN, USES);
  server.asked.length = 0;
  await once(server, 'saved');
  expect(server.asked.filter(uri => uri === PART)).toEqual(expected);
});

it.each(['opened', 'saved'])('such a client has settings of runners looked for again when a file is %s', async how => {
  const server = await serverWith({});
  running = server;
  await open(server, MAIN, EXEC);
  const about = { textDocument: { uri: MAIN }, position: { line: 2, character: 8 } };
  const said = async (): Promise<string> =>
    JSON.stringify(await server.client.sendRequest('textDocument/hover', about));
  expect(await said()).not.toContain('runner/config.toml');
  const table = '[[runners]]\nname = "a"\n[runners.kubernetes.container_lifecycle.pre_stop.exec]\ncommand = ["x"]\n';
  server.disk.set(`${ROOT}runner/config.toml`, table);
  await once(server, how);
  expect(await said()).toContain('runner/config.toml');
});

/** A person opens another file, or saves the pipeline. */
async function once(server: Started, how: string, other = 'other.yml'): Promise<void> {
  if (how === 'opened') return open(server, `${ROOT}${other}`, 'a: b\n');
  await server.client.sendNotification('textDocument/didSave', { textDocument: { uri: MAIN } });
  await read(server);
}
