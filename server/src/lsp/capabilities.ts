/** The capabilities that the server offers to a client. */
import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { DiagnosticOptions, ServerCapabilities } from 'vscode-languageserver';
import type { Abilities } from './abilities.ts';
import { ACTION_KINDS } from './actions.ts';
import { OPEN_LENS_COMMAND } from './open-lens.ts';
import { EFFECTIVE_HOOKS_COMMAND } from './workspace-wide.ts';
import { LEGEND } from './tokens.ts';

export function capabilitiesOf({ pullDiagnostics, asksDocumentation }: Abilities): ServerCapabilities {
  return {
    ...CAPABILITIES,
    // characters that begin something inside a text; nothing else is offered after them
    completionProvider: {
      triggerCharacters: ['$', '{', '[', '.', '|'],
      ...(asksDocumentation && { resolveProvider: true }),
    },
    ...(pullDiagnostics && { diagnosticProvider: DIAGNOSTICS }),
  };
}

const DIAGNOSTICS: DiagnosticOptions = {
  identifier: 'gitlab-ci',
  interFileDependencies: true,
  workspaceDiagnostics: true,
};

const CAPABILITIES: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  hoverProvider: true,
  documentSymbolProvider: true,
  codeActionProvider: { codeActionKinds: ACTION_KINDS },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  inlayHintProvider: true,
  workspaceSymbolProvider: true,
  executeCommandProvider: { commands: [EFFECTIVE_HOOKS_COMMAND, OPEN_LENS_COMMAND] },
  renameProvider: { prepareProvider: true },
  semanticTokensProvider: { legend: LEGEND, range: true, full: { delta: true } },
  codeLensProvider: { resolveProvider: true },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: {
      willRename: {
        filters: [
          { pattern: { glob: '**/*.{yml,yaml}', matches: 'file' } },
          { pattern: { glob: '**', matches: 'folder' } },
        ],
      },
    },
  },
};
