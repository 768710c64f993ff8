/** The server as a process of its own: with the disk, a small heap, and an end when its editor ends. */
import { createConnection } from 'vscode-languageserver/node';
import { serve } from '../lsp/server.ts';
import { disk } from './disk.ts';
import { endWith } from './end-with.ts';
import { keepHeapSmall } from './heap.ts';
import { INFO } from './info.ts';
import { shellcheckAt } from './shellcheck.ts';

/** Serves the client that the arguments of the process name. */
export function serveProcess(): void {
  keepHeapSmall();
  serve(createConnection(), INFO, { filesOf: disk, outlive: endWith, shellcheckAt });
}
