/** The client of a server in a worker: it notices that the worker is gone, and ends one that does not end by itself. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  Message,
  type LanguageClientOptions,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { lockOf } from '../../server/src/lsp/requests.ts';

/** Starts a worker, again if it is gone: the client library then decides how often, as it does for processes. */
export class WorkerClient extends LanguageClient {
  readonly #running: { worker?: Worker; reader?: Reader };

  constructor(id: string, name: string, script: string, options: LanguageClientOptions) {
    const running: { worker?: Worker; reader?: Reader } = {};
    super(
      id,
      name,
      () => {
        running.worker?.terminate();
        const worker = (running.worker = new Worker(script));
        const reader = (running.reader = new Reader(worker));
        return Promise.resolve<MessageTransports>({ reader, writer: new Writer(worker) });
      },
      options,
    );
    this.#running = running;
  }

  override async start(): Promise<void> {
    await super.start();
    const { reader } = this.#running;
    const lock = lockOf(this.initializeResult?.capabilities);
    if (reader && lock !== undefined) void released(lock).then(() => reader.end());
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#running.worker?.terminate();
    }
  }
}

class Reader extends BrowserMessageReader {
  end(): void {
    this.fireClose();
  }
}

/** Sends objects of the editor as JSON, as processes get them: otherwise a position would arrive without its line. */
class Writer extends BrowserMessageWriter {
  override write(message: Message): Promise<void> {
    return super.write(Message.isRequest(message) ? (JSON.parse(JSON.stringify(message)) as Message) : message);
  }
}

/** Waits until the holder of a lock is gone; for ever if nobody holds it, since then nothing can be said. */
async function released(lock: string): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  if (!held.some(({ name }) => name === lock)) await new Promise(() => undefined);
  await navigator.locks.request(lock, () => undefined);
}
