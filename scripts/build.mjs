/** Builds every bundle in dist/: the extension and the server, each for Node and for browsers at once, and the command. */
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ready, root } from './ready.mjs';

/**
 * What is built: the file in dist/, the entry it is made from, and how. Nearly all of the client and of the server is the same
 * on both platforms, so a bundle for both halves the size of the package.
 */
export const bundles = /** @type {const} */ ([
  // every YAML file loads this, so it stays small: the rest of the client is loaded when a CI file is opened
  { file: 'extension.js', entry: 'client/src/extension.ts', platform: 'node', format: 'cjs', apart: './client.js' },
  { file: 'client.js', entry: 'client/src/client.ts', platform: 'both', format: 'cjs' },
  // answers `initialize`, so it stays small: the rest of the server is loaded after that
  { file: 'server.js', entry: 'server/src/hosts/server.ts', platform: 'node', format: 'cjs', apart: './engine.js' },
  {
    file: 'engine.js',
    entry: 'server/src/hosts/engine.ts',
    platform: 'both',
    format: 'iife',
    name: 'engine',
    apart: './mcp.js',
  },
  // the pages of panels and their styles, loaded when a panel is opened
  { file: 'pipeline-page.js', entry: 'client/pages/pipeline/main.ts', platform: 'browser', format: 'iife' },
  { file: 'pipeline-page.css', entry: 'client/pages/pipeline/page.css', platform: 'browser', format: 'iife' },
  { file: 'hook-page.js', entry: 'client/pages/hook/main.ts', platform: 'browser', format: 'iife' },
  { file: 'hook-page.css', entry: 'client/pages/hook/page.css', platform: 'browser', format: 'iife' },
  {
    file: 'cli.js',
    entry: 'server/src/hosts/cli.ts',
    platform: 'node',
    format: 'cjs',
    executable: true,
    apart: './mcp.js',
  },
  // for a browser, since the SDK then has a check of input that is a third smaller in all
  { file: 'mcp.js', entry: 'server/src/hosts/mcp/mcp.ts', platform: 'both', format: 'cjs' },
]);

/**
 * Large packages that a session may never need, with what we import of them: they are evaluated on first use, not when a bundle is loaded.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const late = { re2js: ['RE2JS'], 'toml-eslint-parser': ['parseTOML'], unbash: ['parse', 'forEachChild'] };

/** @type {import('esbuild').Plugin} */
const loadLate = {
  name: 'load-late',
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^(${Object.keys(late).join('|')})$`) }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'late' } : undefined,
    );
    builder.onResolve(
      { filter: new RegExp(`^(node:)?(${Object.keys(lateOfNode).join('|')})$`) },
      ({ path, importer }) =>
        USERS_OF_NODE.test(importer) ? { path: path.replace('node:', ''), namespace: 'late' } : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      contents: `let loaded;\n${(late[path] ?? lateOfNode[path] ?? []).map(name => getter(path, name)).join('\n')}`,
      resolveDir: root,
    }));
  },
};

/**
 * What Node brings and a session seldom needs, with what is used of it: loading it takes some of the milliseconds until
 * `initialize` is answered, and until the server is there.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const lateOfNode = { crypto: ['randomBytes', 'randomUUID'], child_process: ['fork', 'spawn', 'spawnSync'] };

/** Who uses no more of it than that. */
const USERS_OF_NODE =
  /[/\\](vscode-jsonrpc|vscode-languageserver)[/\\]lib[/\\]node[/\\]|[/\\]hosts[/\\]shellcheck\.ts$/;

/** A bundle that only reads and writes messages and names kinds needs no more of the protocol's packages than this. */
const fewOfProtocol = {
  'vscode-languageserver/node': 'vscode-jsonrpc/node',
  'vscode-languageserver': 'vscode-languageserver-types',
};

/** A bundle that also runs in a worker has its exports in a variable, since only Node has modules. @param {string} name */
function exported(name) {
  return `if(typeof module==='object')module.exports=${name};`;
}

/** What Node brings; a bundle for both platforms requires it only where it runs in Node. */
const builtIn = builtinModules.flatMap(name => [name, `node:${name}`]);

/**
 * A bundle for both platforms has packages as a browser needs them, and also what the protocol's packages have for Node alone.
 * @type {import('esbuild').Plugin}
 */
const alsoForNode = {
  name: 'also-for-node',
  setup(builder) {
    builder.onResolve({ filter: /^vscode-[^/]+\/node$/ }, ({ path, importer }) => ({
      path: createRequire(importer).resolve(path),
    }));
  },
};

/**
 * A bundler evaluates a required module at the moment of the call, and copies its exports at each call, so it is called once.
 * @param {string} path @param {string} name
 */
function getter(path, name) {
  return `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => (loaded ??= require('${path}')).${name} });`;
}

/** Builds all bundles and returns the files they were made from; rejects if one of them cannot be built. */
export async function build() {
  const { build: bundle } = await import('esbuild');
  const there = bundles.filter(({ entry, file }) => {
    const found = existsSync(join(root, entry));
    if (!found) console.log(`not built: dist/${file}, ${entry} is not written yet`);
    return found;
  });
  await mkdir(join(root, 'dist'), { recursive: true });
  const results = await Promise.all(
    there.map(async ({ file, entry, platform, format, ...rest }) => {
      const outfile = join(root, 'dist', file);
      const { metafile } = await bundle({
        metafile: true,
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        platform: platform === 'node' ? 'node' : 'browser',
        format,
        bundle: true,
        minify: true,
        // the packages leave the maps out; a build of the same version makes them again to read a stack trace of a bug report
        sourcemap: 'linked',
        target: platform === 'node' ? 'node20' : 'es2022',
        external: ['vscode', ...(platform === 'both' ? builtIn : []), ...('apart' in rest ? [rest.apart] : [])],
        // the editor provides `vscode` to `require`, not to `import`
        supported: { 'dynamic-import': false },
        legalComments: 'none', // the licences of what is bundled are collected by package.mjs
        logLevel: 'warning',
        // its main file requires modules in a way that cannot be bundled
        alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js', ...(file === 'server.js' ? fewOfProtocol : {}) },
        ...('name' in rest ? { globalName: rest.name, footer: { js: exported(rest.name) } } : {}),
        plugins: platform === 'both' ? [loadLate, alsoForNode] : [loadLate],
        ...('executable' in rest ? { banner: { js: '#!/usr/bin/env node' } } : {}),
      });
      if ('executable' in rest) await chmod(outfile, 0o755);
      return Object.keys(metafile.inputs);
    }),
  );
  return results.flat();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ready();
  await build();
}
