/** Refactorings as the editor offers and applies them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeOf, show, until } from './editor.ts';

const PIPELINE = `build:
  image: alpine
  script:
    - make
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]
test:
  image: alpine
  script: make test
`;

describe('refactorings', () => {
  const cases = [
    {
      at: 'hooks',
      title: /^Extract `hooks`/,
      kind: vscode.CodeActionKind.RefactorExtract,
      text: `.build-hooks:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]

build:
  extends: .build-hooks
  image: alpine
  script:
    - make
test:
  image: alpine
  script: make test
`,
    },
    {
      at: 'script',
      title: /^Extract `script`/,
      kind: vscode.CodeActionKind.RefactorExtract,
      text: `.build-script:
  script:
    - make

build:
  extends: .build-script
  image: alpine
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]
test:
  image: alpine
  script: make test
`,
    },
    {
      at: 'image',
      title: /`default`/,
      kind: vscode.CodeActionKind.RefactorMove,
      text: `default:
  image: alpine

build:
  script:
    - make
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]
test:
  script: make test
`,
    },
  ];
  for (const { at, title, kind, text } of cases) {
    it(`change ${at} as their title says, and can be undone`, async () => {
      const { document } = await show(PIPELINE);
      const action = await until('the refactoring', async () =>
        (await refactoringsAt(document, at)).find(candidate => title.test(candidate.title)),
      );
      assert.ok(action.kind && kind.contains(action.kind), action.kind?.value);
      assert.ok(action.edit && (await vscode.workspace.applyEdit(action.edit)));
      assert.equal(document.getText(), text);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), PIPELINE);
    });
  }
});

async function refactoringsAt(document: vscode.TextDocument, text: string): Promise<readonly vscode.CodeAction[]> {
  const place = placeOf(document, text);
  return vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(place, place),
    vscode.CodeActionKind.Refactor.value,
    10, // so many of the actions are resolved
  );
}
