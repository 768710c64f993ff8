/** Code actions over the protocol: kinds, versions, and what is left out for clients that do not support it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, CodeActionContext, TextEdit } from 'vscode-languageserver';
import { applyChanges } from '../../server/src/text/span.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { ABLE, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = `job:
  script: make
  hooks:
    pre_stop_k8s_container_handler:
      httpGet: { port: 8080, scheme: http }
`;
let running: Started | undefined;
afterEach(() => running?.stop());

async function actions(
  line: number,
  context: Partial<CodeActionContext> = {},
  capabilities = ABLE,
  text = TEXT,
): Promise<CodeAction[]> {
  const server = (running = await start({ capabilities }));
  const textDocument = { uri: URI, languageId: 'yaml', version: 3, text };
  await server.client.sendNotification('textDocument/didOpen', { textDocument });
  const at = { line, character: 8 };
  return server.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: { start: at, end: at },
    context: { diagnostics: [], ...context },
  });
}

function applied(edits: readonly TextEdit[]): string {
  const lines = linesOf(TEXT);
  return applyChanges(
    TEXT,
    edits.map(({ range, newText }) => ({
      span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      text: newText,
    })),
  );
}

function editsOf(action: CodeAction | undefined): readonly TextEdit[] {
  const [change] = action?.edit?.documentChanges ?? [];
  return change && 'edits' in change ? (change.edits as TextEdit[]) : [];
}

describe('quick fixes', () => {
  it('carry their problem, a versioned edit and the mark of the preferred one', async () => {
    const found = await actions(4);
    const fix = found.find(({ isPreferred }) => isPreferred);
    expect(fix).toMatchObject({
      kind: 'quickfix',
      diagnostics: [{ code: 'unknown-key', source: 'gitlab-ci' }],
      edit: { documentChanges: [{ textDocument: { uri: URI, version: 3 } }] },
    });
    expect(applied(editsOf(fix))).toBe(TEXT.replace('httpGet', 'http_get'));
    expect(found.some(({ title }) => title.includes('Disable unknown-key'))).toBe(true);
  });

  it('are none where nothing is wrong', async () => {
    expect((await actions(1)).filter(({ kind }) => kind === 'quickfix')).toEqual([]);
  });

  it('come as plain changes for clients without versions, and without the mark for those that do not know it', async () => {
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
    const found = await actions(4, {}, { textDocument: { codeAction } });
    expect(
      found.every(({ edit, isPreferred }) => edit?.changes?.[URI] !== undefined && isPreferred === undefined),
    ).toBe(true);
  });

  it('are kept from clients that know only commands', async () => {
    expect(await actions(4, {}, {})).toEqual([]);
  });
});

describe('fix all', () => {
  it.each([['source'], ['source.fixAll'], ['source.fixAll.gitlabCi']])('is what %s asks for, alone', async kind => {
    const found = await actions(0, { only: [kind] });
    expect(found.map(action => action.kind)).toEqual(['source.fixAll.gitlabCi']);
    expect(applied(editsOf(found[0]))).toBe(TEXT.replace('httpGet', 'http_get').replace('http }', 'HTTP }'));
  });

  it.each([['quickfix'], ['refactor'], ['source.organizeImports'], ['source.fixAll.eslint'], ['sour']])(
    'is not what %s asks for',
    async kind => {
      const found = await actions(4, { only: [kind] });
      expect(found.filter(action => !action.kind?.startsWith(kind))).toEqual([]);
      expect(found.length > 0).toBe(kind === 'quickfix' || kind === 'refactor');
    },
  );

  it('is not worked out at every move of the cursor', async () => {
    const kinds = async (triggerKind: 1 | 2): Promise<unknown[]> =>
      (await actions(1, { triggerKind })).map(({ kind }) => kind);
    expect(await kinds(2)).toEqual([]);
    expect(await kinds(1)).toEqual(['refactor.extract', 'source.fixAll.gitlabCi']);
  });
});

describe('refactorings', () => {
  it.each([
    ['refactor', ['refactor.extract', 'refactor.move']],
    ['refactor.extract', ['refactor.extract']],
    ['refactor.move', ['refactor.move']],
    ['refactor.inline', []],
  ])('are what %s asks for', async (kind, kinds) => {
    const found = await actions(2, { only: [kind] });
    expect(found.map(action => action.kind)).toEqual(kinds);
    for (const action of found)
      expect(action.edit?.documentChanges).toMatchObject([{ textDocument: { uri: URI, version: 3 } }]);
  });

  it('write the hidden job in front of the job', async () => {
    const [extract] = await actions(2, { only: ['refactor.extract'] });
    const hooks = TEXT.slice(TEXT.indexOf('  hooks'));
    expect(applied(editsOf(extract))).toBe(`.job-hooks:\n${hooks}\njob:\n  extends: .job-hooks\n  script: make\n`);
  });

  it('say why they are not possible where that is asked for and can be shown', async () => {
    const textDocument = { codeAction: { ...ABLE.textDocument?.codeAction, disabledSupport: true } };
    const asked = { only: ['refactor.move'] };
    const shown = await actions(1, asked, { ...ABLE, textDocument: { ...ABLE.textDocument, ...textDocument } }, OTHER);
    expect(shown).toEqual([
      {
        title: 'Move `image` to `default`',
        kind: 'refactor.move',
        disabled: { reason: expect.stringContaining('This would change what job `b` resolves to') as string },
      },
    ]);
    running?.stop();
    expect(await actions(1, asked, ABLE, OTHER)).toEqual([]);
  });
});

const OTHER = 'a:\n  image: node:20\n  script: make\nb:\n  script: make\n';
