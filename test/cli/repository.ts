/** Folders on disk for the tests of the command line, and a way to run a command in them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../server/src/hosts/cli/io.ts';

/** A folder with these texts, which is removed after the test. */
export function repository(texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-ci-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

type Command = (args: readonly string[], io: Io) => Promise<number>;

/** Runs a command in a folder. */
export async function run(
  command: Command,
  args: readonly string[],
  folder: string,
  input: readonly string[] = [],
): Promise<Printed> {
  let out = '';
  let err = '';
  const code = await command(args, {
    folder,
    colours: false,
    progress: () => undefined,
    input: () => Promise.resolve(input.join('\n')),
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    async *lines() {
      for (const line of input) yield await Promise.resolve(line);
    },
  });
  return { code, out, err };
}
