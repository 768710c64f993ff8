/** One of the threads of mutate.mjs: finds the pieces whose absence no test notices. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, loaderOf, wanted } from './loaded-tests.mjs';

/** @typedef {import('./loaded-tests.mjs').Test} Test */

const { code, pieces, known } = /** @type {Work} */ (workerData);
const load = loaderOf(code);

/**
 * The input of the thread: the bundle, its share of the pieces, and what is known about each test.
 * @typedef {{
 *   readonly code: string,
 *   readonly pieces: readonly string[],
 *   readonly known: ReadonlyMap<string, { readonly time: number, readonly text: string }>,
 * }} Work
 */

for (const piece of pieces) parentPort?.postMessage({ piece, missed: await isMissed(piece) });

/** Whether a test fails without the piece. @param {string} piece */
async function isMissed(piece) {
  /** @type {readonly Test[]} */
  let tests = [];
  const failure = await failureOf(() => {
    const loaded = load(piece);
    tests = wanted(loaded.tests);
    return loaded.setUp();
  });
  if (failure !== undefined) return true;
  for (const { run } of likelyFirst(tests, piece)) if ((await failureOf(run)) !== undefined) return true;
  return false;
}

/** Tests that mention the piece come first, then the fast ones. @param {readonly Test[]} tests @param {string} piece */
function likelyFirst(tests, piece) {
  const words = piece.match(/[\w-]{3,}/g)?.slice(-2) ?? [];
  const costs = new Map(
    tests.map(({ name }) => {
      const { time = 0, text = '' } = known.get(name) ?? {};
      return [name, time - 1e6 * words.filter(word => text.includes(word)).length];
    }),
  );
  return [...tests].sort((a, b) => (costs.get(a.name) ?? 0) - (costs.get(b.name) ?? 0));
}
