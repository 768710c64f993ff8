/** Waits for clients, but not for ever. */
import type { Later } from '../workspace/environment.ts';

/** A client that never answers must not keep its documents from being checked. */
const PATIENCE = 2000;

/** The answer, or a rejection if it takes too long. */
export function inTime<T>(answer: Promise<T>, later: Later, patience = PATIENCE): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = later(patience, () => reject(new Error('The client did not answer.')));
    void answer.then(resolve, reject).finally(callOff);
  });
}

/** The timer of the platform. */
export function timeout(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
