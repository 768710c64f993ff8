/**
 * The only user of the SDK of the Model Context Protocol, and a bundle of its own: only the command `mcp` pays for loading
 * it. The tools come from the caller, which has the engine already.
 */
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { AnsweringTransport } from './transport.ts';
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
