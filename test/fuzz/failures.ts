/** Failures of our own are caught where they happen, so that they cost one answer: here they are found all the same. */
import { onFailure } from '../../server/src/text/failure.ts';

/** Runs something in which nothing of ours may fail. */
export function withoutFailure(run: () => void): void {
  const failed: unknown[] = [];
  onFailure((_, error) => failed.push(error));
  run();
  onFailure(() => undefined);
  if (failed.length > 0) throw failed[0];
}
