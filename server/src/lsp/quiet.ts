/** Runs work after waiting messages. */
import { RAL } from 'vscode-languageserver';

/** Each message takes one turn of the event loop; after two turns without a message, the client waits for nothing. */
const TURNS = 2;

/** Runs something when every message that has arrived by then has been handled. */
export function whenQuiet(run: () => void, turns = TURNS): void {
  if (turns === 0) run();
  else RAL().timer.setImmediate(() => whenQuiet(run, turns - 1));
}

/** So short a delay is not noticed. */
const SLICE = 10;

/** Returns a function that says when a slice of work that begins now is over. */
export function sliceOfTime(): () => boolean {
  const end = performance.now() + SLICE;
  return () => performance.now() > end;
}

/** Begins each piece of work when the one before has said that it is done, and no message is waiting. */
export function inTurns(quiet: (run: () => void) => void): (work: (done: () => void) => void) => void {
  const waiting: ((done: () => void) => void)[] = [];
  let isBusy = false;
  const next = (): void => {
    const work = waiting.shift();
    isBusy = work !== undefined;
    work?.(() => quiet(next));
  };
  return work => {
    waiting.push(work);
    if (!isBusy) next();
  };
}
