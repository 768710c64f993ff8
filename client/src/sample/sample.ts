/** *Open a Sample Pipeline*: a pipeline in memory, at the place that a step of the walkthrough is about. */
import {
  commands,
  Disposable,
  languages,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import { CONFLICT, HANDLER, PIPELINE, SAMPLE, sampleFiles } from './files.ts';
import { memoryFiles } from './memory.ts';

const OPEN_SAMPLE = 'gitlabCi.openSample';

/** The steps of the walkthrough, as its links name them. */
type Step = 'handler' | 'conflict' | 'preview';

const DONE = 'gitlabCi.sample.';

export interface SampleOptions {
  /** Resolves when the server runs. */
  readonly start: () => Promise<void>;
  readonly isCiFile: (document: TextDocument) => boolean;
  readonly preview: (uri: Uri) => Promise<void>;
}

/** Works without a folder and without trust: nothing is written to disk, and nothing of the sample is run. */
export function offerSample({ start, isCiFile, preview }: SampleOptions): Disposable {
  const pipeline = Uri.from({ scheme: SAMPLE, path: PIPELINE });
  const open = async (step?: unknown): Promise<void> => {
    const document = await workspace.openTextDocument(pipeline);
    const editor = await window.showTextDocument(document, { preview: false, viewColumn: columnFor(document) });
    await start();
    await until(() => isCiFile(editor.document));
    if (step === 'handler') await completeHandler(editor);
    if (step === 'conflict') await showConflict(editor);
    if (step === 'preview') await preview(pipeline).then(() => done('preview'));
  };
  return Disposable.from(
    workspace.registerFileSystemProvider(SAMPLE, memoryFiles(sampleFiles()), { isCaseSensitive: true }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === SAMPLE && hasHandler(document)) void done('handler');
    }),
    commands.registerCommand(OPEN_SAMPLE, open),
  );
}

/** Where the sample is visible, or next to the page of the walkthrough, which stays in view; it is a tab of no known kind. */
function columnFor(document: TextDocument): ViewColumn {
  const visible = window.visibleTextEditors.find(editor => editor.document === document);
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  const { activeTab } = window.tabGroups.activeTabGroup;
  return activeTab && activeTab.input === undefined ? ViewColumn.Beside : ViewColumn.Active;
}

/** Ticks a step off. */
async function done(step: Step): Promise<void> {
  await commands.executeCommand('setContext', `${DONE}${step}`, true);
}

/** The lines of the job whose handler is missing at first. */
function handlerJob(document: TextDocument): Range {
  const text = document.getText();
  const start = Math.max(text.indexOf(`\n${HANDLER}`), 0);
  const length = text.slice(start + 1).search(/\n(?=\S)/);
  return new Range(document.positionAt(start), document.positionAt(length < 0 ? text.length : start + 1 + length));
}

function hasHandler(document: TextDocument): boolean {
  return /^ +(?:exec|http_get|tcp_socket):/m.test(document.getText(handlerJob(document)));
}

/** Puts the cursor where the handler belongs, and opens the list. */
async function completeHandler(editor: TextEditor): Promise<void> {
  const { document } = editor;
  const job = handlerJob(document);
  const key = document.getText(job).search(/pre_stop_k8s_container_handler:/);
  const line = document.positionAt(document.offsetAt(job.start) + Math.max(key, 0)).line + 1;
  await putCursor(editor, line, document.lineAt(Math.min(line, document.lineCount - 1)).text.length);
  await commands.executeCommand('editor.action.triggerSuggest');
}

/** Puts the cursor at the handler that another file contradicts, and shows what is said about it. */
async function showConflict(editor: TextEditor): Promise<void> {
  const { document } = editor;
  const { line, character } = document.positionAt(Math.max(document.getText().lastIndexOf(CONFLICT), 0));
  await putCursor(editor, line, character);
  await until(() => languages.getDiagnostics(document.uri).some(({ range }) => range.start.line === line));
  await commands.executeCommand('editor.action.showHover');
  await done('conflict');
}

/** Waits until it is in view: a hover closes when the text moves below it. */
async function putCursor(editor: TextEditor, line: number, character: number): Promise<void> {
  editor.selection = new Selection(line, character, line, character);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  await until(() => editor.visibleRanges.some(range => range.contains(editor.selection)));
}

/** Waits for what the server tells, but not forever: it may be ended, or the author may have changed the text. */
async function until(isSo: () => boolean): Promise<void> {
  for (let times = 0; times < 50 && !isSo(); times++) await new Promise(resolve => setTimeout(resolve, 100));
}
