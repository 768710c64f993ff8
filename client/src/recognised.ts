/** Recognises CI files before the server runs, with the same function that the server uses. */
import { Disposable, Range, workspace, type TextDocument } from 'vscode';
import {
  CONFIGURATION_FILE,
  SECTION,
  isRunnerConfig,
  readFileSettings,
  recognise,
  type FileLists,
  type Recognition,
} from '../../server/src/lsp/requests.ts';
import { isNamedByConfiguration } from './named-by-configuration.ts';
import { isNamedByPipeline } from './named-by-pipeline.ts';
import { LANGUAGE } from './options.ts';

/** What a document is taken for, as far as its own name and text show. */
export function recognitionOf(document: TextDocument): Recognition {
  return recognise(document.uri.toString(), headOf(document), fileSettings(document), document.languageId);
}

/** Calls `found` once, as soon as a CI file, a runner's `config.toml` or our configuration file is open. */
export function whenRecognised(found: () => void): Disposable {
  const watching: Disposable[] = [];
  const stop = (): void => watching.splice(0).forEach(watch => void watch.dispose());
  const look = (documents: readonly TextDocument[]): void => {
    if (documents.some(isRecognised)) done();
    else void Promise.all(documents.map(isNamed)).then(named => named.some(Boolean) && done());
  };
  const done = (): void => {
    if (watching.length === 0) return;
    stop();
    found();
  };
  watching.push(
    workspace.onDidOpenTextDocument(document => look([document])),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isRecognised(document)) done();
    }),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`${SECTION}.files`)) look(workspace.textDocuments);
    }),
  );
  look(workspace.textDocuments);
  return new Disposable(stop);
}

function isRecognised(document: TextDocument): boolean {
  if (document.languageId !== LANGUAGE) return isRunnerConfig(document.uri.path, headOf(document));
  const isConfiguration = document.uri.toString().endsWith(`/${CONFIGURATION_FILE}`);
  return isConfiguration || recognitionOf(document).service !== 'none';
}

/** Whether other files of the repository may name it as one of ours. */
async function isNamed(document: TextDocument): Promise<boolean> {
  return (await isNamedByPipeline(document)) || isNamedByConfiguration(document);
}

/** How many lines are enough to decide what a file is. */
const HEAD_LINES = 1000;

function headOf(document: TextDocument): string {
  return document.getText(new Range(0, 0, HEAD_LINES, 0));
}

function fileSettings({ uri }: TextDocument): FileLists {
  return readFileSettings(workspace.getConfiguration(SECTION, uri).get('files'));
}
