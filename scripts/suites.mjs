/** The suites of `npm test`, and how the tests of each are counted. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { needNeighbour } from '../test/editor/neighbour.mjs';
import { root } from './ready.mjs';
import { binOf, run } from './run.mjs';
import { isWhole } from './sample.mjs';
import { install, need } from './system.mjs';
import { needEditor } from '../test/editor/vscode-server.mjs';
import { needWebEditor } from '../test/editor/web.mjs';

/**
 * The result of a suite. `skipped` names tests that could not run, with the reason if known.
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped?: readonly string[] }} Counted
 * @typedef {Counted | { readonly notRun: string }} Outcome
 * @typedef {() => Promise<Outcome> | Outcome} Run
 * @typedef {{ readonly name: string, readonly outside?: true, readonly beside?: keyof typeof atOnce, readonly run: Run }} Suite
 */

/** How many neighbours run at once: checks keep a processor busy each, editors wait for keys and for each other's processes. */
export const atOnce = { checks: availableParallelism(), editors: availableParallelism() + 1 };

/** Installs what the suites marked `outside` need from elsewhere while the others run. */
export async function prepare() {
  install(['chromium', 'neovim', 'emacs', 'ale', 'go', 'ruby', 'rsync', 'shellcheck']);
  for (const age of /** @type {const} */ (['newest', 'oldest'])) await needEditor(age);
  for (const age of /** @type {const} */ (['newest', 'oldest'])) await needWebEditor(age);
  await needNeighbour();
}

/**
 * In this order. Neighbours with the same `beside` write nothing that others read: they run in parallel, the longest first.
 * @type {readonly Suite[]}
 */
export const suites = [
  {
    name: 'lint',
    beside: 'checks',
    run: () => tool('oxlint', 'oxlint', ['--max-warnings=0', '--report-unused-disable-directives']),
  },
  { name: 'types', beside: 'checks', run: () => tool('typescript-native', 'tsc', ['-b']) },
  {
    name: 'format',
    beside: 'checks',
    run: () => tool('oxfmt', 'oxfmt', ['--check']),
  },
  { name: 'unused', beside: 'checks', run: () => tool('knip', 'knip', ['--no-progress']) },
  { name: 'unit', run: () => vitest(['unit', 'unit-apart']) },
  { name: 'build', run: () => script('build.mjs') },
  { name: 'bundles', outside: true, run: () => vitest(['bundles', 'pages']) },
  { name: 'package', run: packages },
  { name: 'thorough', run: () => vitest(['thorough', 'thorough-apart'], { DAILY: '1' }) },
  { name: 'mutation', run: mutation },
  { name: 'grammar', outside: true, run: grammar },
  { name: 'window', beside: 'editors', outside: true, run: () => vitest(['window']) },
  { name: 'editor', beside: 'editors', outside: true, run: () => insideEditor('packaged') },
  { name: 'web', beside: 'editors', outside: true, run: () => vitest(['web']) },
  ...(isWhole
    ? [/** @type {const} */ ({ name: 'editor-checkout', outside: true, run: () => insideEditor('development') })]
    : []),
];

/**
 * One check by a command: passed if it exits with 0.
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 */
async function tool(name, command, args) {
  return counted(await run(process.execPath, [binOf(name, command), ...args]));
}

/** @param {string} file one of scripts/ */
async function script(file) {
  return counted(await run(process.execPath, [join(root, 'scripts', file)]));
}

/** Makes the VSIX, then checks the content of it and of the npm package. */
async function packages() {
  const made = await script('package.mjs');
  const { passed, failed, skipped } = await vitest(['package']);
  return { passed: made.passed + passed, failed: made.failed + failed, skipped: skipped ?? [] };
}

/** @param {number} code @returns {Counted} */
function counted(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {readonly string[]} projects of vitest.config.mts
 * @param {Readonly<Record<string, string>>} [env]
 */
async function vitest(projects, env = {}) {
  const file = resultFile(projects.join('-'));
  const chosen = projects.map(project => `--project=${project}`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(process.execPath, [binOf('vitest'), 'run', ...chosen, ...reporters], { env });
  return countedByVitest(file, code);
}

/** The colours are those of an editor: without one, the tests report themselves as skipped. */
async function grammar() {
  await needEditor();
  return vitest(['grammar']);
}

/** @param {string} file @param {number} code @returns {Counted} */
function countedByVitest(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report = /** @type {VitestReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ name: `${relative(root, name)}: ${fullName}`, status })),
  );
  const failed = tests.filter(({ status }) => status === 'failed').length;
  // a file that could not be loaded has no failed test, but is a failure
  const unexplained = code !== 0 && failed === 0 ? 1 : 0;
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed + unexplained,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ name }) => name),
  };
}

/** @typedef {{ testResults: { name: string, assertionResults: { fullName: string, status: string }[] }[] }} VitestReport */

/** Each piece of the table and each rule is one test: some test of the language must notice its absence. @returns {Promise<Outcome>} */
async function mutation() {
  const file = resultFile('mutation');
  await run(process.execPath, [join(root, 'scripts/mutate.mjs')], { env: { RESULTS: file }, seconds: 1200 });
  return existsSync(file) ? countsIn(file) : { passed: 0, failed: 0 };
}

/**
 * The mocha suites inside VS Code; need Chromium if the VS Code server replaces the desktop one.
 * @param {'packaged' | 'development'} mode
 * @returns {Promise<Outcome>}
 */
async function insideEditor(mode) {
  const reason = await whyNoEditor();
  if (reason !== undefined) return { notRun: reason };
  const file = resultFile(`editor-${mode}`);
  const code = await run(process.execPath, [join(root, 'test/editor/run.mjs'), mode], { env: { RESULTS: file } });
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { passed, failed, pending = 0 } = countsIn(file);
  const skipped = Array.from({ length: pending }, () => 'a test inside the editor');
  return { passed, failed: failed + (code !== 0 && failed === 0 ? 1 : 0), skipped };
}

async function whyNoEditor() {
  const chosen = process.env.VSCODE_EXECUTABLE;
  if (chosen !== undefined && chosen !== '') return undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined; // a desktop VS Code is downloaded
  const editor = await needEditor();
  if ('why' in editor) return editor.why;
  const chromium = need('chromium');
  return 'why' in chromium ? chromium.why : undefined;
}

/** @param {string} file */
function countsIn(file) {
  return /** @type {{ passed: number, failed: number, pending?: number }} */ (JSON.parse(readFileSync(file, 'utf8')));
}

/** @param {string} name */
function resultFile(name) {
  const file = join(root, 'dist', 'results', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true }); // an old result must not count
  return file;
}
