/**
 * The server itself, for a process or a web worker: one bundle, since nearly everything in it is the same. What only one of
 * the two needs is evaluated only there.
 */
import type { Handover } from './early.ts';

if (typeof WorkerGlobalScope !== 'undefined') void import('./browser.ts');

/** Serves a client in Node; `handed` is the connection if its beginning was heard already. */
export async function serveProcess(handed?: Handover): Promise<void> {
  (await import('./serve-process.ts')).serveProcess(handed);
}

/** Runs most of the server once, so that what V8 compiled of it is worth keeping. */
export async function warmUp(): Promise<void> {
  (await import('../lsp/warm-up.ts')).warmUpAtOnce();
}

/** Serves tools to other programs, so that the extension need not bring the whole command, too. */
export async function serveTools(args: readonly string[]): Promise<void> {
  const [{ startMcp }, { PROCESS }] = await Promise.all([import('./mcp/start.ts'), import('./cli/io.ts')]);
  process.exitCode = await startMcp(args, PROCESS);
}
