/** The sample of two files: two handlers that conflict only once the template and the job are merged. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fixesAt, hoverAt, open, problems, until, workspaceFolder } from './editor.ts';

const folder = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), 'two-files');
const pipeline = (): vscode.Uri => vscode.Uri.joinPath(folder(), '.gitlab-ci.yml');
const template = (): vscode.Uri => vscode.Uri.joinPath(folder(), 'ci/templates.yml');

describe('a handler of a template in another file and one of the job', () => {
  let before: string;

  beforeEach(async () => {
    const { document } = await open(pipeline());
    before = document.getText();
    await until('the clash', () => errors().length > 0);
  });

  afterEach(async () => {
    for (const uri of [pipeline(), template()]) {
      const { document } = await open(uri);
      if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  it('are an error that links to the other file', async () => {
    const [clash, ...others] = errors();
    assert.deepEqual(others, []);
    const { document } = await open(pipeline());
    assert.equal(document.getText(clash!.range), 'tcp_socket');
    assert.match(clash!.message, /exec.*\.stops-gracefully.*ci\/templates\.yml/);
    const [{ location } = assert.fail('there is no link')] = clash!.relatedInformation ?? [];
    assert.equal(location.uri.toString(), template().toString());
    const other = await vscode.workspace.openTextDocument(location.uri);
    assert.equal(other.getText(location.range), 'exec');
  });

  for (const [title, stays] of [
    [/^Remove tcp_socket/, 'exec'],
    [/^Keep only tcp_socket/, 'tcp_socket'],
  ] as const) {
    it(`are mended by the fix that leaves ${stays}`, async () => {
      const { document } = await open(pipeline());
      const fix = await until('the fix', async () =>
        (await fixesAt(document, 'tcp_socket')).find(candidate => title.test(candidate.title)),
      );
      assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
      await until('no error', () => errors().length === 0);
      await until('the hook that takes effect', async () => {
        const hover = await hoverAt(document, 'deploy:');
        return hover.includes(stays) && !hover.includes(stays === 'exec' ? 'tcp_socket' : 'exec');
      });
      await vscode.commands.executeCommand('undo');
      await until('the clash again', () => errors().length > 0);
      assert.equal(document.getText(), before);
    });
  }

  it('are mended in the template, too, before it is saved', async () => {
    const { document } = await open(template());
    const edit = new vscode.WorkspaceEdit();
    edit.replace(template(), new vscode.Range(0, 0, document.lineCount, 0), '.stops-gracefully:\n  script: echo\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('no error', () => errors().length === 0);
    assert.ok(problems(pipeline()).length > 0, 'the warning of the job is still true');
  });
});

function errors(): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(pipeline())
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}
