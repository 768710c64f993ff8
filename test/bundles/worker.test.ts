/** The server's bundle, in a real worker of a real browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AbstractMessageReader, AbstractMessageWriter, createProtocolConnection } from 'vscode-languageserver/node';
import type { DataCallback, Disposable, Message, MessageReader, MessageWriter } from 'vscode-languageserver/node';
import { expect, test } from 'vitest';
import { openPage } from '../editor/browser.mjs';
import { root } from '../../scripts/ready.mjs';
import { need } from '../../scripts/system.mjs';
import { converse, EXPECTED } from './conversation.ts';

type Page = Awaited<ReturnType<typeof openPage>>['page'];

const chromium = need('chromium');

test.skipIf('why' in chromium)('dist/engine.js serves from a worker', async () => {
  if ('why' in chromium) throw new Error(chromium.why);
  const { page, close } = await openPage(chromium.path, { width: 400, height: 300 });
  try {
    const failures: string[] = [];
    page.on('pageerror', error => failures.push(String(error)));
    const reader = new WorkerReader();
    await startWorker(page, message => reader.hear(message));
    expect(await converse(createProtocolConnection(reader, new WorkerWriter(page)))).toEqual(EXPECTED);
    expect(failures).toEqual([]);
  } finally {
    await close();
  }
});

/** The worker of the page, stored where later calls find it. */
interface WithServer {
  server: Worker;
  hear(message: unknown): void;
}

async function startWorker(page: Page, hear: (message: Message) => void): Promise<void> {
  await page.exposeFunction('hear', hear);
  await page.evaluate(
    code => {
      const page = globalThis as unknown as WithServer;
      page.server = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
      page.server.onmessage = ({ data }) => page.hear(data);
    },
    readFileSync(join(root, 'dist/engine.js'), 'utf8'),
  );
}

class WorkerReader extends AbstractMessageReader implements MessageReader {
  hear: (message: Message) => void = () => undefined;

  listen(callback: DataCallback): Disposable {
    this.hear = callback;
    return { dispose: () => undefined };
  }
}

class WorkerWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  async write(message: Message): Promise<void> {
    await this.#page.evaluate(sent => (globalThis as unknown as WithServer).server.postMessage(sent), message);
  }

  end(): void {
    // the page is closed by the test
  }
}
