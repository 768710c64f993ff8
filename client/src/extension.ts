/** The extension in the desktop editor: the server is a process of its own. */
import type { ExtensionContext } from 'vscode';
import { begin, end } from './begin.ts';
import { offerTools } from './mcp.ts';

export function activate(context: ExtensionContext): void {
  begin(context, async options => {
    const { makeClient } = await import('./client.js');
    return makeClient(context.asAbsolutePath('dist/server.js'), options);
  });
  const tools = offerTools(context);
  if (tools) context.subscriptions.push(tools);
}

export const deactivate = end;
