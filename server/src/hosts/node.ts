/**
 * The server as a process of its own, started by the extension over IPC or by others over standard input and output. With
 * the argument `mcp` it serves tools to other programs, so that the extension need not bring the whole command, too.
 */
import { serveProcess } from './serve-process.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === 'mcp') void serveTools();
else serveProcess();

async function serveTools(): Promise<void> {
  const [{ startMcp }, { PROCESS }] = await Promise.all([import('./mcp/start.ts'), import('./cli/io.ts')]);
  process.exitCode = await startMcp(rest, PROCESS);
}
