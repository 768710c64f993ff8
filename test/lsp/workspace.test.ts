/**
 * Pipelines of several files: checked together, checked again when one of them changes, and never beyond the
 * repository.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, CompletionList, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Started } from './connect.ts';
import { codes, open, problems, rest, rewrite, ROOT, serverWith, touch, type OnDisk } from './files.ts';
import { EXEC, HTTP, JOB } from './stops.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const TEMPLATE = `${ROOT}ci/stops.yml`;

const PLAIN = 'include: /ci/stops.yml\ndeploy:\n  extends: .stops\n  script: make\n';

let running: Started | undefined;
afterEach(() => running?.stop());

async function serverOn(files: Readonly<Record<string, string>>): Promise<OnDisk> {
  const server = await serverWith(files);
  running = server;
  return server;
}

describe('two files', () => {
  it('meet: the collision is shown at the job, with the other handler in its file', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, JOB);
    const collision = problems(server, MAIN).find(({ code }) => code === 'one-handler');
    expect(collision?.severity).toBe(1);
    expect(collision?.relatedInformation?.map(({ location }) => location.uri)).toContain(TEMPLATE);
    expect(server.logged).toEqual([]);
  });

  it('judge the job again when the open template changes', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC, '.gitlab-ci.yml': JOB });
    await open(server, MAIN, JOB);
    await open(server, TEMPLATE, EXEC);
    await rewrite(server, TEMPLATE, '.stops:\n  script: make\n');
    await rest(server);
    expect(codes(server, MAIN)).toEqual([]);
    await rewrite(server, TEMPLATE, HTTP);
    await rest(server);
    expect(codes(server, MAIN)).toContain('one-handler');
  });

  it('judge the job again when the template changes on the disk, and prefer the editor', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, JOB);
    server.disk.set(TEMPLATE, '.stops:\n  script: make\n');
    await touch(server, TEMPLATE);
    expect(codes(server, MAIN)).toEqual([]);
    await open(server, TEMPLATE, EXEC);
    await rest(server);
    server.disk.set(TEMPLATE, '');
    await touch(server, TEMPLATE);
    expect(codes(server, MAIN)).toContain('one-handler');
  });

  it('recognise the included one whatever its name', async () => {
    const server = await serverOn({ '.gitlab-ci.yml': PLAIN, 'ci/stops.yml': EXEC });
    await open(server, TEMPLATE, '.stops:\n  hooks: { nonsense: x }\n');
    expect(codes(server, TEMPLATE)).toContain('unknown-key');
  });

  it('leave a file alone that no pipeline includes', async () => {
    const server = await serverOn({ '.gitlab-ci.yml': 'job:\n  script: make\n' });
    await open(server, `${ROOT}other.yml`, '.stops:\n  hooks: { nonsense: x }\n');
    expect(codes(server, `${ROOT}other.yml`)).toEqual([]);
  });
});

describe('includes', () => {
  it('of a file that no pipeline includes are read, too, if it is the first to be opened', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC, '.gitlab-ci.yml': 'other:\n  script: make\n' });
    const alone = `${ROOT}part.gitlab-ci.yml`;
    await open(server, alone, JOB);
    expect(codes(server, alone)).toContain('one-handler');
  });

  it('that are missing are said to be, until they are there', async () => {
    const server = await serverOn({});
    await open(server, MAIN, PLAIN);
    expect(codes(server, MAIN)).toEqual(['missing-include']);
    server.disk.set(TEMPLATE, EXEC);
    await touch(server, TEMPLATE);
    expect(codes(server, MAIN)).toEqual([]);
    server.disk.delete(TEMPLATE);
    await touch(server, TEMPLATE);
    expect(codes(server, MAIN)).toEqual(['missing-include']);
  });

  it('with rules about files follow those as they come and go', async () => {
    const main = 'include:\n  - local: ci/stops.yml\n    rules: [{ exists: [Dockerfile] }]\n';
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, `${main}job: { extends: .stops, script: make }\n`);
    expect(codes(server, MAIN)).toEqual(['unknown-base']);
    server.disk.set(`${ROOT}Dockerfile`, '');
    server.asked.length = 0;
    await touch(server, `${ROOT}README`);
    expect(server.asked).toEqual([]);
    await touch(server, `${ROOT}Dockerfile`);
    expect(codes(server, MAIN)).toEqual([]);
    server.disk.delete(`${ROOT}Dockerfile`);
    await touch(server, `${ROOT}Dockerfile`);
    expect(codes(server, MAIN)).toEqual(['unknown-base']);
  });

  it('that form cycles are refused', async () => {
    const server = await serverOn({ 'ci/stops.yml': `include: /.gitlab-ci.yml\n${EXEC}` });
    await open(server, MAIN, PLAIN);
    expect(codes(server, MAIN)).toContain('too-many-includes');
  });

  it('are looked for once the typing rests, and a keystroke waits for none', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, JOB.replace('include: /ci/stops.yml\n', ''));
    server.asked.length = 0;
    await rewrite(server, MAIN, JOB);
    expect(server.published.at(-1)).toMatchObject({ uri: MAIN, version: 2 });
    expect(server.asked).toEqual([]);
    await rest(server);
    expect(codes(server, MAIN)).toContain('one-handler');
  });

  it('never leave the repository', async () => {
    const server = await serverOn({});
    await open(server, MAIN, 'include: [/../x.yml, ../../y.yml]\njob:\n  script: make\n');
    expect(server.asked.filter(uri => !uri.startsWith(ROOT))).toEqual([]);
  });
});

describe('repositories and pipelines', () => {
  it('end at the nearest .git', async () => {
    const server = await serverOn({ 'sub/.git/HEAD': '', 'sub/ci/stops.yml': EXEC, 'ci/stops.yml': HTTP });
    await open(server, `${ROOT}sub/.gitlab-ci.yml`, JOB);
    const [problem] = problems(server, `${ROOT}sub/.gitlab-ci.yml`).filter(({ code }) => code === 'one-handler');
    expect(problem?.relatedInformation?.map(({ location }) => location.uri)).toContain(`${ROOT}sub/ci/stops.yml`);
  });

  it('of jobs that trigger others are recognised', async () => {
    const main = 'start:\n  trigger:\n    include: child.yml\n';
    const server = await serverOn({ '.gitlab-ci.yml': main });
    await open(server, `${ROOT}child.yml`, 'job:\n  script: make\n  extends: .nowhere\n');
    expect(codes(server, `${ROOT}child.yml`)).toEqual(['unknown-base']);
  });

  it('that share a file are told apart where it matters, and each finding comes once', async () => {
    const child = 'include: /ci/stops.yml\n.base:\n  script: make\n';
    const main = 'include: /ci/stops.yml\nstart:\n  trigger:\n    include: child.yml\n';
    const server = await serverOn({ '.gitlab-ci.yml': main, 'child.yml': child });
    await open(server, TEMPLATE, 'job:\n  extends: .base\n  script: make\n  hooks: { nonsense: x }\n');
    const found = problems(server, TEMPLATE);
    expect(found.filter(({ code }) => code === 'unknown-key')).toHaveLength(1);
    const bases = found.filter(({ code }) => code === 'unknown-base');
    expect(bases).toHaveLength(1);
    expect(bases[0]?.message).toContain('.gitlab-ci.yml');
  });

  it('include pipelines that stand alone, too: those are judged both ways, and parts of others are not', async () => {
    const sub = `${ROOT}sub/.gitlab-ci.yml`;
    const job =
      'default:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [/bin/drain]\n' +
      'job:\n  script: make\n  hooks: { pre_get_sources_script: x }\n';
    const main = 'include: sub/.gitlab-ci.yml\njob: { inherit: { default: false } }\n.base: { script: make }\n';
    const server = await serverOn({ '.gitlab-ci.yml': main, 'sub/.gitlab-ci.yml': job });
    await open(server, sub, job);
    const lost = problems(server, sub).filter(({ code }) => code === 'lost-handler');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.message).toContain('in the pipeline `sub/.gitlab-ci.yml`');
    await rewrite(server, sub, `${job}part:\n  extends: .base\n`);
    await rest(server);
    expect(codes(server, sub)).toEqual([]);
  });

  it('get all fixes at once, whichever pipeline finds what is wrong', async () => {
    const child = 'include: /ci/stops.yml\njob: { extends: .stops, script: make }\n';
    const main = 'include: /ci/stops.yml\nstart:\n  trigger:\n    include: child.yml\n';
    const server = await serverOn({ '.gitlab-ci.yml': main, 'child.yml': child });
    await open(server, TEMPLATE, HTTP.replace('{}', '{ port: "80" }'));
    const actions = await server.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: TEMPLATE },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(JSON.stringify(actions[0]?.edit)).toContain('"newText":"80"');
  });

  it('know a file under every spelling of its URI', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, 'file:///ws/%2Egitlab-ci.yml', JOB);
    expect(codes(server, 'file:///ws/%2Egitlab-ci.yml')).toContain('one-handler');
  });
});

describe('a template', () => {
  it('that is emptied while someone writes it anew stays what it is', async () => {
    const server = await serverOn({ '.gitlab-ci.yml': PLAIN, 'ci/stops.yml': EXEC });
    await open(server, TEMPLATE, EXEC);
    await rewrite(server, TEMPLATE, '');
    await rest(server);
    await rewrite(server, TEMPLATE, '.stops:\n  hooks: { nonsense: x }\n');
    for (let time = 0; time < 2; time++) await rest(server);
    expect(codes(server, TEMPLATE)).toContain('unknown-key');
    await rewrite(server, TEMPLATE, '');
    await rest(server);
    expect(codes(server, MAIN)).toEqual([]);
    const wanted = { textDocument: { uri: TEMPLATE }, position: { line: 0, character: 0 } };
    const list = await server.client.sendRequest<CompletionList>('textDocument/completion', wanted);
    expect(list.items.map(({ label }) => label)).toContain('default');
  });
});

describe('names', () => {
  const at = { textDocument: { uri: MAIN }, position: { line: 2, character: 13 } };

  it('lead to other files, and are renamed there', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, PLAIN);
    const places = await server.client.sendRequest<Location[]>('textDocument/definition', at);
    expect(places.map(({ uri, range }) => [uri, range.start.line])).toEqual([[TEMPLATE, 0]]);
    const edit = await server.client.sendRequest<WorkspaceEdit>('textDocument/rename', { ...at, newName: '.drains' });
    const touched = edit.documentChanges?.map(change => 'textDocument' in change && change.textDocument.uri);
    expect(touched?.toSorted()).toEqual([MAIN, TEMPLATE]);
  });

  it('say why they cannot be renamed', async () => {
    const server = await serverOn({});
    await open(server, MAIN, 'pages:\n  script: make\n');
    const wanted = { textDocument: { uri: MAIN }, position: { line: 0, character: 2 } };
    await expect(server.client.sendRequest('textDocument/prepareRename', wanted)).rejects.toThrow(/pages/);
  });

  it('of files are offered', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC, '.git/x.yml': '', 'deep/er/part.yaml': '' });
    await open(server, MAIN, 'include:\n  - local: \njob:\n  script: make\n');
    const wanted = { textDocument: { uri: MAIN }, position: { line: 1, character: 11 } };
    const list = await server.client.sendRequest<CompletionList>('textDocument/completion', wanted);
    const labels = list.items.map(({ label }) => label).join(' ');
    expect(labels).toContain('ci/stops.yml');
    expect(labels).toContain('deep/er/part.yaml');
    expect(labels).not.toContain('.git/');
  });

  it('of files follow when those move', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, PLAIN);
    const files = [{ oldUri: TEMPLATE, newUri: `${ROOT}ci/drains.yml` }];
    const edit = await server.client.sendRequest<WorkspaceEdit>('workspace/willRenameFiles', { files });
    expect(JSON.stringify(edit)).toContain('/ci/drains.yml');
  });

  it('have lenses, and a text with all that takes effect', async () => {
    const server = await serverOn({ 'ci/stops.yml': EXEC });
    await open(server, MAIN, PLAIN);
    const lenses = await server.client.sendRequest<CodeLens[]>('textDocument/codeLens', at);
    const lens = lenses.find(({ data }) => (data as { kind: string }).kind === 'origin');
    const resolved = await server.client.sendRequest<{ command: { title: string } }>('codeLens/resolve', lens);
    expect(resolved.command.title).toContain('stops.yml');
    const answer = await server.client.sendRequest<{ job: string; text: string }>('gitlabCi/effectiveHooks', at);
    expect(answer.job).toBe('deploy');
    expect(answer.text).toContain('/bin/drain');
  });
});
