/** Several folders in a workspace, side by side or within each other: which repository a file is in, as they come and go. */
import { afterEach, describe, expect, it } from 'vitest';
import { ABLE } from './connect.ts';
import { codes, open, problems, read, rest, rewrite, ROOT, serverWith, type OnDisk } from './files.ts';
import { EXEC, HTTP, JOB } from './stops.ts';

let running: OnDisk | undefined;
afterEach(() => running?.stop());

describe('two folders of a workspace', () => {
  const [ONE, TWO] = [`${ROOT}one/`, `${ROOT}two/`];
  const files = {
    'one/.gitlab-ci.yml': JOB,
    'one/ci/stops.yml': EXEC,
    'two/ci/stops.yml': HTTP,
    'two/inner/.git': 'gitdir: ../../.git/worktrees/inner\n',
    'two/inner/ci/stops.yml': EXEC,
    'ci/stops.yml': HTTP,
  };

  async function opened(uri: string, folders: readonly string[]): Promise<OnDisk> {
    const workspace = { ...ABLE.workspace, workspaceFolders: true };
    const server = await serverWith(files, { folders, capabilities: { ...ABLE, workspace } });
    running = server;
    await open(server, uri, JOB);
    return server;
  }

  function ofOther(server: OnDisk, uri: string): readonly string[] {
    const [problem] = problems(server, uri).filter(({ code }) => code === 'one-handler');
    return (problem?.relatedInformation ?? []).map(({ location }) => location.uri).filter(other => other !== uri);
  }

  it.each([
    ['one', `${ONE}.gitlab-ci.yml`, `${ONE}ci/stops.yml`],
    ['two', `${TWO}.gitlab-ci.yml`, `${TWO}ci/stops.yml`],
    ['a repository in the second, whose .git is a file', `${TWO}inner/.gitlab-ci.yml`, `${TWO}inner/ci/stops.yml`],
  ])('keep to themselves: %s', async (_, uri, other) => {
    const server = await opened(uri, [ONE, TWO]);
    expect(ofOther(server, uri)).toEqual([other]);
    const root = other.replace(/ci\/stops.yml$/, '');
    expect(server.asked.filter(read => !read.startsWith(root) && !read.endsWith('.git'))).toEqual([]);
    expect(server.logged).toEqual([]);
  });

  it('may lie in each other', async () => {
    const uri = `${TWO}inner/.gitlab-ci.yml`;
    const server = await opened(uri, [TWO, `${TWO}inner/`]);
    expect(ofOther(server, uri)).toEqual([`${TWO}inner/ci/stops.yml`]);
    await open(server, `${TWO}.gitlab-ci.yml`, JOB);
    expect(ofOther(server, `${TWO}.gitlab-ci.yml`)).toEqual([`${TWO}ci/stops.yml`]);
  });

  it('see each edit of a file of the inner one that the outer one includes', async () => {
    const [main, uri] = [`${ROOT}.gitlab-ci.yml`, `${ROOT}ci/stops.yml`];
    const server = await opened(main, [ROOT, `${ROOT}ci/`]);
    const isShown = async (): Promise<boolean> => {
      await rest(server);
      return codes(server, main).includes('one-handler');
    };
    expect(await isShown()).toBe(true);
    await open(server, uri, '.stops: {}\n');
    expect(await isShown()).toBe(false);
    await rewrite(server, uri, HTTP);
    expect(await isShown()).toBe(true);
    await rewrite(server, uri, '.stops: {}\n');
    expect(await isShown()).toBe(false);
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await server.settled();
    expect(await isShown()).toBe(true);
  });

  it('come and go as soon as the server is there', async () => {
    const workspace = {
      ...ABLE.workspace,
      workspaceFolders: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
    };
    const server = await serverWith(files, { folders: [ROOT], capabilities: { ...ABLE, workspace } });
    running = server;
    const event = { removed: [{ uri: ROOT, name: '' }], added: [{ uri: TWO, name: '' }] };
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    const uri = `${TWO}.gitlab-ci.yml`;
    await open(server, uri, JOB);
    expect(ofOther(server, uri)).toEqual([`${TWO}ci/stops.yml`]);
  });

  it('come and go: a file is judged in the repository that it lies in then', async () => {
    const uri = `${TWO}.gitlab-ci.yml`;
    const server = await opened(uri, [ROOT]);
    expect(ofOther(server, uri)).toEqual([`${ROOT}ci/stops.yml`]);
    const event = { removed: [{ uri: ROOT, name: '' }], added: [{ uri: TWO, name: '' }] };
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await read(server);
    expect(ofOther(server, uri)).toEqual([`${TWO}ci/stops.yml`]);
  });
});
