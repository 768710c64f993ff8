/**
 * Runs every suite, or those that are named, adds up what each of them counted, and ends with one line that says how many
 * passed and failed. Suites that try very much try a part of it, another one every day, unless WHOLE is 1; REQUIRE_ALL=1
 * makes what cannot run here a failure.
 */
import { ready } from './ready.mjs';
import { isWhole, seed } from './sample.mjs';

ready();
const { prepare, suites } = await import('./suites.mjs');

const requireAll = process.env.REQUIRE_ALL === '1';
const chosen = process.argv.slice(2);
const unknown = chosen.filter(name => !suites.some(suite => suite.name === name));
if (unknown.length > 0) {
  console.error(`No suite named ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const asked = suites.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
const prepared = asked.some(({ outside }) => outside) ? prepare() : undefined;
for (const suite of asked) {
  console.log(`\n== ${suite.name}`);
  const start = performance.now();
  if (suite.outside) await prepared;
  const result = await outcome(suite);
  passed += result.passed;
  failed += result.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${suite.name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
}
if (!isWhole) console.log(`\nThe part of today was tried: SEED=${seed} makes it again, WHOLE=1 tries all.`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/**
 * What a suite adds to the sum. What could not run is said and counts only where everything has to run; a suite that
 * gave no result at all has failed.
 * @param {import('./suites.mjs').Suite} suite
 */
async function outcome(suite) {
  const result = await attempt(suite);
  if ('notRun' in result) return { passed: 0, failed: notRun([`${suite.name}, ${result.notRun}`]) };
  const skipped = notRun((result.skipped ?? []).map(name => `${name}, it was skipped`));
  if (result.passed + result.failed > 0) return { passed: result.passed, failed: result.failed + skipped };
  console.log(`no result: ${suite.name} ran not one test`);
  return { passed: 0, failed: skipped + 1 };
}

/** @param {import('./suites.mjs').Suite} suite @returns {Promise<import('./suites.mjs').Outcome>} */
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
