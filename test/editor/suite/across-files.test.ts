/** What the editor shows about a job whose parts are in other files, and navigation to them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { completionsAt, hoverAt, labelOf, open, placeOf, problems, showRepository, until } from './editor.ts';

const PIPELINE = `include:
  - local: /ci/templates.yml
drain:
  extends: .graceful
  script: ./work.sh
serve:
  hooks: !reference [.graceful, hooks]
  script: ./serve.sh
`;
const TEMPLATES = `.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [/bin/drain]
`;

describe('parts of a job in another file', () => {
  let pipeline: vscode.TextDocument;
  let templates: vscode.Uri;

  beforeEach(async () => {
    ({ document: pipeline } = await showRepository({ '.gitlab-ci.yml': PIPELINE, 'ci/templates.yml': TEMPLATES }));
    templates = vscode.Uri.joinPath(pipeline.uri, '../ci/templates.yml');
    await until('the template', async () => (await hoverAt(pipeline, 'drain:')).includes('/bin/drain'));
  });

  describe('lenses', () => {
    it('say where the hook of a job comes from, and lead there', async () => {
      const [lens, ...others] = await lensesOf(pipeline);
      assert.equal(lens!.command!.title, 'pre-stop hook from .graceful (ci/templates.yml)');
      assert.deepEqual(
        others.map(({ range }) => pipeline.getText(range)),
        ['serve'],
      );
      assert.equal(await placeAfter(lens!), 'ci/templates.yml:4');
    });

    it('say how many jobs use the hook of a template, and list them', async () => {
      const { document } = await open(templates);
      const [lens] = await until('a lens', async () => nonEmpty(await lensesOf(document)));
      assert.equal(lens!.command!.title, 'pre-stop hook used by 2 jobs');
      // if there are several places, the editor opens a list and stays where it is
      assert.equal(await placeAfter(lens!), 'ci/templates.yml:1');
    });

    it('are each switched off by a setting', async () => {
      const settings = vscode.workspace.getConfiguration('gitlabCi', pipeline.uri);
      await settings.update('lens.origins', false, vscode.ConfigurationTarget.Workspace);
      await until('no lens', async () => (await lensesOf(pipeline)).length === 0);
      await settings.update('lens.origins', undefined, vscode.ConfigurationTarget.Workspace);
      await until('lenses', async () => (await lensesOf(pipeline)).length === 2);
    });
  });

  describe('documentation of a job', () => {
    it('has the hooks that take effect, with links to where they stand', async () => {
      const hover = await hoverAt(pipeline, 'drain:');
      assert.match(hover, /ci\/templates\.yml:3/);
      assert.ok(hover.includes(`${templates.toString()}#`), hover);
    });

    it('is there on the hooks and the handler as well', async () => {
      assert.match(await hoverAt(pipeline, 'hooks: !reference'), /\/bin\/drain[^]*ci\/templates\.yml:3/);
      const { document } = await open(templates);
      await until('the handler', async () => (await hoverAt(document, 'exec')).includes('/bin/drain'));
    });
  });

  describe('the effective hooks of a job', () => {
    it('open as a document that cannot be written', async () => {
      const editor = vscode.window.activeTextEditor!;
      editor.selection = new vscode.Selection(placeOf(pipeline, 'script'), placeOf(pipeline, 'script'));
      await vscode.commands.executeCommand('gitlabCi.showEffectiveHooks');
      const { document } = await until('the document', () => {
        const shown = vscode.window.activeTextEditor;
        return shown && shown.document.uri.scheme !== pipeline.uri.scheme ? shown : undefined;
      });
      assert.equal(document.languageId, 'yaml');
      assert.match(document.getText(), /^drain:\n {2}hooks:\n[^]*exec:.*ci\/templates\.yml:4/m);
      assert.notEqual(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), true);
      assert.deepEqual(problems(document.uri), []);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    });
  });

  describe('the way to other files', () => {
    it('leads from a name to its definition, and back to its uses', async () => {
      const [definition] = await locations('vscode.executeDefinitionProvider', pipeline, '.graceful');
      assert.equal(definition, 'ci/templates.yml:1');
      const references = await locations('vscode.executeReferenceProvider', pipeline, '.graceful');
      assert.deepEqual([...references].sort(), ['.gitlab-ci.yml:4', '.gitlab-ci.yml:7', 'ci/templates.yml:1']);
    });

    it('leads from the path of an include to the file', async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        pipeline.uri,
      );
      assert.deepEqual(
        links.map(({ target, range }) => `${pipeline.getText(range)} ${target?.toString()}`),
        [`/ci/templates.yml ${templates.toString()}`],
      );
    });

    it('is written from a list of the files that are there', async () => {
      const editor = await open(pipeline.uri);
      const start = placeOf(pipeline, '/ci/templates.yml');
      await editor.edit(edit => edit.replace(new vscode.Range(start, start.translate(0, 17)), '/c'));
      editor.selection = new vscode.Selection(start.translate(0, 2), start.translate(0, 2));
      const items = await until('paths', async () => nonEmpty(await completionsAt(editor)));
      assert.deepEqual(items.map(labelOf), ['/ci/templates.yml']);
      assert.equal(items[0]!.kind, vscode.CompletionItemKind.File);
      await vscode.commands.executeCommand('undo');
    });

    it('is kept when an included file gets another name', async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(templates, vscode.Uri.joinPath(templates, '../hooks.yml'));
      assert.ok(await vscode.workspace.applyEdit(edit));
      await until('the new path', () => pipeline.getText() === PIPELINE.replace('templates.yml', 'hooks.yml'));
      await until('the hook', async () => (await hoverAt(pipeline, 'drain:')).includes('ci/hooks.yml:3'));
    });

    it('is kept when a template gets another name', async () => {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        pipeline.uri,
        placeOf(pipeline, '.graceful'),
        '.drains',
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(pipeline.getText(), PIPELINE.replaceAll('.graceful', '.drains'));
      const { document } = await open(templates);
      assert.equal(document.getText(), TEMPLATES.replace('.graceful', '.drains'));
    });
  });
});

/** The lenses about hooks; those about the active scenario have tests of their own. */
async function lensesOf({ uri }: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return all.filter(({ command }) => command?.title.startsWith('pre-stop hook'));
}

/** Clicks the lens; returns the file and the line of the cursor. */
async function placeAfter({ command, range }: vscode.CodeLens): Promise<string> {
  const before = vscode.window.activeTextEditor!;
  before.selection = new vscode.Selection(range.start, range.start);
  await vscode.commands.executeCommand(command!.command, ...((command!.arguments ?? []) as readonly unknown[]));
  const { document, selection } = await until('an editor', () => vscode.window.activeTextEditor);
  return `${nameOf(document.uri)}:${selection.active.line + 1}`;
}

async function locations(command: string, document: vscode.TextDocument, text: string): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
    command,
    document.uri,
    placeOf(document, text).translate(0, 1),
  );
  return found.map(place => {
    const { uri, range } = 'targetUri' in place ? { uri: place.targetUri, range: place.targetRange } : place;
    return `${nameOf(uri)}:${range.start.line + 1}`;
  });
}

/** The path within its repository. */
function nameOf({ path }: vscode.Uri): string {
  return path.replace(/^.*\/[0-9a-f-]{36}\//, '');
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
