/** Offers the read-only tools of the command `mcp` to chat views, in editors that can start such servers. */
import * as vscode from 'vscode';
import type { Disposable, Event, ExtensionContext } from 'vscode';

/** As `contributes.mcpServerDefinitionProviders` of the manifest names it. */
export const MCP_PROVIDER = 'gitlabCi.tools';

/** What editors newer than the oldest supported one add to the API. */
interface NewerApi {
  readonly lm?: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: Event<unknown>;
        provideMcpServerDefinitions(): readonly unknown[];
      },
    ): Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => unknown;
}

/** One server per folder on disk, since each reads below one folder only. It is started when a chat first uses it. */
export function offerTools(context: ExtensionContext): Disposable | undefined {
  const { lm, McpStdioServerDefinition: Definition } = vscode as NewerApi;
  if (!lm?.registerMcpServerDefinitionProvider || !Definition) return undefined;
  const { version } = context.extension.packageJSON as { readonly version: string };
  return lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, {
    onDidChangeMcpServerDefinitions: vscode.workspace.onDidChangeWorkspaceFolders,
    provideMcpServerDefinitions() {
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      return folders.map(({ name, uri }) => {
        const args = [context.asAbsolutePath('dist/server.js'), 'mcp', '--root', uri.fsPath];
        // the editor's own program is Node.js if it is told so
        return new Definition(`GitLab CI: ${name}`, process.execPath, args, { ELECTRON_RUN_AS_NODE: '1' }, version);
      });
    },
  });
}
