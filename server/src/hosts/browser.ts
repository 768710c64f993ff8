/** The server in a web worker, for editors in the browser. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from '../lsp/server.ts';
import { INFO } from './info.ts';

const worker = self as unknown as DedicatedWorkerGlobalScope;
serve(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), INFO, {
  lock: heldUntilTheEnd(),
});

/** Nothing tells others that a worker has ended, except that its locks are free. Only secure pages have locks. */
function heldUntilTheEnd(): string | undefined {
  if (!isSecureContext) return undefined;
  const name = `gitlab-ci-language-tools-${crypto.randomUUID()}`;
  navigator.locks.request(name, () => new Promise(() => undefined)).catch(() => undefined);
  return name;
}
