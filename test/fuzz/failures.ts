/**
 * Our own exceptions are caught where they happen, so that they cost only one answer: here they fail a test all the
 * same.
 */
import { onFailure } from '../../server/src/text/failure.ts';

/** Runs something in which no exception of ours may happen. */
export function withoutFailure(run: () => void): void {
  const failed: unknown[] = [];
  onFailure((_, error) => failed.push(error));
  run();
  onFailure(() => undefined);
  if (failed.length > 0) throw failed[0];
}
