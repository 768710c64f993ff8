/** The extension in the desktop editor: the server is a process of its own. */
import { Uri, type ExtensionContext } from 'vscode';
import { begin, end } from './begin.ts';
import { offerTools } from './mcp.ts';

export function activate(context: ExtensionContext): void {
  // what a user who opens no CI file does not pay for
  const later = () => import('./client.js');
  const server = context.asAbsolutePath('dist/server.js');
  // below the folder that the editor makes for us, since that one may be open to a group of users
  const compiled = Uri.joinPath(context.globalStorageUri, 'compiled');
  begin(context, {
    makeClient: async options => (await later()).makeClient(server, compiled, options),
    describeScenario: async (...asked) => (await later()).describeScenario(...asked),
  });
  const tools = offerTools(context);
  if (tools) context.subscriptions.push(tools);
}

export const deactivate = end;
