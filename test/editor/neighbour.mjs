/**
 * Installs the YAML language server and GitLab's own schema from npm, to test how the extension gets along with them.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { root } from '../../scripts/ready.mjs';
import { binOf, run } from '../../scripts/run.mjs';
import { needPackages } from './vscode-server.mjs';

/** Not used as a tool: it only contains a copy of GitLab's schema. */
const carrier = { 'gitlab-ci-local': '4.75.1' };

/** @typedef {{ readonly server: string, readonly schema: string } | { readonly why: string }} Brought */

/** The version of the server in that extension, which needs Node 22 or newer. */
export function needNeighbour() {
  return bring('2.0.0', 'out/src/server.js');
}

/** The newest version that runs on every Node.js that we support, for comparing speed. */
export function needPeer() {
  return bring('1.25.0', 'out/server/src/server.js');
}

/**
 * The module of a version of the server and the text of GitLab's schema, or why they cannot be installed. @param
 * {string} version @param {string} module below the server's package @returns {Promise<Brought>}
 */
async function bring(version, module) {
  const folder = await needPackages({ 'yaml-language-server': version, ...carrier });
  if (folder === undefined) return { why: 'the YAML language server could not be installed' };
  const server = join(folder, 'node_modules/yaml-language-server', module);
  if (!existsSync(server)) return { why: `${server} is missing` };
  return { server, schema: schemaIn(readFileSync(join(folder, 'node_modules/gitlab-ci-local/dist/index.js'), 'utf8')) };
}

/** The settings of that extension that matter here, with its defaults. */
const configuration = {
  title: 'YAML',
  properties: {
    'yaml.validate': { type: 'boolean', default: true },
    'yaml.hover': { type: 'boolean', default: true },
    'yaml.completion': { type: 'boolean', default: true },
    'yaml.format.enable': { type: 'boolean', default: true },
    'yaml.customTags': { type: 'array', default: [] },
    'yaml.schemas': { type: 'object', default: {} },
    'yaml.schemaStore.enable': { type: 'boolean', default: true },
    'yaml.schemaStore.url': { type: 'string', default: '' },
  },
};

/**
 * Packs test/editor/neighbour under the name of that extension; returns the path of the VSIX.
 * @param {string} folder where it is made @param {string} server
 */
export async function makeStandIn(folder, server) {
  const { build } = await import('esbuild');
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/editor/neighbour/extension.ts'],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const manifest = {
    name: 'vscode-yaml',
    publisher: 'redhat',
    displayName: 'YAML (stand-in)',
    version: '0.0.0',
    engines: { vscode: '^1.91.0' },
    main: './extension.js',
    activationEvents: ['onLanguage:yaml'],
    serverModule: server,
    contributes: { configuration },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, '.vscodeignore'), '');
  const vsix = join(folder, 'stand-in.vsix');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  const code = await run(process.execPath, [binOf('@vscode/vsce', 'vsce'), 'package', ...flags], { cwd: folder });
  if (code !== 0) throw new Error('vsce could not pack the stand-in');
  return vsix;
}

/** The schema is an object literal in the bundle. @param {string} bundle */
function schemaIn(bundle) {
  const start = bundle.indexOf(
    '{$schema:"http://json-schema.org/draft-07/schema#",$id:"https://gitlab.com/.gitlab-ci.yml"',
  );
  if (start < 0) throw new Error('GitLab’s schema is not where it was');
  return JSON.stringify(runInNewContext(`(${bundle.slice(start, endOfObject(bundle, start))})`));
}

/** @param {string} text @param {number} start where a brace opens */
function endOfObject(text, start) {
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === '{') depth += 1;
    if (found[0] === '}' && (depth -= 1) === 0) return token.lastIndex;
  }
  throw new Error('GitLab’s schema has no end');
}

/** A local server that answers as the schema store would. @param {string} schema */
export async function startStore(schema) {
  const server = createServer((request, response) => {
    const isCatalog = request.url === '/catalog.json';
    const fileMatch = ['**/.gitlab-ci.yml', '**/.gitlab-ci.yaml', '**/*.gitlab-ci.yml', '**/*.gitlab-ci.yaml'];
    const catalog = JSON.stringify({ schemas: [{ name: 'gitlab-ci', fileMatch, url: `${address()}/ci.json` }] });
    response.end(isCatalog ? catalog : schema);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = () => `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  return { catalog: `${address()}/catalog.json`, stop: () => void server.close() };
}

/**
 * Connects to a language server as a client with these settings.
 * @param {string} program @param {readonly string[]} args
 * @param {{ readonly settings: Readonly<Record<string, unknown>>, readonly schemaOf?: (uri: string) => string | undefined, readonly root: string }} options
 */
export async function converse(program, args, { settings, schemaOf, root }) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  /** @type {Map<string, readonly Diagnostic[]>} */
  const published = new Map();
  connection.onNotification('textDocument/publishDiagnostics', (/** @type {Published} */ { uri, diagnostics }) => {
    published.set(uri, diagnostics);
  });
  connection.onRequest('workspace/configuration', (/** @type {{ items: { section: string }[] }} */ { items }) =>
    items.map(({ section }) => settings[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('custom/schema/request', (/** @type {string} */ uri) => schemaOf?.(uri) ?? null);
  connection.onRequest('custom/schema/content', () => '{}');
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'project' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
    },
  });
  await connection.sendNotification('initialized', {});
  if (schemaOf) await connection.sendNotification('yaml/registerCustomSchemaRequest', {});
  return {
    published,
    notify: (/** @type {string} */ method, /** @type {object} */ params) => connection.sendNotification(method, params),
    /** @returns {Promise<unknown>} */
    ask: (/** @type {string} */ method, /** @type {object} */ params) => connection.sendRequest(method, params),
    stop: () => {
      connection.dispose();
      child.kill();
    },
  };
}

/** @typedef {{ readonly message: string, readonly severity?: number, readonly range: { readonly start: { readonly line: number } } }} Diagnostic */
/** @typedef {{ readonly uri: string, readonly diagnostics: readonly Diagnostic[] }} Published */
