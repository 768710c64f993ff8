/**
 * The MCP tools over standard streams, called with the client of the official SDK: started as the command, and as the
 * extension starts it.
 */
import { fileURLToPath } from 'node:url';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'mcp-'));
writeFileSync(join(folder, '.gitlab-ci.yml'), 'job: { script: make, stage: none }\n');
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['cli.js', 'server.js'])('dist/%s mcp', bundle => {
  test('serves read-only tools', async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    const program = fileURLToPath(new URL(`../../dist/${bundle}`, import.meta.url));
    const args = [program, 'mcp', '--root', folder];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
    try {
      expect(client.getServerVersion()?.name).toBe('gitlab-ci-language-tools');
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(['check', 'resolve', 'plan', 'explain']);
      expect(tools.map(({ annotations }) => annotations?.readOnlyHint)).toEqual([true, true, true, true]);
      expect(await client.callTool({ name: 'check', arguments: {} })).toMatchObject({
        content: [{ type: 'text', text: expect.stringContaining('.gitlab-ci.yml:1:29: error: ') as string }],
        isError: false,
      });
      expect(await client.callTool({ name: 'resolve', arguments: { path: '..' } })).toMatchObject({ isError: true });
      expect(await client.callTool({ name: 'resolve', arguments: {} })).toMatchObject({ isError: true });
    } finally {
      await client.close();
    }
  });
});
