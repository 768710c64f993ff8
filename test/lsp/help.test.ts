/**
 * Completion, hover and outline over the protocol: the form of the answers for clients with many capabilities and for
 * those with few.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { CompletionTriggerKind } from 'vscode-languageserver';
import type {
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  Hover,
  InitializeParams,
  SymbolInformation,
} from 'vscode-languageserver';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { ABLE, openText, start, type StartOptions, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const HOOK = 'job:\n  script: make\n  hooks:\n    pre_stop_k8s_container_handler:\n';
const UNABLE: InitializeParams['capabilities'] = {};

let running: Started | undefined;
afterEach(() => running?.stop());

/** Opens the text without its `<|>` and sends a request for that place. */
async function ask<T>(
  method: string,
  fixture: string,
  options: StartOptions = { capabilities: ABLE },
  uri = URI,
): Promise<T> {
  const server = (running = await start(options));
  const text = fixture.replace('<|>', '');
  await openText(server, uri, text);
  const position = linesOf(text).positionAt(fixture.indexOf('<|>'));
  const answer = await server.client.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, position });
  await server.settled();
  expect(server.logged).toEqual([]);
  return answer;
}

async function complete(fixture: string, options?: StartOptions): Promise<CompletionItem[]> {
  const { items, isIncomplete } = await ask<CompletionList>('completion', fixture, options);
  expect(isIncomplete).toBe(false);
  return items;
}

/** The text after accepting the item. */
function chosen(fixture: string, item: CompletionItem | undefined): string {
  const text = fixture.replace('<|>', '');
  const lines = linesOf(text);
  const edits = [item?.textEdit, ...(item?.additionalTextEdits ?? [])].filter(
    edit => edit !== undefined && 'range' in edit,
  );
  return applyChanges(
    text,
    edits.map(({ range, newText }) => ({
      span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      text: newText,
    })),
  );
}

describe('completion', () => {
  it('gives able clients one exact edit, tab stops, and lines that they indent like the first one', async () => {
    const fixture = `${HOOK}      <|>\n`;
    const items = await complete(fixture, { capabilities: ABLE, initializationOptions: { suggestCommand: 'suggest' } });
    expect(items.map(({ label }) => label).sort()).toEqual(['exec', 'http_get', 'tcp_socket']);
    for (const item of items) {
      expect(item).toMatchObject({
        kind: 10,
        insertTextFormat: 2,
        insertTextMode: 2,
        documentation: { kind: 'markdown' },
      });
      expect(item.detail).toBeTruthy();
      expect(item.filterText).toContain(item.label);
      expect(item.commitCharacters).toBeUndefined();
      expect(item.textEdit).toMatchObject({ range: { start: { line: 4 }, end: { line: 4 } } });
    }
    const http = items.find(({ label }) => label === 'http_get');
    expect(chosen(fixture, http)).toMatch(/\n {6}http_get:\n {2}port: \$\{1:\d+\}\$0\n$/);
  });

  it('gives other clients plain text', async () => {
    const fixture = `${HOOK}      <|>\n`;
    const items = await complete(fixture, { capabilities: UNABLE });
    for (const item of items) {
      expect(item).toMatchObject({ insertTextFormat: 1, documentation: { kind: 'plaintext' } });
      expect(item).not.toHaveProperty('insertTextMode');
      expect(item).not.toHaveProperty('command');
    }
    expect(
      chosen(
        fixture,
        items.find(({ label }) => label === 'http_get'),
      ),
    ).toBe(`${HOOK}      http_get:\n        port: \n`);
  });

  it('gives clients that insert one line only that line, and leaves out what has none on it', async () => {
    const options = { capabilities: ABLE, initializationOptions: { oneLineCompletions: true } };
    const fixture = `${HOOK}      <|>\n`;
    const items = await complete(fixture, options);
    const http = items.find(({ label }) => label === 'http_get');
    expect(http?.insertTextFormat).toBe(1);
    expect(chosen(fixture, http)).toBe(`${HOOK}      http_get:\n`);
    const value = 'job:\n  script: <|>\n';
    const labels = (await complete(value, options)).map(({ label }) => label);
    expect((await complete(value, { capabilities: ABLE })).map(({ label }) => label)).toContain('- …');
    expect(labels).toContain('[ … ]');
    expect(labels).not.toContain('- …');
  });

  it('opens the list again where a choice follows, by the command that the client named', async () => {
    const fixture = 'job:\n  script: make\n  hooks:\n    <|>\n';
    const find = (items: CompletionItem[]): CompletionItem | undefined =>
      items.find(({ label }) => label.startsWith('pre_stop'));
    const named = await complete(fixture, { capabilities: ABLE, initializationOptions: { suggestCommand: 'suggest' } });
    expect(find(named)?.command?.command).toBe('suggest');
    const unnamed = await complete(fixture, { capabilities: ABLE });
    expect(find(unnamed)).toBeDefined();
    expect(unnamed.every(({ command }) => command === undefined)).toBe(true);
  });

  it('is asked for by signs that begin something inside a text, and offers nothing else for them', async () => {
    const server = (running = await start({ capabilities: ABLE }));
    const triggers = ['$', '{', '[', '.', '|'];
    expect(server.initialized.capabilities.completionProvider).toEqual({ triggerCharacters: triggers });
    const text = 'job: {\n  script: echo $\n';
    const textDocument = { uri: URI };
    await server.client.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'yaml', version: 1, text },
    });
    const at = async (line: number, character: number, triggerCharacter: string): Promise<readonly string[]> => {
      const context = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter };
      const params = { textDocument, position: { line, character }, context };
      const { items } = await server.client.sendRequest<CompletionList>('textDocument/completion', params);
      return items.map(({ label }) => label);
    };
    expect(await at(0, 6, '{')).toEqual([]);
    expect(await at(1, 16, '$')).toContain('CI_JOB_ID');
  });

  it('leaves predefined variables to another extension on demand', async () => {
    const fixture = 'variables: { OWN: x }\njob:\n  script: echo $<|>\n';
    const labels = async (variables: string): Promise<readonly string[]> => {
      const items = await complete(fixture, {
        capabilities: ABLE,
        initializationOptions: { settings: { completion: { variables } } },
      });
      running?.stop();
      return items.map(({ label }) => label);
    };
    expect(await labels('off')).toEqual(['OWN']);
    expect(await labels('on')).toEqual(expect.arrayContaining(['OWN', 'CI_JOB_ID']));
  });
});

