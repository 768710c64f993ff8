/**
 * The only user of the SDK of the Model Context Protocol, and a bundle of its own: only the command `mcp` pays for loading
 * it. The tools come from the caller, which has the engine already.
 */
import { fromJsonSchema, McpServer, type JSONRPCMessage, type RequestId } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Tool } from './tools.ts';

export interface Served {
  readonly info: { readonly name: string; readonly version: string };
  readonly instructions: string;
  readonly tools: readonly Tool[];
  /** The folder that the tools may read. */
  readonly folder: string;
}

/** All tools only read files of the folder. */
const READING = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;

/** Answers over standard input and output until the client ends the connection. */
export function serveTools({ info, instructions, tools, folder }: Served): void {
  const make = (): McpServer => {
    const server = new McpServer(info, { instructions });
    for (const tool of tools) {
      const { name, title, description, input } = tool;
      const inputSchema = fromJsonSchema<Parameters<Tool['run']>[0]>(input);
      server.registerTool(name, { title, description, inputSchema, annotations: READING }, async given => {
        const { text, failed } = await tool.run(given, folder);
        return { content: [{ type: 'text', text }], isError: failed };
      });
    }
    return server;
  };
  serveStdio(make, { transport: new AnsweringTransport() });
}

/**
 * Standard input and output. The SDK's own transport drops the requests that it is working on when its input ends,
 * which it does at once for a script that pipes its requests: this one answers them first.
 */
class AnsweringTransport extends StdioServerTransport {
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
