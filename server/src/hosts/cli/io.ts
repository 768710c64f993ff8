/** What a command of the command line gets of the world around it. */
import { createInterface } from 'node:readline';
import { oneLine } from '../../text/shown.ts';

export interface Io {
  readonly folder: string;
  out(text: string): void;
  err(text: string): void;
  /** What is written to it, line by line. */
  lines(): AsyncIterable<string>;
}

/** Exit codes: nothing to complain of, something found, wrongly called or a file that cannot be read. */
export const EXIT = { done: 0, found: 1, failed: 2 } as const;

/** Tells how a command was wrongly called; the answer is the exit code. What was written is part of the reason. */
export function misused(reason: string, usage: string, io: Io): number {
  io.err(`${oneLine(reason)}\nUsage: ${usage}\n`);
  return EXIT.failed;
}

/** The surroundings of this process. */
export const PROCESS: Io = {
  folder: process.cwd(),
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
};
