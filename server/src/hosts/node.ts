/**
 * The server as a process of its own, started by the extension over IPC or by others over standard input and output. With
 * the argument `mcp` it serves tools to other programs, so that the extension need not bring the whole command, too.
 */
import { createConnection } from 'vscode-languageserver/node';
import { serve } from '../lsp/server.ts';
import { disk } from './disk.ts';
import { endWith } from './end-with.ts';
import { keepHeapSmall } from './heap.ts';
import { INFO } from './info.ts';
import { shellcheckAt } from './shellcheck.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === 'mcp') void serveTools();
else startServer();

function startServer(): void {
  keepHeapSmall();
  serve(createConnection(), INFO, { filesOf: disk, outlive: endWith, shellcheckAt });
}

async function serveTools(): Promise<void> {
  const [{ startMcp }, { PROCESS }] = await Promise.all([import('./mcp/start.ts'), import('./cli/io.ts')]);
  process.exitCode = await startMcp(rest, PROCESS);
}
