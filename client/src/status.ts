/** The language status item: what the active file is taken for, why, and how to change that. */
import { l10n, languages, LanguageStatusSeverity, window, workspace, type TextDocument } from 'vscode';
import type { Recognition, RecognisedParams } from '../../server/src/lsp/requests.ts';
import { treatAs, treatAsNot } from './commands.ts';
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
    item.text = textFor(as, service);
    item.detail = inert(l10n.t(why)); // a sentence of `recognise`, or what the server has translated already
    item.severity = LanguageStatusSeverity.Information;
    item.command = as === 'gitlab-ci' ? treatAsNot() : treatAs();
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

function textFor(as: Recognition['as'], service: Recognition['service']): string {
  if (as !== 'gitlab-ci') return l10n.t('Not GitLab CI');
  return service === 'hover' ? l10n.t('GitLab CI (documentation only)') : 'GitLab CI';
}
