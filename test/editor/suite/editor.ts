/** Actions of the tests inside the editor, and ways to wait for what it shows. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

export const EXTENSION = 'gitlab-ci-language-tools.gitlab-ci-language-tools';

export function workspaceFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders![0]!.uri;
}

/** Waits until `look` returns something, and returns that. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | PromiseLike<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Writes a new file into a folder of its own and shows it, with the cursor at `<|>`. */
export async function show(text: string, name = '.gitlab-ci.yml'): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), randomUUID(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text.replace('<|>', '')));
  const document = await vscode.workspace.openTextDocument(uri);
  const cursor = document.positionAt(Math.max(0, text.indexOf('<|>')));
  return vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor), preview: false });
}

/** Writes files into a repository of their own and shows the first of them. */
export async function showRepository(files: Readonly<Record<string, string>>): Promise<vscode.TextEditor> {
  const folder = vscode.Uri.joinPath(workspaceFolder(), randomUUID());
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder, '.git'));
  for (const [name, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  }
  return open(vscode.Uri.joinPath(folder, Object.keys(files)[0]!));
}

export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** Our problems of a file, each as `severity code: text`. */
export function problems(uri: vscode.Uri): readonly string[] {
  const document = vscode.workspace.textDocuments.find(candidate => candidate.uri.toString() === uri.toString());
  return ours(uri).map(({ severity, code, range }) => {
    const name = typeof code === 'object' ? code.value : code;
    return `${vscode.DiagnosticSeverity[severity]} ${name}: ${document?.getText(range)}`;
  });
}

export function ours(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'gitlab-ci');
}

/** Waits until the problems of a file are these, in any order. */
export async function untilProblems(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  const sorted = (lines: readonly string[]): string => [...lines].sort().join('\n');
  try {
    await until('problems', () => sorted(problems(uri)) === sorted(expected));
  } catch {
    throw new Error(`expected:\n${sorted(expected)}\nbut the editor shows:\n${sorted(problems(uri))}`);
  }
}

/** The position of the first letter of a text in a document. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${text} is not in the document`);
  return document.positionAt(offset);
}

/** The content of the hover at a text. */
export async function hoverAt(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, text),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map(part => (part instanceof vscode.MarkdownString ? part.value : ''))
    .join('\n');
}

/** Our completions at the cursor, without the editor's own word suggestions. */
export async function completionsAt({
  document,
  selection,
}: vscode.TextEditor): Promise<readonly vscode.CompletionItem[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    selection.active,
  );
  return items;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The quick fixes that the editor offers for a text. */
export async function fixesAt(document: vscode.TextDocument, text: string): Promise<readonly vscode.CodeAction[]> {
  const start = placeOf(document, text);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(start, start.translate(0, text.length)),
    vscode.CodeActionKind.QuickFix.value,
  );
}
