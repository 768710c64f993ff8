/** The colours of names, as the editor asks for them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { show, until } from './editor.ts';

const PIPELINE = `stages: [test]
variables: { APP: demo }
.base:
  image: alpine
job:
  extends: .base
  stage: test
  script: echo $APP $CI_COMMIT_SHA
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sync]
`;

describe('colours', () => {
  it('tell jobs, templates, stages, variables and hooks apart', async () => {
    const { document } = await show(PIPELINE);
    const { data } = await until('tokens', async () => {
      const found = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      return found && found.data.length > 0 ? found : undefined;
    });
    // asked only now, since there is no legend while the server starts
    const legend = await until('the legend', () =>
      Promise.resolve(
        vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
          'vscode.provideDocumentSemanticTokensLegend',
          document.uri,
        ),
      ),
    );
    const seen = named(document, legend, data);
    for (const expected of [
      'enumMember test',
      'variable APP',
      'class .base',
      'function job',
      'variable defaultLibrary $CI_COMMIT_SHA',
      'event pre_stop_k8s_container_handler',
      'method exec',
    ]) {
      assert.ok(seen.includes(expected), `${expected} is not among ${seen.join(', ')}`);
    }
  });
});

/** Each token as its type, its modifiers except `declaration`, and its text. */
function named(document: vscode.TextDocument, legend: vscode.SemanticTokensLegend, data: Uint32Array): string[] {
  let [line, column] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [lines = 0, columns = 0, length = 0, type = 0, set = 0] = data.subarray(index * 5, index * 5 + 5);
    [line, column] = [line + lines, lines === 0 ? column + columns : columns];
    const modifiers = legend.tokenModifiers.filter((name, bit) => name !== 'declaration' && (set >> bit) % 2 === 1);
    const text = document.getText(new vscode.Range(line, column, line, column + length));
    return [legend.tokenTypes[type], ...modifiers, text].join(' ');
  });
}
