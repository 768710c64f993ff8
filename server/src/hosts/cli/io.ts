/** What a command gets from its environment. */
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { oneLine } from '../../text/shown.ts';
import { usageOf } from './help.ts';

export interface Io {
  readonly folder: string;
  /** Whether output may be coloured. */
  readonly colours: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Shows progress temporarily to a person; it is not part of the output that a program reads. */
  progress(text: string): void;
  /** Standard input, line by line. */
  lines(): AsyncIterable<string>;
  /** All of standard input. */
  input(): Promise<string>;
}

/** Exit codes: nothing to report; problems found; wrong usage or a file that cannot be read. */
export const EXIT = { done: 0, found: 1, failed: 2 } as const;

/** Reports wrong usage with its reason; returns the exit code. What was entered is part of the reason. */
export function misused(reason: string, usage: string, io: Io): number {
  io.err(`${oneLine(reason)}\n${usageOf(usage)}\n`);
  return EXIT.failed;
}

/** The environment of this process. */
export const PROCESS: Io = {
  folder: process.cwd(),
  colours: wantsColours(process.stdout, process.env),
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  progress: text => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${oneLine(text)}`);
  },
  lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
  input: () => text(process.stdin),
};

/** `NO_COLOR` and `FORCE_COLOR` come first, as in other programs; otherwise only terminals with colours get some. */
export function wantsColours(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY === true && TERM !== 'dumb';
}
