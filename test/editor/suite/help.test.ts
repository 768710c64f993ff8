/** Help while writing: completion, documentation and the outline. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { INSERTIONS } from '../../clients/insertions.mjs';
import { completionsAt, hoverAt, labelOf, show, until } from './editor.ts';

const jobWith = (handler: string): string => `job:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
${handler}`;

describe('completion', () => {
  it('offers exactly the three handlers', async () => {
    const editor = await show(jobWith('      <|>\n'));
    const items = await until('completions', async () => nonEmpty(await completionsAt(editor)));
    assert.deepEqual(items.map(labelOf).sort(), ['exec', 'http_get', 'tcp_socket']);
  });

  for (const [name, { text, label, accepted }] of Object.entries(INSERTIONS))
    it(`inserts ${name} so that the whole text is right`, async () => {
      const editor = await show(text);
      await until(label, async () => (await completionsAt(editor)).some(item => labelOf(item) === label));
      assert.equal(await accept(editor), accepted);
    });

  it('inserts the keyword', async () => {
    const editor = await show('job:\n  script: echo\n  hooks:\n    pre_st<|>\n');
    await until('completions', async () => nonEmpty(await completionsAt(editor)));
    assert.match(await accept(editor), /^ {4}pre_stop_k8s_container_handler:\n {6}/m);
  });

  it('offers the variables of the pipeline and those of GitLab behind $', async () => {
    for (const place of ['script: echo $<|>', 'script:\n    - make $<|> all', 'rules:\n    - if: $<|>']) {
      const editor = await show(`variables:\n  APP_NAME: demo\njob:\n  ${place}\n`);
      const items = await until('variables', async () => nonEmpty(await completionsAt(editor)));
      const labels = items.map(labelOf);
      assert.ok(labels.includes('APP_NAME') && labels.includes('CI_COMMIT_BRANCH'), place);
      assert.deepEqual([...new Set(items.map(({ kind }) => kind))], [vscode.CompletionItemKind.Variable], place);
    }
  });

  it('offers the inputs of the file in $[[', async () => {
    const editor = await show('spec:\n  inputs:\n    level:\n      default: low\n---\njob:\n  script: echo $[[ <|>\n');
    const items = await until('inputs', async () => nonEmpty(await completionsAt(editor)));
    assert.deepEqual(items.map(labelOf), ['inputs.level']);
  });

  it('offers nothing in a script line', async () => {
    const editor = await show('job:\n  script:\n    - echo <|>\n  hooks:\n');
    await until('the server', async () => (await hoverAt(editor.document, 'hooks')) !== '');
    assert.deepEqual(
      (await completionsAt(editor)).filter(({ kind }) => kind !== vscode.CompletionItemKind.Text),
      [],
    );
  });
});

describe('documentation', () => {
  it('is shown on the keyword, on a handler and on a field', async () => {
    const { document } = await show(jobWith('      http_get:\n        port: 8080\n'));
    for (const key of ['pre_stop_k8s_container_handler', 'http_get', 'port']) {
      const text = await until(`the documentation of ${key}`, async () => (await hoverAt(document, key)) || undefined);
      assert.ok(text.includes(key), text);
      assert.ok(text.split('\n').length <= 20, text);
    }
  });
});

describe('the outline', () => {
  it('leads from the job to the handler, over the whole of each block', async () => {
    const { document } = await show(jobWith('      http_get:\n        port: 8080\n'));
    const [job] = await until('symbols', async () =>
      nonEmpty(
        await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        ),
      ),
    );
    assert.deepEqual(namesFrom(job!), ['job', 'hooks', 'pre_stop_k8s_container_handler', 'http_get']);
    assert.equal(job!.range.end.line, 5);
  });
});

function namesFrom(symbol: vscode.DocumentSymbol): readonly string[] {
  return [symbol.name, ...symbol.children.slice(-1).flatMap(namesFrom)];
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list !== undefined && list.length > 0 ? list : undefined;
}

/** Inserts the first item of the list, as the Enter key does. */
async function accept({ document }: vscode.TextEditor): Promise<string> {
  const before = document.getText();
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  await until('the list to open', async () => {
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    return document.getText() !== before;
  });
  return document.getText();
}
