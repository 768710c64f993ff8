/** Work that lets messages go first. */
import { RAL } from 'vscode-languageserver';

/** Each message that is queued, or arrives, takes one turn of the event loop; after two without any the client waits for nothing. */
const TURNS = 2;

/** Runs something once every message that is here by then has been taken. */
export function whenQuiet(run: () => void, turns = TURNS): void {
  if (turns === 0) run();
  else RAL().timer.setImmediate(() => whenQuiet(run, turns - 1));
}

/** A person notices no delay so short. */
const SLICE = 10;

/** Tells when a slice of work that begins now has taken its time. */
export function sliceOfTime(): () => boolean {
  const end = performance.now() + SLICE;
  return () => performance.now() > end;
}
