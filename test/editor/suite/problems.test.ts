/** Problems and their fixes while a file is edited. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { fixesAt, ours, placeOf, problems, show, until, untilProblems, workspaceFolder } from './editor.ts';

const jobWith = (handler: string): string => `job:
  hooks:
    pre_get_sources_script:
      - echo 'hello job pre_get_sources'
    pre_stop_k8s_container_handler:
${handler}  script: echo 'hello job script'
`;
const exec = `      exec:
        - echo 'goodbye container !'
`;
const tcp = `      tcp_socket:
        port: 8080
        host: "127.0.0.1"
`;
const http = `      http_get:
        port: 8080
        host: "127.0.0.1"
        path: "/var/www/html"
        scheme: "http"
        http_headers:
          - name: "Connection"
            value: "Keep-Alive"
          - name: "Keep-Alive"
            value: "timeout=5, max=1000"
`;

describe('problems', () => {
  for (const [name, handler, noise] of [
    ['exec', exec, ['Information', 'Hint']],
    ['tcp_socket', tcp, ['Information', 'Warning']],
    ['http_get', http, ['Information', 'Warning', 'Warning']],
  ] as const) {
    it(`of the example of ${name} are no errors`, async () => {
      const { document } = await show(jobWith(handler));
      await until('problems', () => problems(document.uri).length === noise.length);
      const severities = problems(document.uri).map(line => line.split(' ')[0]!);
      assert.deepEqual(severities.sort(), [...noise].sort());
    });
  }

  it('come and go with the text, also through undo', async () => {
    const editor = await show(jobWith(`${exec}${tcp}`));
    const { document } = editor;
    const clash = (): boolean => problems(document.uri).some(line => line.startsWith('Error one-handler'));
    await until('the clash', clash);
    const start = placeOf(document, '      tcp_socket');
    await editor.edit(edit => edit.delete(new vscode.Range(start, start.translate(3, 0))));
    await until('the clash to go', () => !clash());
    await vscode.commands.executeCommand('undo');
    await until('the clash to return', clash);
  });

  it('link to what they rest on, and to the other place', async () => {
    const { document } = await show(jobWith(`${exec}${tcp}`));
    const clash = await until('the clash', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
    assert.ok(typeof clash.code === 'object' && clash.code.target.scheme === 'https');
    assert.equal(document.getText(clash.relatedInformation![0]!.location.range), 'exec');
  });

  it('are mended by the fix that the editor offers, and return with undo', async () => {
    const { document } = await show(jobWith(`${exec}${tcp}`));
    const before = document.getText();
    await until('the clash', () => problems(document.uri).some(line => line.startsWith('Error')));
    const fix = (await fixesAt(document, 'tcp_socket')).find(({ title }) => /keep only.*tcp_socket/i.test(title));
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until('the clash to go', () => !problems(document.uri).some(line => line.startsWith('Error')));
    assert.equal(document.getText(), jobWith(tcp));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('take the severity that the settings give them', async () => {
    const { document } = await show(jobWith(`${exec}${tcp}`));
    const settings = vscode.workspace.getConfiguration('gitlabCi', document.uri);
    const clash = (severity: string): boolean =>
      problems(document.uri).some(line => line.startsWith(`${severity} one-handler`));
    await until('the clash', () => clash('Error'));
    await settings.update('rules', { 'one-handler': 'warning' }, vscode.ConfigurationTarget.Workspace);
    await until('a warning', () => clash('Warning'));
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await until('an error again', () => clash('Error'));
  });

  it('of files that are not open are shown when the settings ask for them', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), randomUUID(), '.gitlab-ci.yml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(jobWith(`${exec}${tcp}`)));
    await show(jobWith(exec));
    const settings = vscode.workspace.getConfiguration('gitlabCi', workspaceFolder());
    assert.deepEqual(ours(uri), []);
    await settings.update('problems.files', 'all', vscode.ConfigurationTarget.Workspace);
    await until('its clash', () => ours(uri).some(({ message }) => /only one/i.test(message)));
    await settings.update('problems.files', undefined, vscode.ConfigurationTarget.Workspace);
    await until('no problems of it', () => ours(uri).length === 0);
  });

  it('of a file that is broken in every way are gone once it is whole', async () => {
    const editor = await show('job: [\n\t- {{{\n"\n  : :\n*a\n<<<<<<< HEAD\n');
    const { document } = editor;
    await until('problems', () => problems(document.uri).length > 0);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit(edit => edit.replace(all, 'job:\n  script: echo\n'));
    await untilProblems(document.uri, []);
  });
});
