/**
 * The process of the server: it answers `initialize` by itself and loads the server after that, from `engine.js`. With the
 * argument `mcp` it serves tools to other programs; with `--compile-cache=FOLDER` it keeps there what V8 compiled.
 */
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Message, MessageReader, MessageType, MessageWriter, ShowMessageParams } from 'vscode-languageserver/node';
import { join } from 'node:path';
import { isRecord } from '../lsp/values.ts';
import { oneLine } from '../text/shown.ts';
import type { Translate } from '../translation/translate.ts';
import type * as EngineModule from './engine.ts';
import { answerEarly, type Heard } from './early.ts';
import { setServerFlags } from './flags.ts';
import { onceRested } from './rested.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === 'mcp') void import('./engine.js').then(({ serveTools }) => serveTools(rest));
else startServer();

function startServer(): void {
  const transport = process.argv.find(argument => argument === '--stdio' || argument === '--node-ipc');
  if (transport === '--stdio') serveStreams();
  else if (transport === '--node-ipc') begin(new IPCMessageReader(process), new IPCMessageWriter(process));
  // what else there is, the server opens by itself
  else void import('./engine.js').then(({ serveProcess }) => serveProcess());
}

function serveStreams(): void {
  const heard = begin(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
  const end = (): void => process.exit(heard.shutdown() ? 0 : 1);
  process.stdin.on('end', end).on('close', end);
}

function begin(reader: MessageReader, writer: MessageWriter): Heard {
  const rest = onceRested();
  return answerEarly(reader, writer, {
    serve: async handed => (await loaded(rest.then)).serveProcess(handed),
    failed: (error, translate) => void end(writer, error, translate),
    hears: rest.hears,
  });
}

type Engine = typeof EngineModule;

const COMPILE_CACHE = '--compile-cache=';

/** The rest of the server, and something to do once it rests, if any. */
async function loaded(onceRested: (run: () => void) => void): Promise<Engine> {
  const folder = process.argv.find(argument => argument.startsWith(COMPILE_CACHE))?.slice(COMPILE_CACHE.length);
  if (!folder) return import('./engine.js');
  setServerFlags();
  const { loadWithCache } = await import('./compile-cache.ts');
  const { exports, keep } = loadWithCache(join(__dirname, 'engine.js'), folder);
  const engine = exports as Engine;
  // the first file of a person may be a small one
  if (keep) onceRested(() => void engine.warmUp().then(keep, keep));
  return engine;
}

/** Says why there is no server, to the person and in the log of the editor. */
async function end(writer: MessageWriter, error: unknown, translate: Translate): Promise<void> {
  const why = isRecord(error) && typeof error['message'] === 'string' ? error['message'] : String(error);
  process.stderr.write(`${NOT_LOADED}: ${why}\n`);
  await writer.write(showMessage(`${translate(NOT_LOADED)} (${oneLine(why)})`)).catch(() => undefined);
  process.exit(1);
}

const NOT_LOADED = 'The server for GitLab CI files could not be loaded; install it again';

function showMessage(message: string): Message & { readonly method: string; readonly params: ShowMessageParams } {
  const type: typeof MessageType.Error = 1;
  return { jsonrpc: '2.0', method: 'window/showMessage', params: { type, message } };
}
