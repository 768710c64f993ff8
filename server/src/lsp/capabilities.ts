/** The capabilities that the server offers to a client. */
import type { DiagnosticOptions, ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Abilities } from './abilities.ts';
import { ACTION_KINDS, EFFECTIVE_HOOKS_COMMAND, LEGEND, OPEN_LENS_COMMAND } from './announced.ts';

/** Written out, since the module of its name is most of the protocol, and this is told before that is loaded. */
const INCREMENTAL: typeof TextDocumentSyncKind.Incremental = 2;

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
  textDocumentSync: { openClose: true, change: INCREMENTAL, save: true },
  hoverProvider: true,
  documentSymbolProvider: true,
  codeActionProvider: { codeActionKinds: ACTION_KINDS },
  definitionProvider: true,
  referencesProvider: { workDoneProgress: true },
  documentHighlightProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  inlayHintProvider: true,
  workspaceSymbolProvider: { workDoneProgress: true },
  executeCommandProvider: { commands: [EFFECTIVE_HOOKS_COMMAND, OPEN_LENS_COMMAND], workDoneProgress: true },
  renameProvider: { prepareProvider: true, workDoneProgress: true },
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
