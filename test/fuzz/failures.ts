/** Makes a test fail for exceptions that the server catches itself so that they cost only one answer. */
import { onFailure } from '../../server/src/text/failure.ts';

/** Runs something that must not cause any exception, not even one that is caught. */
export function withoutFailure(run: () => void): void {
  const failed: unknown[] = [];
  onFailure((_, error) => failed.push(error));
  run();
  onFailure(() => undefined);
  if (failed.length > 0) throw failed[0];
}
