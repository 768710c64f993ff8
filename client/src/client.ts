/**
 * The clients of both kinds of editor, in one bundle, since nearly everything in them is the same. An editor in the browser
 * loads it as the extension; on the desktop, only users who open a CI file pay for loading it.
 */
import type { Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { CLIENT_ID, CLIENT_NAME } from './options.ts';
import { argumentsFor, NODE_ARGUMENTS } from './server-process.ts';

export { activate, deactivate } from './browser.ts';
export { describeScenario } from './scenario-edit.ts';

/** A client whose server is a process, started from that file; `compiled` is a folder of the extension for what is compiled of it. */
export async function makeClient(
  module: string,
  compiled: Uri,
  options: LanguageClientOptions,
): Promise<BaseLanguageClient> {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  const server = {
    module,
    args: argumentsFor(compiled),
    transport: TransportKind.ipc,
    options: { execArgv: NODE_ARGUMENTS },
  };
  return new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug: server }, options);
}
