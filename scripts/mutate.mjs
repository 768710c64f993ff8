/**
 * Takes every key of the table, every column of the fields of hooks and every rule out in turn, and runs the tests of
 * the language against what is left: one of them has to fail every time. All of it happens in this process, from one
 * bundle that is evaluated anew for each piece, so that nothing stays behind of the piece before.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { ready, root } from './ready.mjs';

/** Tests that say what the language is. Those of generated files are left out: any change of a word fails them. */
const tested = ['test/fixtures.test.ts', 'test/features', 'test/readings', 'test/spec'];
const leftOut = ['test/spec/generated.test.ts'];

/**
 * @typedef {{ readonly name: string, readonly run: () => unknown }} Test
 * @typedef {{ readonly tests: readonly Test[], readonly setUp: () => Promise<void>, readonly pieces: readonly string[] }} Loaded
 */

ready();
const load = loaderOf(await bundleTests());
const { tests, pieces } = load(undefined);
/** Tests that failed last are tried first: they are likely to fail for the next piece too. @type {number[]} */
const order = await checkWhole();
/** @type {string[]} */
const survivors = [];
for (const piece of pieces) if (!(await isMissed(piece))) survivors.push(piece);
report();

/** The bundle's modules in their order: the table and the rules first, which lose their piece before others look. */
async function bundleTests() {
  const { build } = await import('esbuild');
  const lines = [
    `import { tablePieces } from './test/mutation/table.ts';`,
    `import { rulePieces } from './test/mutation/rules.ts';`,
    `export const pieces = [...tablePieces, ...rulePieces];`,
    `export { collected as tests, setUp } from './test/mutation/stand-in.ts';`,
    ...testFiles().map(file => `import './${file}';`),
  ];
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    alias: { vitest: join(root, 'test/mutation/stand-in.ts') },
    external: ['ajv', 'ajv/*', 'fast-check', '@vitest/expect', 'yaml', 'picomatch'],
    plugins: [{ name: 'own place', setup: keepPlace }],
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

function testFiles() {
  return tested
    .flatMap(path => {
      if (path.endsWith('.ts')) return [path];
      const names = readdirSync(join(root, path), { recursive: true, encoding: 'utf8' });
      return names.filter(name => name.endsWith('.test.ts')).map(name => `${path}/${name.replaceAll('\\', '/')}`);
    })
    .filter(file => !leftOut.includes(file));
}

/** Modules of a bundle still know where they lie. @param {import('esbuild').PluginBuild} build */
function keepPlace(build) {
  build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8')
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      .replaceAll('import.meta.dirname', JSON.stringify(join(path, '..')));
    return { contents: text, loader: 'ts' };
  });
}

/** @param {string} code @returns {(missing: string | undefined) => Loaded} */
function loaderOf(code) {
  const require = createRequire(join(root, 'test/mutation/stand-in.ts'));
  const wrapped = new Script(`(function (module, exports, require, missing) {${code}\n})`, { filename: 'tests.cjs' });
  const evaluate = /** @type {(...args: readonly unknown[]) => void} */ (wrapped.runInThisContext());
  return missing => {
    const module = { exports: {} };
    evaluate(module, module.exports, require, missing);
    return /** @type {Loaded} */ (module.exports);
  };
}

/** With nothing missing every test has to pass; answers with their order, quick ones first. */
async function checkWhole() {
  const { tests, setUp } = load(undefined);
  await setUp();
  /** @type {number[]} */
  const times = [];
  for (const { name, run } of tests) {
    const start = performance.now();
    const failure = await failureOf(run);
    if (failure !== undefined) {
      console.error(`fails although nothing is missing: ${name}`, failure);
      process.exit(1);
    }
    times.push(performance.now() - start);
  }
  return times.map((_time, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
}

/** Whether a test fails without the piece. @param {string} piece */
async function isMissed(piece) {
  /** @type {readonly Test[]} */
  let tests = [];
  const failure = await failureOf(() => {
    const loaded = load(piece);
    tests = loaded.tests;
    return loaded.setUp();
  });
  if (failure !== undefined) return true;
  for (const [place, index] of order.entries()) {
    if ((await failureOf(tests[index]?.run ?? missingTest)) === undefined) continue;
    order.unshift(...order.splice(place, 1));
    return true;
  }
  return false;
}

/** The table decides which tests there are; without a piece there may be fewer. */
function missingTest() {
  throw new Error('the test is gone with the piece');
}

/** @param {() => unknown} run @returns {Promise<unknown>} */
async function failureOf(run) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error ?? new Error('it failed without a reason');
  }
}

function report() {
  for (const piece of survivors) console.log(`no test fails without ${piece}`);
  const counts = { passed: pieces.length - survivors.length, failed: survivors.length };
  const { RESULTS } = process.env;
  if (RESULTS !== undefined) writeFileSync(RESULTS, JSON.stringify(counts));
  console.log(
    `${pieces.length} pieces and ${tests.length} tests: ${counts.passed} are missed, ${counts.failed} are not`,
  );
  process.exit(survivors.length > 0 || pieces.length === 0 ? 1 : 0);
}
