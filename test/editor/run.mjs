/**
 * Runs test/editor/suite inside a real VS Code, against the checkout or, with `packaged`, against the installed VSIX; then,
 * in the same window, test/editor/beside, which installs a replacement for the YAML extension. The editor is the one that
 * VSCODE_EXECUTABLE names; else, on Linux x64, VS Code's server with its window in Chromium; else a desktop VS Code, which
 * @vscode/test-electron downloads. The results are written to the file RESULTS.
 */
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { makeStandIn, needNeighbour, startStore } from './neighbour.mjs';
import { vsixPath } from '../../scripts/package.mjs';
import { root } from '../../scripts/ready.mjs';
import { makeProfile, plainSettings } from './vscode-server.mjs';

const mode = process.argv[2] ?? 'development';
const packaged = mode === 'packaged';
const built = join(root, 'dist/test/editor', mode);
const suites = ['suite', 'beside'];

/** Nobody looks at this window, and what it leaves out is a third of the work of showing each file. */
const bareSettings = {
  ...plainSettings,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.editor.showTabs': 'none',
  'breadcrumbs.enabled': false,
};

await buildSuite();
const folder = await mkdtemp(join(tmpdir(), 'editor-'));
const workspace = join(folder, 'workspace');
await cp(join(root, 'test/workspaces/sample'), workspace, { recursive: true });
await cp(join(root, 'test/workspaces/two-files'), join(workspace, 'two-files'), { recursive: true });
await mkdir(join(workspace, 'two-files/.git')); // a repository of its own, since paths of includes begin at its root
const neighbour = await makeNeighbour();
const profile = await makeProfile(join(folder, 'profile'), { ...bareSettings, ...neighbour?.settings });
const executable = chooseExecutable();
try {
  await runTests({
    ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: packaged ? await emptyExtension() : root,
    extensionTestsPath: join(built, 'suite/index.js'),
    extensionTestsEnv: {
      PACKAGED: packaged ? '1' : undefined,
      NEIGHBOUR: neighbour?.vsix,
      RESULTS: process.env.RESULTS,
      ONLY: process.env.ONLY,
    },
    launchArgs: [
      workspace,
      `--user-data-dir=${profile.data}`,
      `--extensions-dir=${profile.extensions}`,
      ...(packaged ? [`--install-extension=${vsixPath()}`] : []),
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
  const home = join(root, 'test/editor');
  const files = await Promise.all(
    suites.map(async suite => (await readdir(join(home, suite))).map(name => join(home, suite, name))),
  );
  await rm(built, { recursive: true, force: true });
  await build({
    entryPoints: [join(home, 'suite/index.ts'), ...files.flat().filter(name => name.endsWith('.test.ts'))],
    outbase: home,
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

/** The other extension, and a schema store that has GitLab's schema for it; without them, the tests beside it are skipped. */
async function makeNeighbour() {
  const found = await needNeighbour();
  if ('why' in found) {
    console.log(`not run: beside the YAML extension, ${found.why}`);
    return undefined;
  }
  const { catalog, stop } = await startStore(found.schema);
  const vsix = await makeStandIn(join(folder, 'stand-in'), found.server);
  return { vsix, stop, settings: { 'yaml.schemaStore.url': catalog } };
}

function chooseExecutable() {
  const chosen = process.env.VSCODE_EXECUTABLE;
  if (chosen !== undefined && chosen !== '') return chosen;
  return process.platform === 'linux' && process.arch === 'x64' ? join(root, 'test/editor/vscode-here.mjs') : undefined;
}

/** The editor runs tests only with an extension under development, which must not be the installed one. */
async function emptyExtension() {
  const extension = join(folder, 'empty-extension');
  await mkdir(extension);
  const manifest = { name: 'test-host', publisher: 'test', version: '0.0.0', engines: { vscode: '^1.91.0' } };
  await writeFile(join(extension, 'package.json'), JSON.stringify(manifest));
  return extension;
}
