/**
 * Has V8 optimise less. Whoever opens a file runs thousands of functions for the first time, and V8 begins at once to
 * optimise many of them on other threads, which takes as much processor time as the work itself.
 */
import { versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** How many bytes of bytecode of other functions are copied into an optimised one: a third of the usual number. */
const INLINED = 300;

/** How many bytes of bytecode a function runs before V8 decides about it again: twice the usual number. */
const BUDGET = 135_168;

/** What is optimised is smaller, so it is ready sooner; in Node 20, it is also chosen later. */
export function optimiseLess(): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
  // newer versions count calls instead, and print that they do not know this
  if (versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
