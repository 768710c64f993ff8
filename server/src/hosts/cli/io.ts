/** What a command of the command line gets of the world around it. */
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { oneLine } from '../../text/shown.ts';
import { usageOf } from './help.ts';

export interface Io {
  readonly folder: string;
  /** Whether what is printed may be coloured. */
  readonly colours: boolean;
  out(text: string): void;
  err(text: string): void;
  /** Shows a person for the moment how far the work is; a program that reads along gets nothing of it. */
  progress(text: string): void;
  /** What is written to it, line by line. */
  lines(): AsyncIterable<string>;
  /** All that is written to it. */
  input(): Promise<string>;
}

/** Exit codes: nothing to complain of, something found, wrongly called or a file that cannot be read. */
export const EXIT = { done: 0, found: 1, failed: 2 } as const;

/** Tells how a command was wrongly called; the answer is the exit code. What was written is part of the reason. */
export function misused(reason: string, usage: string, io: Io): number {
  io.err(`${oneLine(reason)}\n${usageOf(usage)}\n`);
  return EXIT.failed;
}

/** The surroundings of this process. */
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

/** `NO_COLOR` and `FORCE_COLOR` have their word first, as in other programs; then only terminals that have colours get some. */
export function wantsColours(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY === true && TERM !== 'dumb';
}
