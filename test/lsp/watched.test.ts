/** Which files the client is asked to watch, and what happens when they change. */
import { afterEach, expect, it } from 'vitest';
import { ABLE, type Started } from './connect.ts';
import { codes, open, rest, rewrite, ROOT, serverWith, touch } from './files.ts';

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
  expect(globs()).toEqual(['**/*.{yml,yaml}', '**/.git/HEAD', '**/{config.toml,config.template.toml}']);
  const rules = (file: string): string =>
    PLAIN.replace('/ci/stops.yml', `[{ local: ci/stops.yml, rules: [{ exists: [${file}, ci/*.yml] }] }]`);
  await rewrite(server, MAIN, rules('Dockerfile'));
  await rest(server);
  expect(globs()).toEqual([
    '**/*.{yml,yaml}',
    '**/.git/HEAD',
    '**/{config.toml,config.template.toml}',
    '**/Dockerfile',
  ]);
  await rewrite(server, MAIN, rules('docker/*.json'));
  await rest(server);
  expect(globs()).toEqual([
    '**/*.{yml,yaml}',
    '**/.git/HEAD',
    '**/{config.toml,config.template.toml}',
    '**/docker/*.json',
  ]);
  await rewrite(server, MAIN, PLAIN);
  await rest(server);
  expect(globs()).toEqual(['**/*.{yml,yaml}', '**/.git/HEAD', '**/{config.toml,config.template.toml}']);
  server.disk.set(`${ROOT}Dockerfile`, '');
  await rewrite(server, MAIN, rules('Dockerfile').replace(', ci/*.yml', ''));
  await rest(server);
  expect(codes(server, MAIN)).toEqual([]);
});

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
