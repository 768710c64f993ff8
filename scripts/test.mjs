/**
 * Runs every suite, or the named ones, adds up their counts, and ends with one line that says how many
 * passed and failed. Suites with very many cases try a part of them, a different one every day, unless WHOLE is 1 (`npm run
 * nightly`); REQUIRE_ALL=1 makes what cannot run here a failure. `npm test -- --help` says what can be asked for.
 */
import { helpText, readArguments } from './asked.mjs';
import { ready } from './ready.mjs';
import { collected } from './run.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */

const asked = readArguments(process.argv.slice(2));
if ('wrong' in asked) stop(asked.wrong);
if ('isWhole' in asked && asked.isWhole) process.env.WHOLE = '1'; // also for the programs that are started
ready();
const { isWhole, seed } = await import('./sample.mjs');
const { atOnce, prepare, suites } = await import('./suites.mjs');
if ('help' in asked) {
  console.log(helpText(suites.map(({ name }) => name)));
  process.exit(0);
}

const { names } = asked;
const requireAll = process.env.REQUIRE_ALL === '1';
const unknown = names.filter(name => !suites.some(suite => suite.name === name));
if (unknown.length > 0) {
  stop(`No suite named ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`);
}

let passed = 0;
let failed = 0;
const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
const prepared = chosen.some(({ outside }) => outside) ? prepare() : undefined;
for (const group of grouped(chosen)) {
  const beside = group[0]?.beside;
  await (group.length > 1 && beside ? runBeside(group, atOnce[beside]) : runAlone(group));
}
if (!isWhole) console.log(`\nThe part of today was tried: SEED=${seed} makes it again, WHOLE=1 tries all.`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** Groups of neighbours that may run in parallel; every other suite alone. @param {readonly Suite[]} all */
function grouped(all) {
  /** @type {Suite[][]} */
  const groups = [];
  for (const suite of all) {
    const last = groups.at(-1);
    if (last && suite.beside !== undefined && last[0]?.beside === suite.beside) last.push(suite);
    else groups.push([suite]);
  }
  return groups;
}

/** @param {readonly Suite[]} suites */
async function runAlone(suites) {
  for (const suite of suites) {
    console.log(`\n== ${suite.name}`);
    await runSuite(suite);
  }
}

/**
 * Runs several suites at once. The output of each is shown when it ends, so that outputs are not mixed.
 * @param {readonly Suite[]} all @param {number} workers
 */
async function runBeside(all, workers) {
  const waiting = [...all];
  const worker = async () => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
      const one = suite;
      await collected(output => runSuite(one, () => console.log(`\n== ${one.name}\n${output()}`.trimEnd())));
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

/** @param {Suite} suite @param {() => void} [show] shows the output collected meanwhile */
async function runSuite(suite, show = () => undefined) {
  const start = performance.now();
  if (suite.outside) await prepared;
  const attempted = await attempt(suite);
  show();
  const result = outcome(suite, attempted);
  passed += result.passed;
  failed += result.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${suite.name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
}

/**
 * What a suite adds to the sum. Tests that could not run are listed and count only if everything has to run; a suite that
 * gave no result at all has failed.
 * @param {Suite} suite @param {import('./suites.mjs').Outcome} result
 */
function outcome(suite, result) {
  if ('notRun' in result) return { passed: 0, failed: notRun([`${suite.name}, ${result.notRun}`]) };
  const skipped = notRun((result.skipped ?? []).map(name => `${name}, it was skipped`));
  if (result.passed + result.failed > 0) return { passed: result.passed, failed: result.failed + skipped };
  console.log(`no result: ${suite.name} ran not one test`);
  return { passed: 0, failed: skipped + 1 };
}

/** @param {Suite} suite @returns {Promise<import('./suites.mjs').Outcome>} */
async function attempt(suite) {
  try {
    return await suite.run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  }
}

/** @param {readonly string[]} reasons */
function notRun(reasons) {
  for (const reason of reasons) console.log(`not run: ${reason}`);
  return requireAll ? reasons.length : 0;
}

/** @param {string} why @returns {never} */
function stop(why) {
  console.error(why);
  process.exit(2);
}
