/**
 * Catches exceptions of our own code on the command line: they cost a finding or a file, but not the files after it.
 */
import { onFailure } from '../../text/failure.ts';
import type { Io } from './io.ts';
import { shownPath } from './report.ts';

/** Does something for each file; returns whether all of it succeeded. */
export async function forEachFile(
  files: readonly string[],
  io: Io,
  run: (file: string) => Promise<void> | void,
): Promise<boolean> {
  onFailure((name, error) => io.err(`Internal error: ${name} failed and was skipped (${reason(error)}).\n`));
  let done = true;
  for (const file of files) {
    try {
      await run(file);
    } catch (error) {
      done = false;
      io.err(`${shownPath(file)}: internal error, the file was skipped (${reason(error)}).\n`);
    }
  }
  return done;
}

function reason(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
