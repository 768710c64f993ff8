/** The extension in an editor in the browser: the server is a web worker. Part of the bundle of `client.ts`. */
import { Uri, type ExtensionContext } from 'vscode';
import { begin, end } from './begin.ts';
import { CLIENT_ID, CLIENT_NAME } from './options.ts';
import { describeScenario } from './scenario-edit.ts';

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'engine.js').toString(true);
  begin(context, {
    async makeClient(options) {
      const { WorkerClient } = await import('./worker-client.ts');
      return new WorkerClient(CLIENT_ID, CLIENT_NAME, script, options);
    },
    describeScenario,
  });
}

export const deactivate = end;
