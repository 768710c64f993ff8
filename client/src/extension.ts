/** The extension in the desktop editor: the server is a process of its own. */
import type { ExtensionContext } from 'vscode';
import { begin, end } from './begin.ts';
import { CLIENT_ID, CLIENT_NAME } from './options.ts';

export function activate(context: ExtensionContext): void {
  begin(context, async options => {
    // loaded only when a CI file is opened, so that other YAML files cost next to nothing
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
    return new LanguageClient(CLIENT_ID, CLIENT_NAME, { run: server, debug: server }, options);
  });
}

export const deactivate = end;
