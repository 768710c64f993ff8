/** A runner's `config.toml` over the protocol: problems, hover, completion, actions, and conversions both ways. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, CompletionList, Hover, TextDocumentEdit } from 'vscode-languageserver';
import { ABLE, openText, start, type Started } from './connect.ts';
import { open, rewrite, serverWith, touch } from './files.ts';

const URI = 'file:///ws/runner/config.toml';
const CI = 'file:///ws/.gitlab-ci.yml';
const PRE_STOP = 'runners.kubernetes.container_lifecycle.pre_stop';
const TEXT = `[[runners]]\n[${PRE_STOP}.exec]\ncommand = ["sync"]\n[${PRE_STOP}.http_get]\nport = "80"\n`;

let running: Started | undefined;
afterEach(() => running?.stop());

async function opened(text: string, uri = URI, options: Record<string, unknown> = {}): Promise<Started> {
  const server = (running = await start({ capabilities: ABLE, ...options }));
  await openText(server, uri, text);
  await server.settled();
  return server;
}

function codesIn({ published }: Started): readonly unknown[] {
  return published.at(-1)?.diagnostics.map(({ code }) => code) ?? [];
}

const range = (line: number, character: number) => ({
  start: { line, character },
  end: { line, character },
});

const actionsAt = async ({ client }: Started, line: number, character = 1, uri = URI): Promise<readonly CodeAction[]> =>
  client.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: range(line, character),
    context: { diagnostics: [] },
  });

describe('a runner’s config.toml', () => {
  it('has its problems shown', async () => {
    const server = await opened(TEXT);
    expect(codesIn(server)).toEqual(['one-handler', 'wrong-type']);
    expect(server.published.at(-1)?.diagnostics[0]?.relatedInformation?.[0]?.location.uri).toBe(URI);
  });

  it('of another program is left alone', async () => {
    const server = await opened('[server]\nport = "80"\n', 'file:///ws/config.toml');
    expect(codesIn(server)).toEqual([]);
    expect(
      await server.client.sendRequest('textDocument/hover', {
        textDocument: { uri: 'file:///ws/config.toml' },
        position: { line: 1, character: 1 },
      }),
    ).toBeNull();
  });

  it('is judged by the settings', async () => {
    const server = await opened(TEXT, URI, {
      initializationOptions: { gitlabCi: { rules: { 'one-handler': 'off', 'wrong-type': 'warning' } } },
    });
    expect(server.published.at(-1)?.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['wrong-type', 2],
    ]);
  });

  it('that the settings exclude is left alone', async () => {
    const server = await opened(TEXT, URI, {
      initializationOptions: { gitlabCi: { files: { exclude: ['runner/**'] } } },
    });
    expect(codesIn(server)).toEqual([]);
  });

  it('explains and completes keys', async () => {
    const { client } = await opened(TEXT);
    const textDocument = { uri: URI };
    const hover = await client.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 4, character: 2 },
    });
    expect(JSON.stringify(hover.contents)).toContain('integer from 1 to 65535');
    const list = await client.sendRequest<CompletionList>('textDocument/completion', {
      textDocument,
      position: { line: 5, character: 0 },
    });
    expect(list.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['path', 'scheme']));
  });

  it('offers fixes with the edit, and comments that suppress', async () => {
    const actions = await actionsAt(await opened(TEXT), 4, 9);
    expect(actions.map(({ title }) => title)).toEqual([
      'Replace with 80',
      'Disable wrong-type for this line',
      'Disable wrong-type for the whole file',
    ]);
    const [change] = actions[0]?.edit?.documentChanges ?? [];
    expect((change as TextDocumentEdit).edits).toEqual([
      { range: { start: { line: 4, character: 7 }, end: { line: 4, character: 11 } }, newText: '80' },
    ]);
  });

  it('keeps new problems to itself while somebody types', async () => {
    const server = await opened(`[[runners]]\n[${PRE_STOP}.http_get]\nport = 80\n`);
    const at = range(2, 9);
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: at, text: '0' }],
    });
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 3 },
      contentChanges: [{ range: range(2, 10), text: '"' }],
    });
    await server.settled();
    expect(codesIn(server)).toEqual([]);
    server.clock.advance(1000);
    await server.settled();
    expect(codesIn(server)).toEqual(['toml-syntax']);
  });
});

describe('conversions', () => {
  const options = { initializationOptions: { openTextCommand: 'open' } };

  it('make hooks of jobs of the runner’s hook', async () => {
    const server = await opened(`[[runners]]\n[${PRE_STOP}.exec]\ncommand = ["rm", "-f", "/lock"]\n`, URI, options);
    const action = (await actionsAt(server, 2)).find(({ title }) => title === 'Convert to Job Hooks');
    expect(action?.command?.arguments).toEqual([
      {
        language: 'yaml',
        text: 'default:\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec:\n        - rm\n        - -f\n        - /lock\n',
      },
    ]);
    expect((await actionsAt(server, 0)).map(({ title }) => title)).not.toContain('Convert to Job Hooks');
  });

  it('make the runner’s hook of that of a job, or of default', async () => {
    const text =
      'default:\n  hooks:\n    pre_stop_k8s_container_handler: {exec: [sync]}\njob:\n  script: x\n  hooks:\n    pre_stop_k8s_container_handler:\n      http_get: {port: 80}\n';
    const server = await opened(text, CI, options);
    const converted = async (line: number, character: number): Promise<unknown> =>
      (await actionsAt(server, line, character, CI)).find(({ title }) => title === 'Convert to Runner Configuration')
        ?.command?.arguments;
    expect(await converted(6, 6)).toEqual([
      { language: 'toml', text: `[[runners]]\n[${PRE_STOP}.http_get]\nport = 80\n` },
    ]);
    expect(await converted(7, 8)).toEqual(await converted(6, 6));
    expect(await converted(2, 6)).toEqual([
      { language: 'toml', text: `[[runners]]\n[${PRE_STOP}.exec]\ncommand = ["sync"]\n` },
    ]);
    expect(await converted(4, 3)).toBeUndefined();
  });

  it('are not offered to clients that cannot open a text', async () => {
    const server = await opened(`[[runners]]\n[${PRE_STOP}.exec]\ncommand = ["rm"]\n`);
    expect((await actionsAt(server, 2)).map(({ title }) => title)).not.toContain('Convert to Job Hooks');
  });
});

describe('the hook of a job', () => {
  const JOB = 'job:\n  script: x\n  hooks:\n    pre_stop_k8s_container_handler:\n      exec: [sync]\n';
  const told = async ({ client }: Pick<Started, 'client'>, line: number, character: number): Promise<string> =>
    JSON.stringify(
      await client.sendRequest('textDocument/hover', { textDocument: { uri: CI }, position: { line, character } }),
    );

  it('tells whose hook it overrides, as the file is now', async () => {
    const server = (running = await serverWith({
      'runner/config.toml': `[[runners]]\nname = "kube [a](b)"\n[${PRE_STOP}.exec]\ncommand = ["sync"]\n`,
      'other/config.toml': '[server]\nport = 1\n',
    }));
    await open(server, CI, JOB);
    expect(await told(server, 3, 8)).toMatch(
      /\*\*Overrides\*\*.*`exec` of runner `kube \[a\]\(b\)` in \[runner\/config\.toml\]\(file:\/\/\/ws\/runner\/config\.toml#L3\)/u,
    );
    // not in the hover of the job itself or of the handler
    expect(await told(server, 0, 1)).not.toContain('Overrides');
    expect(await told(server, 4, 8)).not.toContain('Overrides');
    await open(server, URI, TEXT);
    expect(await told(server, 3, 8)).toContain('`exec`, `http_get` of a runner');
    await rewrite(server, URI, '[[runners]]\n');
    expect(await told(server, 3, 8)).not.toContain('Overrides');
    server.disk.set('file:///ws/config.toml', TEXT);
    await touch(server, 'file:///ws/config.toml');
    expect(await told(server, 3, 8)).toContain('in [config.toml](file:///ws/config.toml#L2)');
  });

  it('looks for settings of runners only when somebody asks for them', async () => {
    const server = (running = await serverWith({ 'runner/config.toml': TEXT }));
    await open(server, CI, JOB);
    await told(server, 1, 4);
    expect(server.asked.filter(uri => uri.includes('config.toml'))).toEqual([]);
  });
});
