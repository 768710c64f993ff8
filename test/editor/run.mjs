/**
 * Runs test/editor/suite inside a real VS Code, against the checkout or, with `packaged`, against the installed VSIX; with
 * `beside`, test/editor/beside with the checkout beside a stand-in for the YAML extension. So `npm test` sees both forms.
 * The editor is the one that VSCODE_EXECUTABLE names; else, on Linux x64, VS Code's server with its window in Chromium;
 * else a desktop VS Code, which @vscode/test-electron downloads. What the tests came to is written to the file RESULTS.
 */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { makeStandIn, needNeighbour, startStore } from './neighbour.mjs';
import { vsixPath } from '../../scripts/package.mjs';
import { root } from '../../scripts/ready.mjs';
import { makeProfile } from './vscode-server.mjs';

const mode = process.argv[2] ?? 'development';
const packaged = mode === 'packaged';
const suite = mode === 'beside' ? 'beside' : 'suite';
const built = join(root, 'dist/test/editor', mode); // of its own, since these runs go on beside each other

await buildSuite();
const folder = await mkdtemp(join(tmpdir(), 'editor-'));
const workspace = join(folder, 'workspace');
await cp(join(root, 'test/workspaces/sample'), workspace, { recursive: true });
await cp(join(root, 'test/workspaces/two-files'), join(workspace, 'two-files'), { recursive: true });
await mkdir(join(workspace, 'two-files/.git')); // a repository of its own: paths of includes begin there
const neighbour = suite === 'beside' ? await makeNeighbour() : undefined;
const profile = await makeProfile(join(folder, 'profile'), neighbour?.settings);
const executable = chooseExecutable();
try {
  await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: packaged ? await emptyExtension() : root,
    extensionTestsPath: join(built, 'index.js'),
    extensionTestsEnv: { PACKAGED: packaged ? '1' : undefined, RESULTS: process.env.RESULTS, ONLY: process.env.ONLY },
    launchArgs: [
      workspace,
      `--user-data-dir=${profile.data}`,
      `--extensions-dir=${profile.extensions}`,
      ...(packaged ? [`--install-extension=${vsixPath()}`] : []),
      ...(neighbour === undefined ? [] : [`--install-extension=${neighbour.vsix}`]),
    ],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  neighbour?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function buildSuite() {
  const tests = (await readdir(join(root, 'test/editor', suite))).filter(name => name.endsWith('.test.ts'));
  await rm(built, { recursive: true, force: true });
  await build({
    entryPoints: ['suite/index.ts', ...tests.map(name => join(suite, name))].map(name =>
      join(root, 'test/editor', name),
    ),
    entryNames: '[name]',
    outdir: built,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** The other extension, and a schema store that has GitLab's schema for it. */
async function makeNeighbour() {
  const found = await needNeighbour();
  if ('why' in found) throw new Error(found.why);
  const { catalog, stop } = await startStore(found.schema);
  const vsix = await makeStandIn(join(folder, 'stand-in'), found.server);
  return { vsix, stop, settings: { 'yaml.schemaStore.url': catalog } };
}

function chooseExecutable() {
  const chosen = process.env.VSCODE_EXECUTABLE;
  if (chosen !== undefined && chosen !== '') return chosen;
  return process.platform === 'linux' && process.arch === 'x64' ? join(root, 'test/editor/vscode-here.mjs') : undefined;
}

/** Something has to be under development, so that the tests run; it must not be the extension that is installed. */
async function emptyExtension() {
  const extension = join(folder, 'empty-extension');
  await mkdir(extension);
  const manifest = { name: 'test-host', publisher: 'test', version: '0.0.0', engines: { vscode: '^1.91.0' } };
  await writeFile(join(extension, 'package.json'), JSON.stringify(manifest));
  return extension;
}
