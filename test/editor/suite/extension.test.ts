/** The extension as the editor sees it: it is installed, it starts, and it leaves other files alone. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXTENSION, hoverAt, ours, problems, show, until, untilProblems } from './editor.ts';

const broken = `job:
  script: echo
  hooks:
    pre_stop_k8s_container_handler:
      exec: [echo]
      tcp_socket: { port: 8080 }
`;

describe(`the extension in ${vscode.env.appName} ${vscode.version}`, () => {
  it('is the one under test', () => {
    const { extensionUri } = vscode.extensions.getExtension(EXTENSION)!;
    const installed = extensionUri.path.includes('/profile/extensions/');
    assert.equal(installed, process.env['PACKAGED'] === '1');
  });

  it('starts when a YAML file is opened', async () => {
    await show(broken);
    await until('activation', () => vscode.extensions.getExtension(EXTENSION)!.isActive);
  });

  it('brings its commands', async () => {
    const { packageJSON } = vscode.extensions.getExtension(EXTENSION)! as { packageJSON: Manifest };
    const contributed = packageJSON.contributes.commands.map(({ command }) => command);
    assert.ok(contributed.length > 0);
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      contributed.filter(command => !registered.includes(command)),
      [],
    );
  });

  it('says nothing in YAML files that are not GitLab CI', async () => {
    const ci = await show(broken);
    const other = await show(broken, 'values.yml');
    const compose = await show('services:\n  web:\n    image: nginx\n', 'docker-compose.yml');
    await until('problems of the CI file', () => problems(ci.document.uri).length > 0);
    assert.deepEqual(ours(other.document.uri), []);
    assert.deepEqual(ours(compose.document.uri), []);
    assert.equal(await hoverAt(other.document, 'pre_stop'), '');
  });

  it('takes a file for GitLab CI, and back, when it is told to', async () => {
    const { document } = await show(broken, 'pipeline.yml');
    await vscode.commands.executeCommand('gitlabCi.treatAsGitlabCi');
    await until('problems', () => problems(document.uri).length > 0);
    await vscode.commands.executeCommand('gitlabCi.treatAsOther');
    await untilProblems(document.uri, []);
  });

  it('serves files that are not saved yet', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: broken });
    await vscode.window.showTextDocument(document);
    await until('problems', () => problems(document.uri).length > 0);
  });

  it('only documents what cannot be written', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('old-version', {
      provideTextDocumentContent: () => broken,
    });
    const uri = vscode.Uri.parse('old-version:/project/.gitlab-ci.yml');
    const document = await vscode.languages.setTextDocumentLanguage(
      await vscode.workspace.openTextDocument(uri),
      'yaml',
    );
    await vscode.window.showTextDocument(document);
    await until('documentation', async () => (await hoverAt(document, 'pre_stop')) !== '');
    assert.deepEqual(ours(uri), []);
    provider.dispose();
  });

  it('comes back after the server was restarted', async () => {
    const { document } = await show(broken);
    await until('problems', () => problems(document.uri).length > 0);
    await vscode.commands.executeCommand('gitlabCi.restartServer');
    await until('problems after the restart', () => problems(document.uri).length > 0);
  });
});

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