describe('hover', () => {
  const fixture = `${HOOK}      ht<|>tp_get: { port: 8080 }\n`;

  it('is Markdown, over the key, for clients that show it', async () => {
    const found = await ask<Hover>('hover', fixture);
    expect(found).toMatchObject({
      contents: { kind: 'markdown' },
      range: { start: { line: 4, character: 6 }, end: { line: 4, character: 14 } },
    });
  });

  it('is plain text for others', async () => {
    const { contents } = await ask<Hover>('hover', fixture, { capabilities: UNABLE });
    expect(contents).toMatchObject({ kind: 'plaintext' });
    expect(JSON.stringify(contents)).not.toMatch(/\*\*|```|\]\(/);
  });

  it('is all that old versions of a file get', async () => {
    const old = 'git:/ws/.gitlab-ci.yml?%7B%7D';
    expect(await ask<Hover>('hover', fixture, undefined, old)).toMatchObject({ contents: { kind: 'markdown' } });
    expect(running?.published).toMatchObject([{ version: 1, diagnostics: [] }]);
    expect(await ask<CompletionList>('completion', `${HOOK}      <|>\n`, undefined, old)).toMatchObject({ items: [] });
  });

  it('is none elsewhere, in other files, or in notebooks', async () => {
    expect(await ask<Hover>('hover', 'job:\n  script: ma<|>ke\n')).toBeNull();
    expect(await ask<Hover>('hover', fixture, undefined, 'file:///ws/values.yml')).toBeNull();
    expect(await ask<Hover>('hover', fixture, undefined, 'vscode-notebook-cell:/ws/.gitlab-ci.yml#1')).toBeNull();
  });
});

describe('document symbols', () => {
  const fixture = `<|>${HOOK}      exec: [stop]\n.base:\n  script: x\n`;

  it('are a tree whose ranges hold the blocks', async () => {
    const [job, base] = await ask<DocumentSymbol[]>('documentSymbol', fixture);
    const names = (symbol: DocumentSymbol | undefined): string[] =>
      symbol ? [symbol.name, ...(symbol.children ?? []).flatMap(names)] : [];
    expect(names(job)).toEqual(['job', 'script', 'hooks', 'pre_stop_k8s_container_handler', 'exec']);
    expect(base?.name).toBe('.base');
    expect(job?.range).toMatchObject({ start: { line: 0, character: 0 }, end: { line: 4 } });
    expect(job?.selectionRange).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 3 } });
  });

  it('are a list for clients that know no tree', async () => {
    const found = await ask<SymbolInformation[]>('documentSymbol', fixture, { capabilities: UNABLE });
    expect(found.map(({ name, containerName }) => [containerName, name])).toEqual([
      [undefined, 'job'],
      ['job', 'script'],
      ['job', 'hooks'],
      ['hooks', 'pre_stop_k8s_container_handler'],
      ['pre_stop_k8s_container_handler', 'exec'],
      [undefined, '.base'],
      ['.base', 'script'],
    ]);
  });
});

describe('a request', () => {
  it('about a text that changed while the settings were asked for is refused as outdated', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const server = (running = await start({ configuration: () => new Promise(resolve => (answer = resolve)) }));
    const textDocument = { uri: URI, languageId: 'yaml', version: 1, text: HOOK };
    await server.client.sendNotification('textDocument/didOpen', { textDocument });
    const asked = server.client.sendRequest('textDocument/hover', {
      textDocument: { uri: URI },
      position: { line: 2, character: 3 },
    });
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: '' }],
    });
    await server.settled();
    answer(null);
    await expect(asked).rejects.toMatchObject({ code: -32801 });
  });
});
