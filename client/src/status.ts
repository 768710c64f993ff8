/** The language status item: what the active file is taken for, why, and how to change that. */
import { languages, LanguageStatusSeverity, window, workspace, type TextDocument } from 'vscode';
import type { Recognition, RecognisedParams } from '../../server/src/lsp/requests.ts';
import { TREAT_AS, TREAT_AS_NOT } from './commands.ts';
import { inert } from './inert.ts';
import { CLIENT_NAME, LANGUAGE } from './options.ts';
import { recognitionOf } from './recognised.ts';

export interface RecognitionStatus {
  /** Takes what the server says about a document; until then, the name and text of the document decide. */
  readonly told: (params: RecognisedParams) => void;
  /** What a document is taken for, as far as known. */
  readonly of: (document: TextDocument) => Recognition;
  readonly dispose: () => void;
}

/** Shows the item until the result is disposed of. */
export function showRecognition(): RecognitionStatus {
  const item = languages.createLanguageStatusItem('gitlabCi.recognition', { language: LANGUAGE });
  item.name = CLIENT_NAME;
  const cache = new Map<string, Recognition>();
  const of = (document: TextDocument): Recognition => cache.get(document.uri.toString()) ?? recognitionOf(document);
  const show = (): void => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE) return;
    const { as, service, why } = of(document);
    item.text =
      as === 'gitlab-ci' ? (service === 'hover' ? 'GitLab CI (documentation only)' : 'GitLab CI') : 'Not GitLab CI';
    item.detail = inert(why);
    item.severity = LanguageStatusSeverity.Information;
    item.command = as === 'gitlab-ci' ? TREAT_AS_NOT : TREAT_AS;
  };
  const forget = ({ uri }: TextDocument): void => void cache.delete(uri.toString());
  const watching = [
    item,
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidChangeConfiguration(show),
  ];
  show();
  return {
    of,
    dispose: () => watching.forEach(watch => void watch.dispose()),
    told({ uri, ...recognition }) {
      cache.set(uri, recognition);
      show();
    },
  };
}
