/**
 * Standard input and output of the tools. That of the SDK drops the requests that it is working on when its input ends,
 * which is where a script that pipes its requests ends at once: this one answers them first.
 */
import type { JSONRPCMessage, RequestId } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';

export class AnsweringTransport extends StdioServerTransport {
  readonly #open = new Set<RequestId>();
  #onAnswered: () => void = () => undefined;

  constructor() {
    // the streams are named, since the bundle has the SDK's parts for a browser, whose check of input is the smaller one
    super(process.stdin, process.stdout);
  }

  override start(): Promise<void> {
    const receive = this.onmessage;
    this.onmessage = message => {
      this.#received(message);
      receive?.(message);
    };
    return super.start();
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    await super.send(message);
    if (!('method' in message) && message.id !== undefined) this.#close(message.id);
  }

  /** Called when the input ends, too. */
  override async close(): Promise<void> {
    if (process.stdin.readableEnded && this.#open.size > 0)
      await new Promise<void>(resolve => (this.#onAnswered = resolve));
    await super.close();
  }

  #received(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) this.#open.add(message.id);
    // nobody answers a cancelled request
    else if (message.method === 'notifications/cancelled') this.#close(message.params?.['requestId'] as RequestId);
  }

  #close(id: RequestId): void {
    this.#open.delete(id);
    if (this.#open.size === 0) this.#onAnswered();
  }
}
