/** A baseline: the known problems of a repository, so that only new ones are reported. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { oneLine } from '../../text/shown.ts';
import { printJson } from './formats/json.ts';
import { allFound, type CheckedFile } from './formats/result.ts';
import type { Io } from './io.ts';
import { failureOf, replaceFile } from './write.ts';

interface Entry {
  readonly path: string;
  readonly code: string;
  readonly fingerprint: string;
}

const VERSION = 1;

/** The content of a baseline; a sentence if the file cannot be read. */
export async function readBaseline(file: string, io: Io): Promise<readonly Entry[] | string> {
  const name = oneLine(file);
  const text = await readFile(resolve(io.folder, file), 'utf8').catch(() => undefined);
  if (text === undefined) return `The baseline ${name} cannot be read; --update-baseline writes it.`;
  const entries = entriesIn(text);
  return entries ?? `The baseline ${name} is not one that this version reads; --update-baseline writes it anew.`;
}

function entriesIn(text: string): readonly Entry[] | undefined {
  try {
    const { version, problems } = JSON.parse(text) as { readonly version?: unknown; readonly problems?: unknown };
    if (version !== VERSION || !Array.isArray(problems)) return undefined;
    return problems.every(isEntry) ? problems : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { path, code, fingerprint } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return [path, code, fingerprint].every(part => typeof part === 'string');
}

/** Writes all current problems to the file; returns whether that was possible. */
export async function writeBaseline(file: string, files: readonly CheckedFile[], io: Io): Promise<boolean> {
  const problems = allFound({ files }).map(({ path, code, fingerprint }): Entry => ({ path, code, fingerprint }));
  const failed = await failureOf(replaceFile(resolve(io.folder, file), printJson({ version: VERSION, problems })));
  if (failed !== undefined) io.err(`The baseline ${oneLine(file)} could not be written: ${failed}\n`);
  return failed === undefined;
}

/** The files without their known problems, and how many known problems no longer exist. */
export function withoutKnown(
  files: readonly CheckedFile[],
  known: readonly Entry[],
): { readonly files: readonly CheckedFile[]; readonly gone: number } {
  const marks = new Set(known.map(({ fingerprint }) => fingerprint));
  const found = new Set(allFound({ files }).map(({ fingerprint }) => fingerprint));
  const paths = new Set(files.map(({ path }) => path));
  return {
    files: files.map(file => ({ ...file, problems: file.problems.filter(one => !marks.has(one.fingerprint)) })),
    gone: known.filter(({ path, fingerprint }) => paths.has(path) && !found.has(fingerprint)).length,
  };
}
