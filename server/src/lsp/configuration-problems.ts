/** What is wrong with the configuration of a repository, where that file is open in the editor. */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { sentence } from '../text/shown.ts';
import { readConfiguration } from '../workspace/configuration/read.ts';
import { rangeOf } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { CONFIGURATION_FILE } from '../features/recognise/names.ts';

export function isConfiguration({ id }: Pick<OpenDocument, 'id'>): boolean {
  return id.endsWith(`/${CONFIGURATION_FILE}`);
}

/** A key that is not known changes nothing; with anything else the command line ends in failure. */
export function configurationDiagnostics({ lines }: Pick<OpenDocument, 'lines'>): Diagnostic[] {
  return readConfiguration(lines.getText()).problems.map(({ message, at, isUnknownKey }) => ({
    range: rangeOf(lines, at),
    severity: isUnknownKey ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: 'gitlab-ci',
    message: sentence(message),
  }));
}
