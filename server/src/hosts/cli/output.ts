/** Reports written to files: several formats in one run. */
import { writeFile } from 'node:fs/promises';
import { normalize, resolve } from 'node:path';
import { oneLine } from '../../text/shown.ts';
import { FORMAT_NAMES, FORMATS, isFormat, type FormatName } from './formats/all.ts';
import type { Result } from './formats/result.ts';
import type { Io } from './io.ts';
import { failureOf } from './write.ts';

export interface Output {
  readonly format: FormatName;
  readonly file: string;
}

/** The outputs given as `FORMAT=FILE`, or what is wrong with one of them. */
export function chosenOutputs(given: readonly string[]): readonly Output[] | string {
  const outputs: Output[] = [];
  for (const text of given) {
    const [, format = '', file = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
    if (!isFormat(format) || file === '')
      return `--output must be FORMAT=FILE with one of ${FORMAT_NAMES}, not ${text}.`;
    if (file === '-') return `--output writes files; to print a report, use --format ${format}.`;
    const other = outputs.find(one => normalize(one.file) === normalize(file));
    if (other)
      return `Two reports cannot be in one file: ${other.format} and ${format} would both be written into ${file}.`;
    outputs.push({ format, file });
  }
  return outputs;
}

/** Writes every report that can be written and reports failures; returns whether all were written. */
export async function writeOutputs(outputs: readonly Output[], result: Result, io: Io): Promise<boolean> {
  let done = true;
  for (const { format, file } of outputs) {
    const failed = await failureOf(writeFile(resolve(io.folder, file), FORMATS[format](result, { colours: false })));
    if (failed === undefined) continue;
    done = false;
    io.err(`The report ${oneLine(file)} could not be written: ${failed}\n`);
  }
  return done;
}
