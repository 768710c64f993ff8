/**
 * Work that can be done in parts, between which something else has its turn: it pauses often enough that nobody notices
 * the time to the next pause.
 */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** The result, without a pause. */
export function finished<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Goes on until the work is done or there was `enough`; the result once it is done. */
export function continued<Result>(work: Work<Result>, enough: () => boolean): { readonly result: Result } | undefined {
  for (;;) {
    const step = work.next();
    if (step.done) return { result: step.value };
    if (enough()) return undefined;
  }
}
