/**
 * The MCP tools over standard streams, called with the client of the official SDK: started as the command, and as the
 * extension starts it.
 */
import { spawnSync } from 'node:child_process';
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
  test('answers what it was asked before its input ended, and ends by itself', () => {
    const program = fileURLToPath(new URL(`../../dist/${bundle}`, import.meta.url));
    const clientInfo = { name: 'test', version: '1.0.0' };
    const asked = [
      { id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/call', params: { name: 'check', arguments: {} } },
      { id: 3, method: 'tools/call', params: { name: 'resolve', arguments: { path: '.gitlab-ci.yml' } } },
      { id: 4, method: 'tools/call', params: { name: 'plan', arguments: {} } },
      { method: 'notifications/cancelled', params: { requestId: 4 } },
    ];
    const input = asked.map(one => `${JSON.stringify({ jsonrpc: '2.0', ...one })}\n`).join('');
    const { stdout, status } = spawnSync(process.execPath, [program, 'mcp', '--root', folder], {
      input,
      encoding: 'utf8',
    });
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { readonly id: number; readonly result?: unknown });
    expect([status, answers.map(({ id }) => id).toSorted()]).toEqual([0, [1, 2, 3]]);
    expect(answers.every(({ result }) => result !== undefined)).toBe(true);
  });

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
