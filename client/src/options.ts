/** How the client is set up: which documents it handles, and what it adds to the conversation with the server. */
import { l10n, workspace, type LogOutputChannel, type TextDocument } from 'vscode';
import type { LanguageClientOptions, Middleware } from 'vscode-languageclient';
import {
  RUNNER_CONFIG_GLOB,
  SECTION,
  type InitializationOptions,
  type ReadOnlyParams,
} from '../../server/src/lsp/requests.ts';
import { withoutDefaults } from './chosen.ts';
import { OPEN_TEXT, SHOW_COPIES, SHOW_PLACES } from './commands.ts';
import type { LensCommands } from './lens-commands.ts';
import { PREVIEW_HOOK } from './panel/hook-panel.ts';
import { hasOtherYamlExtension, resolved } from './other-yaml.ts';

/** The client library also looks for the trace setting in this section. */
export const CLIENT_ID = SECTION;
export const CLIENT_NAME = 'GitLab CI Language Tools';

/** There is no language of our own for CI files: all other YAML tools would lose them. */
export const LANGUAGE = 'yaml';

/** What the client does to the conversation on its way. */
interface Passing {
  readonly tellReadOnly: (params: ReadOnlyParams) => void;
  readonly lenses: Pick<LensCommands, 'lasting'>;
}

/** Every YAML document, and every file that may be a runner's, is sent; the server decides which of them are ours. */
export function clientOptions(
  log: LogOutputChannel,
  scenarios: InitializationOptions['scenarios'],
  { tellReadOnly, lenses }: Passing,
): LanguageClientOptions {
  const options: InitializationOptions = {
    suggestCommand: 'editor.action.triggerSuggest',
    recognised: true,
    files: true,
    pictures: true,
    // what is typed is judged at once; VS Code would ask only after a pause
    pushDiagnostics: true,
    indentsFirst: true,
    showPlacesCommand: SHOW_PLACES,
    showCopiesCommand: SHOW_COPIES,
    previewHookCommand: PREVIEW_HOOK,
    openTextCommand: OPEN_TEXT,
    ...(scenarios && { scenarios }),
    ...(l10n.bundle && { translations: l10n.bundle }),
  };
  return {
    // by its name, since editors without an extension for TOML have no language for it
    documentSelector: [{ language: LANGUAGE }, { pattern: RUNNER_CONFIG_GLOB }],
    outputChannel: log,
    traceOutputChannel: log,
    diagnosticCollectionName: CLIENT_ID,
    initializationOptions: options,
    middleware: middleware({ tellReadOnly, lenses }),
  };
}

function middleware({ tellReadOnly, lenses }: Passing): Middleware {
  return {
    didOpen(document, next) {
      if (isReadOnly(document)) tellReadOnly({ uri: document.uri.toString() });
      return next(document);
    },
    workspace: {
      async configuration(params, token, next) {
        const answers: unknown = await next(params, token);
        if (!Array.isArray(answers)) return [];
        return answers.map((answer: unknown, index) => {
          const { section, scopeUri } = params.items[index] ?? {};
          return section === SECTION ? withoutDefaults(resolved(answer), scopeUri) : answer;
        });
      },
    },
    async resolveCodeLens(lens, token, next) {
      const answer = await next(lens, token);
      return answer && lenses.lasting(answer);
    },
    // the outline has one group for every extension that answers, and two of the same file only confuse
    provideDocumentSymbols: (document, token, next) => (hasOtherYamlExtension() ? [] : next(document, token)),
  };
}

/** Documents that no file system stands behind, such as the old side of a comparison, cannot be written either. */
function isReadOnly({ uri, isUntitled }: TextDocument): boolean {
  return !isUntitled && workspace.fs.isWritableFileSystem(uri.scheme) !== true;
}
