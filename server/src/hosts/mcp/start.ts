/** The command `mcp`: read-only tools for programs that speak the Model Context Protocol. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { misused, type Io } from '../cli/io.ts';
import { faultOfRoot } from '../cli/root.ts';
import { INFO } from '../info.ts';
import { TOOLS } from './tools.ts';

export const MCP = {
  usage: 'mcp [--root DIR]',
  does: 'Serve the read-only tools check, resolve, plan and explain over standard input and output by the Model Context Protocol, for files below the folder DIR.',
} as const;

const INSTRUCTIONS =
  'Tools for GitLab CI files. They only read files below one folder, run nothing and use no network. Paths are relative to that folder.';

/** Returns the exit code after a mistake; otherwise the process ends when its client does. */
export async function startMcp(args: readonly string[], io: Io): Promise<number | undefined> {
  const asked = rootIn(args);
  if ('misuse' in asked) return misused(asked.misuse, MCP.usage, io);
  const folder = resolve(io.folder, asked.root);
  const fault = await faultOfRoot(asked.root, io.folder);
  if (fault !== undefined) return misused(fault, MCP.usage, io);
  const { serveTools } = await import('./mcp.js');
  serveTools({ info: INFO, instructions: INSTRUCTIONS, tools: TOOLS, folder });
  return undefined;
}

function rootIn(args: readonly string[]): { readonly root: string } | { readonly misuse: string } {
  try {
    const { root = '.' } = parseArgs({ args: [...args], options: { root: { type: 'string' } } }).values;
    return { root };
  } catch (error) {
    return { misuse: error instanceof Error ? error.message : String(error) };
  }
}
