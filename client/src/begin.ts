/** What the extension does in both kinds of editor: commands and status at once, the server only when a CI file is opened. */
import { commands, window, type ExtensionContext, type LogOutputChannel, type Memento } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { LIST_FOLDER, READ_FILE, READ_ONLY, RECOGNISED, type RecognisedParams } from '../../server/src/lsp/requests.ts';
import { registerCommands } from './commands.ts';
import { effectiveHooks } from './effective-hooks.ts';
import { listFolder, readFile } from './files.ts';
import { lifetime, type Lifetime } from './lifetime.ts';
import { CLIENT_NAME, clientOptions } from './options.ts';
import { followOtherExtensions } from './other-yaml.ts';
import { quietYamlExtension } from './quiet-yaml.ts';
import { whenRecognised } from './recognised.ts';
import { CHOOSE_SCENARIO, chosenBefore, EDIT_SCENARIO, showScenario } from './scenario.ts';
import { showRecognition } from './status.ts';

/** Makes the client with the kind of server that the editor can run. */
export type MakeClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

let server: Lifetime<BaseLanguageClient> | undefined;

/** Sets the extension up; disposed of with its context. */
export function begin(context: ExtensionContext, make: MakeClient): void {
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  const status = showRecognition();
  const {
    current,
    start,
    end: stop,
  } = (server = lifetime(
    () =>
      startClient(make, log, context.workspaceState, params => {
        status.told(params);
        scenario.update();
      }),
    message => log.error(message),
  ));
  const hooks = effectiveHooks(current);
  const scenario = showScenario(context.workspaceState, current, document => status.of(document).as === 'gitlab-ci');
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    log,
    status,
    hooks,
    scenario,
    registerCommands({ restart, showLog: () => log.show(), showHooks: hooks.show }),
    commands.registerCommand(CHOOSE_SCENARIO, scenario.choose),
    commands.registerCommand(EDIT_SCENARIO, scenario.edit),
    followOtherExtensions(current),
    quietYamlExtension(document => status.of(document).as === 'gitlab-ci'),
    whenRecognised(() => void start()),
  );
}

/** Stops the server, if it runs at all. */
export async function end(): Promise<void> {
  await server?.end();
}

async function startClient(
  make: MakeClient,
  log: LogOutputChannel,
  state: Memento,
  told: (params: RecognisedParams) => void,
): Promise<BaseLanguageClient> {
  const client = await make(
    clientOptions(log, chosenBefore(state), params => void client.sendNotification(READ_ONLY, params)),
  );
  client.onNotification(RECOGNISED, told);
  client.onRequest(READ_FILE, readFile);
  client.onRequest(LIST_FOLDER, listFolder);
  await client.start();
  return client;
}
