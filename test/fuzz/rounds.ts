/** How long a fuzz test runs, and its seed: a few seconds with always the same texts, or as `npm run fuzz` asks. */
import fc, { type IProperty } from 'fast-check';
import { isWhole, seed } from '../../scripts/sample.mjs';

/** Seconds for each test of this folder. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 6);

/** Of `npm test`, which must not fail for a text that no change of the day has to do with; `npm run fuzz` looks for more. */
const USUAL_SEED = 8;
const isAsked = isWhole || process.env['FUZZ_SECONDS'] !== undefined;

/** The timeout for vitest, with time for shrinking. */
export const PATIENCE = SECONDS * 1000 + 300_000;

/** Tries the property until time is up; a failure is shrunk, and reported with its seed and path. */
export function tryFor<Of>(property: IProperty<Of>): void {
  fc.assert(property, bounds());
}

/** The same for an asynchronous property. */
export async function tryLater<Of>(property: fc.IAsyncProperty<Of>): Promise<void> {
  await fc.assert(property, bounds());
}

function bounds(): fc.Parameters<unknown> {
  const path = process.env['FUZZ_PATH'];
  return {
    seed: isAsked ? seed : USUAL_SEED,
    numRuns: Number.MAX_SAFE_INTEGER,
    plugins: [fc.interruptAfterTimeLimit(SECONDS * 1000)],
    ...(path === undefined ? {} : { path, endOnFailure: true }),
  };
}
