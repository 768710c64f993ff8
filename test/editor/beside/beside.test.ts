/**
 * What a CI file shows if the YAML extension is installed as well, with its server running and GitLab's schema
 * available to it.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { completionsAt, labelOf, placeOf, show, until, workspaceFolder } from '../suite/editor.ts';

const jobWith = (hook: string): string =>
  `job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n${hook}`;
const EXAMPLES = {
  exec: jobWith('      exec: [/bin/drain]\n'),
  http_get: jobWith('      http_get:\n        port: 8080\n        path: /stop\n'),
  tcp_socket: jobWith('      tcp_socket:\n        port: 8080\n'),
};
const REFERENCES = `.base:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]
  script: [echo]
  variables: { A: b }
job:
  hooks: !reference [.base, hooks]
  variables: !reference [.base, variables]
  script:
    - !reference [.base, script]
    - echo
`;

describe('beside the YAML extension', () => {
  before(async function () {
    const vsix = process.env['NEIGHBOUR'];
    if (vsix === undefined) return this.skip(); // run.mjs has said why
    const there = vscode.Uri.file(vsix).with({
      scheme: workspaceFolder().scheme,
      authority: workspaceFolder().authority,
    });
    await vscode.commands.executeCommand('workbench.extensions.installExtension', there);
    const neighbour = await until('its installation', () => vscode.extensions.getExtension('redhat.vscode-yaml'));
    await neighbour.activate();
  });

  afterEach(async () => {
    await settings('gitlabCi').update('quietYamlExtension', undefined, vscode.ConfigurationTarget.Workspace);
    await settings('yaml').update('schemas', undefined, vscode.ConfigurationTarget.Workspace);
  });

  describe('problems', () => {
    it('of the other one are there while it may speak', async () => {
      await speak();
      const { document } = await show(EXAMPLES.http_get);
      assert.match((await judgement(document)).join('\n'), /pre_stop_k8s_container_handler/);
    });

    for (const [name, text] of Object.entries({ ...EXAMPLES, '!reference': REFERENCES })) {
      it(`of the other one are gone from ${name}`, async () => {
        const { document } = await show(text);
        assert.deepEqual(await judgement(document), []);
      });
    }

    it('of its own schema are there if a person chose that for the file', async () => {
      const schema = vscode.Uri.joinPath(workspaceFolder(), 'chosen.json');
      await vscode.workspace.fs.writeFile(schema, new TextEncoder().encode('{"required": ["owner"]}'));
      const chosen = { [schema.fsPath]: 'chosen.gitlab-ci.yml' };
      await settings('yaml').update('schemas', chosen, vscode.ConfigurationTarget.Workspace);
      const { document } = await show(EXAMPLES.exec, 'chosen.gitlab-ci.yml');
      await until('its problem', () => theirs(document).some(message => message.includes('owner')));
    });
  });

  describe('lists', () => {
    const places = {
      'a job': 'job:\n  script: echo\n  <|>\n',
      hooks: 'job:\n  script: echo\n  hooks:\n    <|>\n',
      'the handler': jobWith('      <|>\n'),
    };
    for (const [name, text] of Object.entries(places)) {
      it(`hold everything once in ${name}`, async () => {
        const editor = await show(text);
        const labels = await until('a list', async () => nonEmpty((await completionsAt(editor)).map(labelOf)));
        await judgement(editor.document);
        assert.deepEqual([...labels].sort(), [...new Set(labels)].sort());
        assert.equal(labels.at(-1), '!reference', 'the tag that is of no use there comes last');
      });
    }

    it('hold some things twice while it may speak', async () => {
      await speak();
      const editor = await show(places.hooks);
      await judgement(editor.document);
      await until('something twice', async () => {
        const labels = (await completionsAt(editor)).map(labelOf);
        return labels.length > new Set(labels).size;
      });
    });
  });

  describe('documentation', () => {
    /**
     * What is shown. Where the other extension knows nothing, it answers with an empty text, which the editor leaves
     * out.
     */
    const hovers = async (document: vscode.TextDocument, text: string): Promise<readonly string[]> => {
      const found = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        placeOf(document, text),
      );
      return found
        .map(({ contents }) => contents.map(part => (part instanceof vscode.MarkdownString ? part.value : '')).join(''))
        .filter(text => text.trim() !== '');
    };

    it('is ours alone', async () => {
      const { document } = await show(EXAMPLES.http_get);
      await until('a hover', async () => (await hovers(document, 'script')).length > 0);
      await judgement(document);
      for (const key of ['script', 'hooks', 'pre_stop_k8s_container_handler', 'http_get', 'port']) {
        const [ours, ...others] = await hovers(document, key);
        assert.match(ours ?? '', new RegExp(key));
        assert.deepEqual(others, []);
      }
    });

    it('comes twice while it may speak', async () => {
      await speak();
      const { document } = await show(EXAMPLES.http_get);
      await judgement(document);
      await until('two hovers', async () => (await hovers(document, 'script')).length === 2);
    });
  });

  it('its formatter still works', async () => {
    const { document } = await show('job:\n    script:   echo\n');
    const edits = await until('edits', async () =>
      nonEmpty(
        await vscode.commands.executeCommand<readonly vscode.TextEdit[]>(
          'vscode.executeFormatDocumentProvider',
          document.uri,
          { tabSize: 2, insertSpaces: true },
        ),
      ),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, [...edits]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), 'job:\n  script: echo\n');
  });

  it('there is one outline, the one of the other extension', async () => {
    const { document } = await show(EXAMPLES.exec);
    const symbols = await until('symbols', async () =>
      nonEmpty(
        await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          document.uri,
        ),
      ),
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.map(child => child.name)]),
      [['job', ['script', 'hooks']]],
    );
  });
});

function settings(section: string): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section, workspaceFolder());
}

/** Lets the other extension check, complete and explain CI files by GitLab's schema. */
async function speak(): Promise<void> {
  await settings('gitlabCi').update('quietYamlExtension', false, vscode.ConfigurationTarget.Workspace);
}

const MISTAKE = 'x: "';

/**
 * What the other extension reports about the current text. That it has checked the text again is known once it has
 * reported a planted mistake and removed it again.
 */
async function judgement(document: vscode.TextDocument): Promise<readonly string[]> {
  const broken = (): boolean => theirs(document).some(message => /closing/i.test(message));
  const end = document.lineAt(document.lineCount - 1).range.end;
  await replace(document, new vscode.Range(end, end), MISTAKE);
  await until('the mistake', broken);
  await replace(document, new vscode.Range(end, end.translate(0, MISTAKE.length)), '');
  await until('the mistake to go', () => !broken());
  return theirs(document);
}

async function replace({ uri }: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function theirs({ uri }: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== 'gitlab-ci')
    .map(({ message }) => message);
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list !== undefined && list.length > 0 ? list : undefined;
}
