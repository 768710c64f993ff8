/**
 * The client of the desktop extension: a bundle of its own, so that only users who open a CI file pay for loading it.
 */
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './options.ts';

/** A client whose server is a process, started from that file. */
export function makeClient(module: string, options: LanguageClientOptions): LanguageClient {
  const server = { module, transport: TransportKind.ipc };
  return new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug: server }, options);
}
