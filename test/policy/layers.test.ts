/** Every room imports only what it may, and each rule about that really reports a file that breaks it. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/ready.mjs';

const { options, ...ruleSet } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;
const ruleNames = (ruleSet.forbidden ?? []).map(({ name }) => name ?? '');

/** For each rule, a file that breaks it and its import. */
const culprits: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'layer-codes': ['server/src/codes/a.ts', '../text/x.ts'],
  'layer-picture': ['server/src/picture/a.ts', '../text/x.ts'],
  'layer-translation': ['server/src/translation/a.ts', '../text/x.ts'],
  'layer-text': ['server/src/text/a.ts', '../yaml/x.ts'],
  'layer-yaml': ['server/src/yaml/a.ts', '../spec/x.ts'],
  'layer-spec': ['server/src/spec/a.ts', '../text/x.ts'],
  'layer-shell': ['server/src/shell/a.ts', '../yaml/x.ts'],
  'layer-pattern': ['server/src/pattern/a.ts', '../expression/x.ts'],
  'layer-expression': ['server/src/expression/a.ts', '../yaml/x.ts'],
  'layer-readings': ['server/src/readings/a.ts', '../ci/x.ts'],
  'layer-ci': ['server/src/ci/a.ts', '../readings/x.ts'],
  'layer-simulation': ['server/src/simulation/a.ts', '../rules/x.ts'],
  'layer-projection': ['server/src/projection/a.ts', '../simulation/x.ts'],
  'layer-rules': ['server/src/rules/a.ts', '../features/x.ts'],
  'layer-runner-config': ['server/src/runner-config/a.ts', '../features/x.ts'],
  'layer-features': ['server/src/features/a.ts', '../workspace/x.ts'],
  'layer-workspace': ['server/src/workspace/a.ts', '../lsp/x.ts'],
  'layer-lsp': ['server/src/lsp/a.ts', '../hosts/x.ts'],
  'layer-hosts': ['server/src/hosts/a.ts', '../../../client/src/x.ts'],
  'yaml-tree': ['server/src/yaml/tree.ts', './value/x.ts'],
  'yaml-lines': ['server/src/yaml/lines.ts', './libyaml/x.ts'],
  'yaml-libyaml': ['server/src/yaml/libyaml/a.ts', '../recovery/x.ts'],
  'yaml-recovery': ['server/src/yaml/recovery/a.ts', '../document/x.ts'],
  'yaml-value': ['server/src/yaml/value/a.ts', '../load/x.ts'],
  'yaml-load': ['server/src/yaml/load/a.ts', '../document/x.ts'],
  'yaml-document': ['server/src/yaml/document/a.ts', '../load/x.ts'],
  'yaml-cursor': ['server/src/yaml/cursor/a.ts', '../libyaml/x.ts'],
  'yaml-edit': ['server/src/yaml/edit/a.ts', '../document/x.ts'],
  'engine-knows-no-rule': ['server/src/rules/engine/a.ts', '../x.ts'],
  'client-imports-requests-only': ['client/src/a.ts', '../../server/src/lsp/x.ts'],
  'page-knows-no-editor': ['client/pages/a.ts', 'vscode'],
  'protocol-in-lsp-only': ['server/src/features/b.ts', 'vscode-languageserver'],
  'editor-in-client-only': ['server/src/lsp/b.ts', 'vscode-languageclient'],
  'yaml-in-tests-only': ['server/src/yaml/b.ts', 'yaml'],
  're2-in-pattern-only': ['server/src/ci/d.ts', 're2js'],
  'unbash-in-shell-only': ['server/src/ci/e.ts', 'unbash'],
  'toml-in-runner-config-only': ['server/src/features/c.ts', 'toml-eslint-parser'],
  'mcp-in-one-file-only': ['server/src/hosts/c.ts', '@modelcontextprotocol/server'],
  'platform-in-hosts-only': ['server/src/lsp/c.ts', 'node:fs'],
  'no-cycles': ['server/src/ci/b.ts', './b.ts'],
  resolvable: ['server/src/ci/c.ts', './gone.ts'],
  declared: ['server/src/hosts/b.ts', 'vitest'],
};
/** Allowed imports of each layer, so that a rule that forbids too much is found as well. */
const innocents: readonly (readonly [file: string, imports: string])[] = [
  ['server/src/features/x.ts', '../rules/x.ts'],
  ['server/src/workspace/x.ts', '../features/x.ts'],
  ['server/src/lsp/x.ts', '../workspace/x.ts'],
  ['server/src/hosts/x.ts', 'node:fs'],
  ['server/src/lsp/requests.ts', 'vscode-languageserver'],
  ['server/src/yaml/libyaml/x.ts', '../../text/x.ts'],
  ['server/src/yaml/recovery/x.ts', '../libyaml/x.ts'],
  ['server/src/yaml/value/x.ts', ''],
  ['server/src/yaml/load/x.ts', '../libyaml/x.ts'],
  ['server/src/yaml/document/x.ts', '../recovery/x.ts'],
  ['server/src/yaml/cursor/x.ts', '../document/x.ts'],
  ['server/src/pattern/y.ts', 're2js'],
  ['server/src/shell/y.ts', 'unbash'],
  ['server/src/runner-config/y.ts', 'toml-eslint-parser'],
  ['server/src/workspace/configuration/read.ts', 'yaml'],
  ['server/src/hosts/mcp/mcp.ts', '@modelcontextprotocol/server'],
  ['client/src/y.ts', '../../server/src/lsp/requests.ts'],
  ['client/pages/x.ts', '../src/panel/messages.ts'],
  ['client/src/panel/messages.ts', '../../../server/src/picture/x.ts'],
  ['client/pages/frame/words.ts', '../../../server/src/translation/x.ts'],
  ...[
    'codes',
    'picture',
    'translation',
    'text',
    'yaml',
    'spec',
    'pattern',
    'shell',
    'expression',
    'readings',
    'ci',
    'simulation',
    'projection',
    'rules',
    'runner-config',
  ].map(layer => [`server/src/${layer}/x.ts`, ''] as const),
  ['client/src/x.ts', 'vscode'],
];

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layers-'));
  for (const [file, imports] of [...innocents, ...Object.values(culprits)]) write(file, imports);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      devDependencies: declared(
        'vscode-languageserver',
        'vscode-languageclient',
        'yaml',
        're2js',
        'unbash',
        'toml-eslint-parser',
        '@modelcontextprotocol/server',
      ),
    }),
  );
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the sources keep the direction of the layers', async () => {
  expect(await violations(root)).toEqual([]);
});

test('every rule bites the file that breaks it, and no other file', async () => {
  const expected = Object.entries(culprits).map(([rule, [file]]) => `${rule}: ${file}`);
  expect(await violations(folder)).toEqual(expected.sort());
});

test('every rule has a file that breaks it', () => {
  expect(Object.keys(culprits).sort()).toEqual([...ruleNames].sort());
});

async function violations(baseDir: string): Promise<readonly string[]> {
  const { output } = await cruise(['client', 'server/src'], { ...options, ruleSet, validate: true, baseDir });
  if (typeof output === 'string') throw new Error(output);
  if (output.summary.totalCruised === 0) throw new Error('no module was found');
  return output.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
}

function write(file: string, imports: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, imports === '' ? 'export {};\n' : `import * as it from '${imports}';\nexport { it };\n`);
}

function declared(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map(name => [name, '*']));
}
