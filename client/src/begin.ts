/**
 * What the extension does in both kinds of editor: commands and status at once, the server only when a CI file is
 * opened.
 */
import {
  commands,
  window,
  type ExtensionContext,
  type LogOutputChannel,
  type Memento,
  type TextDocument,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  LIST_FOLDER,
  PICTURES_CHANGED,
  READ_FILE,
  READ_ONLY,
  RECOGNISED,
  type RecognisedParams,
} from '../../server/src/lsp/requests.ts';
import { registerCommands } from './commands.ts';
import { effectiveHooks } from './effective-hooks.ts';
import { listFolder, readFile } from './files.ts';
import { lensCommands, type LensCommands } from './lens-commands.ts';
import { lifetime, type ServerLifetime } from './lifetime.ts';
import { CLIENT_NAME, clientOptions } from './options.ts';
import { followOtherExtensions } from './other-yaml.ts';
import { followFileInFront } from './in-front.ts';
import { hookPanel, PREVIEW_HOOK } from './panel/hook-panel.ts';
import { PREVIEW_PIPELINE, pipelinePanel } from './panel/pipeline-panel.ts';
import { quietYamlExtension } from './quiet-yaml.ts';
import { whenRecognised } from './recognised.ts';
import { offerSample } from './sample/sample.ts';
import { CHOOSE_SCENARIO, chosenBefore, EDIT_SCENARIO, showScenario, type DescribeScenario } from './scenario.ts';
import { showRecognition } from './status.ts';

/** What is loaded only when it is needed. */
export interface LoadedLater {
  /** Makes the client with the kind of server that the editor can run. */
  readonly makeClient: (options: LanguageClientOptions) => Promise<BaseLanguageClient>;
  readonly describeScenario: DescribeScenario;
}

let server: ServerLifetime<BaseLanguageClient> | undefined;

/** Sets the extension up; everything is disposed of with its context. */
export function begin(context: ExtensionContext, { makeClient, describeScenario }: LoadedLater): void {
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  const status = showRecognition();
  const lenses = lensCommands(commands);
  const {
    current,
    start,
    end: stop,
  } = (server = lifetime(
    () =>
      startClient(makeClient, log, context.workspaceState, {
        lenses,
        told(params) {
          status.told(params);
          scenario.update();
          inFront.update();
        },
        picturesChanged() {
          panel.update();
          hookPreview.update();
        },
      }),
    message => log.error(message),
  ));
  const hooks = effectiveHooks(current);
  const isCiFile = (document: TextDocument): boolean => status.of(document).as === 'gitlab-ci';
  const scenario = showScenario(context.workspaceState, current, isCiFile, describeScenario);
  const inFront = followFileInFront(isCiFile);
  const panel = pipelinePanel({
    extension: context.extensionUri,
    client: current,
    isCiFile,
    chooseScenario: scenario.choose,
  });
  const hookPreview = hookPanel({ extension: context.extensionUri, client: current, isCiFile });
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    log,
    status,
    lenses,
    hooks,
    scenario,
    inFront,
    panel,
    hookPreview,
    registerCommands({ restart, showLog: () => log.show(), showHooks: hooks.show }),
    commands.registerCommand(CHOOSE_SCENARIO, scenario.choose),
    commands.registerCommand(EDIT_SCENARIO, scenario.edit),
    commands.registerCommand(PREVIEW_PIPELINE, panel.preview),
    commands.registerCommand(PREVIEW_HOOK, hookPreview.preview),
    offerSample({ start, isCiFile, preview: panel.preview }),
    followOtherExtensions(current),
    quietYamlExtension(isCiFile),
    whenRecognised(() => void start()),
  );
}

/** Stops the server if it is running. */
export async function end(): Promise<void> {
  await server?.end();
}

/** What the client hands on what comes from the server. */
interface Listeners {
  readonly lenses: LensCommands;
  readonly told: (params: RecognisedParams) => void;
  readonly picturesChanged: () => void;
}

async function startClient(
  makeClient: LoadedLater['makeClient'],
  log: LogOutputChannel,
  state: Memento,
  { lenses, told, picturesChanged }: Listeners,
): Promise<BaseLanguageClient> {
  const client = await makeClient(
    clientOptions(log, chosenBefore(state), {
      tellReadOnly: params => void client.sendNotification(READ_ONLY, params),
      lenses,
    }),
  );
  client.onNotification(RECOGNISED, told);
  client.onNotification(PICTURES_CHANGED, picturesChanged);
  client.onRequest(READ_FILE, readFile);
  client.onRequest(LIST_FOLDER, listFolder);
  await client.start();
  return client;
}
