/** Builds every bundle in dist/: the extension and the server, each for Node and for the browser, and the command. */
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ready, root } from './ready.mjs';

/** What is built: the file in dist/, the entry it is made from, and how. */
export const bundles = /** @type {const} */ ([
  // what every YAML file costs stays small: the rest of the client is loaded when a CI file is opened
  { file: 'extension.js', entry: 'client/src/extension.ts', platform: 'node', format: 'cjs', apart: './client.js' },
  { file: 'client.js', entry: 'client/src/client.ts', platform: 'node', format: 'cjs' },
  { file: 'browser.js', entry: 'client/src/browser.ts', platform: 'browser', format: 'cjs' },
  { file: 'server.js', entry: 'server/src/hosts/node.ts', platform: 'node', format: 'cjs' },
  { file: 'server-worker.js', entry: 'server/src/hosts/browser.ts', platform: 'browser', format: 'iife' },
  { file: 'cli.js', entry: 'server/src/hosts/cli.ts', platform: 'node', format: 'cjs', executable: true },
]);

/** Builds all bundles and answers with the files they were made from; rejects when one of them cannot be built. */
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
        platform,
        format,
        bundle: true,
        minify: true,
        keepNames: true, // a stack trace in a bug report must still name its functions
        sourcemap: 'linked',
        target: platform === 'node' ? 'node20' : 'es2022',
        external: ['vscode', ...('apart' in rest ? [rest.apart] : [])],
        // the editor gives `vscode` to what is required, not to what is imported
        supported: { 'dynamic-import': false },
        legalComments: 'none', // the licences of what is bundled are collected by package.mjs
        logLevel: 'warning',
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
