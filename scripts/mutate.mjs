/**
 * Removes every key of the table, what keys require of each other, every column of the fields of hooks and every rule in
 * turn, and runs the tests of the language against the rest: one of them has to fail every time. A bundle of these
 * tests is evaluated again for each piece, so that nothing is left over from the previous one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { failureOf, loaderOf, wanted } from './loaded-tests.mjs';
import { ready, root } from './ready.mjs';
import { sample } from './sample.mjs';

/** Tests that define the language. */
const tested = [
  'test/fixtures.test.ts',
  ...['code-actions', 'completion', 'diagnostics', 'hover', 'symbols'].map(name => `test/features/${name}.test.ts`),
  ...['check', 'describe', 'find', 'json-schema', 'offer'].map(name => `test/readings/${name}.test.ts`),
  ...['check', 'language', 'outputs', 'table'].map(name => `test/spec/${name}.test.ts`),
  'test/mutation/hooks.test.ts',
];

/** All pieces are tried within so many days. */
const DAYS = 14;

ready();
const code = await bundleTests();
const { pieces } = loaderOf(code)(undefined);
const known = await checkWhole();
const tried = sample(pieces, DAYS);
const survivors = await survivorsAmong(tried);
for (const piece of survivors) console.log(`no test fails without ${piece}`);
const counts = { passed: tried.length - survivors.length, failed: survivors.length };
if (process.env.RESULTS !== undefined) writeFileSync(process.env.RESULTS, JSON.stringify(counts));
const of = tried.length < pieces.length ? ` of ${pieces.length}` : '';
console.log(`${tried.length}${of} pieces, ${known.size} tests: ${counts.passed} are missed, ${counts.failed} are not`);
process.exit(survivors.length > 0 || pieces.length === 0 ? 1 : 0);

/** The table and the rules come first in the bundle, so that they lose their piece before others use them. */
async function bundleTests() {
  const { build } = await import('esbuild');
  const lines = [
    `import { tablePieces } from './test/mutation/table.ts';`,
    `import { rulePieces } from './test/mutation/rules.ts';`,
    `export const pieces = [...tablePieces, ...rulePieces];`,
    `export { collected as tests, setUp } from './test/mutation/stand-in.ts';`,
    ...tested.map(file => `import './${file}';`),
  ];
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    alias: { vitest: join(root, 'test/mutation/stand-in.ts') },
    packages: 'external',
    plugins: [{ name: 'own place', setup: keepPlace }],
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** Lets modules of a bundle know their original path. @param {import('esbuild').PluginBuild} build */
function keepPlace(build) {
  build.onLoad({ filter: /[\\/](?:test|scripts)[\\/].*\.m?[tj]s$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8')
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(join(path, '..')));
    return { contents: text, loader: path.endsWith('ts') ? 'ts' : 'js' };
  });
}

/** With nothing missing, every test has to pass; returns the time and the text of each. */
async function checkWhole() {
  const { tests, setUp } = loaderOf(code)(undefined);
  await setUp();
  /** @type {Map<string, { readonly time: number, readonly text: string }>} */
  const known = new Map();
  for (const { name, text, run } of wanted(tests)) {
    const start = performance.now();
    const failure = await failureOf(run);
    if (failure !== undefined) {
      console.error(`fails although nothing is missing: ${name}`, failure);
      process.exit(1);
    }
    known.set(name, { time: performance.now() - start, text: text() });
  }
  return known;
}

/** Distributes the pieces over as many threads as there are processors. @param {readonly string[]} pieces */
async function survivorsAmong(pieces) {
  const threads = availableParallelism();
  const shares = Array.from({ length: threads }, (_, thread) =>
    pieces.filter((_piece, index) => index % threads === thread),
  );
  const missed = new Set((await Promise.all(shares.map(missedIn))).flat());
  return pieces.filter(piece => !missed.has(piece));
}

/** @param {readonly string[]} pieces @returns {Promise<readonly string[]>} */
function missedIn(pieces) {
  return new Promise((resolve, reject) => {
    /** @type {string[]} */
    const missed = [];
    const worker = new Worker(new URL('./missed.mjs', import.meta.url), { workerData: { code, pieces, known } });
    worker.on('message', (/** @type {{ piece: string, missed: boolean }} */ told) => {
      if (told.missed) missed.push(told.piece);
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(missed));
  });
}
