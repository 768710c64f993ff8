/** Lenses in clients without commands of their own: each has a command, which shows its place or tells what it stands for. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens, InitializeParams, ShowDocumentParams } from 'vscode-languageserver';
import { openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = `.drain:
  hooks: { pre_stop_k8s_container_handler: { exec: [drain] } }
.unused:
  hooks: { pre_stop_k8s_container_handler: { exec: [drain] } }
one:
  script: make
  extends: .drain
two:
  script: make
  parallel: 2
  extends: .drain
ruled:
  script: make
  rules:
    - if: $CI_COMMIT_TAG
    - if: $CI_COMMIT_BRANCH
`;
const about = { textDocument: { uri: URI } };

let running: Started | undefined;
afterEach(() => running?.stop());

interface Client {
  readonly lenses: readonly CodeLens[];
  /** Clicks the lens with that text, and returns everything that the client was asked to show. */
  readonly click: (title: string) => Promise<unknown[]>;
}

async function clientThat(
  able: InitializeParams['capabilities'],
  { chooses, text = TEXT }: { readonly chooses?: string; readonly text?: string } = {},
): Promise<Client> {
  const shown: unknown[] = [];
  const { client, settled } = (running = await start({ capabilities: able }, ['file:///ws'], asked => {
    asked.onNotification('window/showMessage', ({ message }: { message: string }) => void shown.push(message));
    asked.onRequest('window/showMessageRequest', ({ actions }: { actions: { title: string }[] }) => {
      shown.push(actions.map(({ title }) => title));
      return actions.find(({ title }) => title === chooses) ?? null;
    });
    asked.onRequest('window/showDocument', ({ uri, selection }: ShowDocumentParams) => {
      shown.push([uri, selection]);
      return { success: true };
    });
  }));
  await openText(running, URI, text);
  await settled();
  const found = await client.sendRequest<CodeLens[]>('textDocument/codeLens', about);
  const lenses = await Promise.all(found.map(lens => client.sendRequest<CodeLens>('codeLens/resolve', lens)));
  return {
    lenses,
    async click(title) {
      const { command } = lenses.find(one => one.command?.title === title) ?? {};
      expect(await client.sendRequest('workspace/executeCommand', command)).toBeNull();
      await settled();
      return shown;
    },
  };
}

const showing = { window: { showDocument: { support: true } } };

describe('a lens', () => {
  it.each([{}, showing])('always has a command that the server knows: %j', async able => {
    const { lenses } = await clientThat(able);
    const known = running?.initialized.capabilities.executeCommandProvider?.commands;
    expect(new Set(lenses.map(({ data }) => (data as { kind: string }).kind))).toEqual(
      new Set(['uses', 'origin', 'scenario', 'copies']),
    );
    for (const { command } of lenses) {
      expect(command?.title).not.toBe('');
      expect(known).toContain(command?.command);
    }
  });

  it('goes to its only place', async () => {
    const { click } = await clientThat(showing);
    expect(await click('pre-stop hook from .drain')).toEqual([
      [URI, { start: { line: 1, character: 52 }, end: { line: 1, character: 57 } }],
    ]);
  });

  it('lets a person choose among several places', async () => {
    const { click } = await clientThat(showing, { chooses: '.gitlab-ci.yml:8' });
    expect(await click('pre-stop hook used by 2 jobs')).toEqual([
      ['.gitlab-ci.yml:5', '.gitlab-ci.yml:8'],
      [URI, { start: { line: 7, character: 0 }, end: { line: 7, character: 3 } }],
    ]);
  });

  it('tells its places where no document can be shown', async () => {
    const { click } = await clientThat({});
    expect(await click('pre-stop hook used by 2 jobs')).toEqual([
      '.drain: pre-stop hook used by 2 jobs\n.gitlab-ci.yml:5\n.gitlab-ci.yml:8',
    ]);
  });

  it.each([
    ['runs', ['one: runs', 'In scenario push', 'without rules']],
    ['pre-stop hook used by no job', ['.unused: pre-stop hook used by no job']],
    ['2 copies: two 1/2, two 2/2', ['two: 2 copies', '- two 1/2: runs', '- two 2/2: runs']],
  ])('tells why: %s', async (title, words) => {
    const { click } = await clientThat(showing);
    const [message, ...others] = await click(title);
    for (const word of words) expect(message).toContain(word);
    expect(others).toEqual([]);
  });

  it('says so where GitLab refuses the pipeline, of whose jobs nothing is known then', async () => {
    const { lenses } = await clientThat(showing, { text: 'job:\n  script: make\n  needs: [gone]\n' });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['no pipeline: GitLab refuses it']);
  });

  it('shows names of the file as text, of which an editor makes no link or icon', async () => {
    const name = '[x](command:evil) $(error)';
    const { click, lenses } = await clientThat(showing, { text: `"${name}":\n  script: make\n` });
    expect(lenses).toHaveLength(1);
    expect(JSON.stringify(await click('runs'))).toContain('[x] (command:evil) $ (error)');
  });

  it('of an earlier text is refused as outdated', async () => {
    await clientThat({});
    const lens = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
    for (const data of [
      { uri: URI, kind: 'uses', name: 'gone' },
      { uri: 'file:///ws/closed.yml', kind: 'uses', name: 'one' },
    ])
      await expect(running!.client.sendRequest('codeLens/resolve', { ...lens, data })).rejects.toThrow(/has changed/);
  });

  it.each([[], [null], [{ uri: URI, kind: 'other', name: 'one' }]].map(one => [one]))(
    'is not opened with the arguments %j',
    async given => {
      await clientThat(showing);
      const asked = { command: 'gitlabCi.openLens', arguments: given };
      await expect(running!.client.sendRequest('workspace/executeCommand', asked)).rejects.toThrow(/openLens/);
    },
  );
});
