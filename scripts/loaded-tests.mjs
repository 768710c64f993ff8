/** Loads tests that are bundled with the code they test, again and again within one thread. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { root } from './ready.mjs';

/**
 * @typedef {{ readonly name: string, readonly text: () => string, readonly run: () => unknown }} Test
 * @typedef {{ readonly tests: readonly Test[], readonly setUp: () => Promise<void>, readonly pieces: readonly string[] }} Loaded
 */

/** Without tests that fail at any change of a word, and without slow ones that only check that nothing breaks. */
const leftOut = /made files|half a text|half-typed|line breaks|broken texts|CRLF|every kind of fix|agree on|generated/;

/** @param {readonly Test[]} tests */
export function wanted(tests) {
  return tests.filter(({ name }) => !leftOut.test(name));
}

/**
 * A function that evaluates the whole bundle again, with one piece missing or none.
 * @param {string} code
 * @returns {(missing: string | undefined) => Loaded}
 */
export function loaderOf(code) {
  const require = createRequire(join(root, 'test/mutation/stand-in.ts'));
  const wrapped = new Script(`(function (module, exports, require, missing) {${code}\n})`, { filename: 'tests.cjs' });
  const evaluate = /** @type {(...args: readonly unknown[]) => void} */ (wrapped.runInThisContext());
  return missing => {
    const module = { exports: {} };
    evaluate(module, module.exports, require, missing);
    return /** @type {Loaded} */ (module.exports);
  };
}

/** The error that a function throws or rejects with, if any. @param {() => unknown} run @returns {Promise<unknown>} */
export async function failureOf(run) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error ?? new Error('it failed without a reason');
  }
}
