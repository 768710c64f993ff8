/** The files that a pipeline names are read whenever that becomes known: by a setting, or while others are read. */
import { afterEach, expect, it } from 'vitest';
import { codes, open, read, rest, rewrite, ROOT, serverWith, type OnDisk } from './files.ts';
import { EXEC } from './stops.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEMPLATE = `${ROOT}ci/stops.yml`;

const JOB =
  'deploy:\n  extends: .stops\n  script: make\n' +
  '  hooks:\n    pre_stop_k8s_container_handler:\n      tcp_socket: { port: 80 }\n';

let server: OnDisk;
afterEach(() => server.stop());

it('are read as soon as a setting makes a pipeline of the file', async () => {
  const other = `${ROOT}other.yml`;
  let section = {};
  server = await serverWith({ '.gitlab-ci.yml': '', 'ci/stops.yml': EXEC }, { configuration: () => section });
  await open(server, other, `${JOB}include: missing.yml\n`);
  expect(codes(server, other)).toEqual([]);
  section = { files: { include: ['**/other.yml'] } };
  await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await read(server);
  await rest(server);
  expect(codes(server, other)).toContain('missing-include');
});

it('are found if the file that names them is edited while its repository is read', async () => {
  server = await serverWith({});
  let answer = (_: { text: string }): void => undefined;
  server.client.onRequest('gitlabCi/readFile', ({ uri }: { uri: string }) => {
    if (uri.endsWith('/slow.yml')) return new Promise(resolve => (answer = resolve));
    return uri === TEMPLATE ? { text: EXEC } : { failed: 'missing' };
  });
  await open(server, MAIN, 'include: ci/slow.yml\n');
  await rewrite(server, MAIN, `include: /ci/stops.yml\n${JOB}`);
  answer({ text: '.slow: {}\n' });
  await read(server);
  await rest(server);
  expect(codes(server, MAIN)).toContain('one-handler');
});
