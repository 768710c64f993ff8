/** The MCP servers that the extension offers, with a minimal fake of the editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { MCP_PROVIDER, offerTools } from '../../client/src/mcp.ts';
import { root } from '../../scripts/ready.mjs';

interface Offered {
  readonly id: string;
  readonly provider: { provideMcpServerDefinitions(): readonly unknown[] };
}

interface Editor {
  readonly offered: Offered[];
  readonly api: { lm: Record<string, unknown>; McpStdioServerDefinition: unknown; workspace: unknown };
}

const editor = vi.hoisted((): Editor => ({
  offered: [],
  api: {
    lm: {},
    McpStdioServerDefinition: undefined,
    workspace: {
      onDidChangeWorkspaceFolders: () => undefined,
      workspaceFolders: [
        { name: 'app', uri: { scheme: 'file', fsPath: '/repositories/app' } },
        { name: 'remote', uri: { scheme: 'vscode-vfs', fsPath: '/group/remote' } },
      ],
    },
  },
}));

vi.mock('vscode', () => editor.api);

const context = {
  asAbsolutePath: (path: string) => `/extension/${path}`,
  extension: { packageJSON: { version: '1.2.3' } },
} as unknown as ExtensionContext;

beforeEach(() => {
  editor.offered.length = 0;
  editor.api.lm['registerMcpServerDefinitionProvider'] = (id: string, provider: Offered['provider']) => {
    editor.offered.push({ id, provider });
    return { dispose: () => undefined };
  };
  editor.api.McpStdioServerDefinition = class {
    readonly given: readonly unknown[];

    constructor(...given: readonly unknown[]) {
      this.given = given;
    }
  };
});

it('offers a server for each folder on disk, which may read only that', () => {
  offerTools(context);
  expect(editor.offered.map(({ id }) => id)).toEqual([MCP_PROVIDER]);
  expect(editor.offered[0]?.provider.provideMcpServerDefinitions()).toEqual([
    {
      given: [
        'GitLab CI: app',
        process.execPath,
        ['/extension/dist/server.js', 'mcp', '--root', '/repositories/app'],
        { ELECTRON_RUN_AS_NODE: '1' },
        '1.2.3',
      ],
    },
  ]);
});

it('offers nothing in an editor that cannot start such servers', () => {
  delete editor.api.lm['registerMcpServerDefinitionProvider'];
  expect(offerTools(context)).toBeUndefined();
});

it('is named in the manifest, without which the editor refuses it', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly mcpServerDefinitionProviders: readonly { readonly id: string }[] };
  };
  expect(manifest.contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([MCP_PROVIDER]);
});
