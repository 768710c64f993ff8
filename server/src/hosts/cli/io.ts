/** What a command of the command line gets of the world around it. */
import { createInterface } from 'node:readline';

export interface Io {
  readonly folder: string;
  out(text: string): void;
  err(text: string): void;
  /** What is written to it, line by line. */
  lines(): AsyncIterable<string>;
}

/** Exit codes: nothing to complain of, something found, wrongly called or a file that cannot be read. */
export const EXIT = { done: 0, found: 1, failed: 2 } as const;

/** The surroundings of this process. */
export const PROCESS: Io = {
  folder: process.cwd(),
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
};
