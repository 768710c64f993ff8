/** The server as a process of its own: with the disk, a small heap, and an end when its editor ends. */
import { Console } from 'node:console';
import { createConnection } from 'vscode-languageserver/node';
import { serve } from '../lsp/server.ts';
import { disk } from './disk.ts';
import type { Handover } from './early.ts';
import { endWith } from './end-with.ts';
import { setServerFlags } from './flags.ts';
import { INFO } from './info.ts';
import { shellcheckAt } from './shellcheck.ts';

/** Serves the client that the arguments of the process name, or the one whose first messages were `handed` over. */
export function serveProcess(handed?: Handover): void {
  setServerFlags();
  // what is printed must not get between the messages
  if (handed) globalThis.console = new Console(process.stderr);
  const connection = handed ? createConnection(handed.reader, handed.writer) : createConnection();
  serve(connection, INFO, { filesOf: disk, outlive: endWith, shellcheckAt });
}
