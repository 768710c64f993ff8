/** The command `check`: the problems of files, as the editor shows them. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uriOfPath } from '../../text/uri.ts';
import { rootFolderOf } from '../../workspace/roots.ts';
import { disk } from '../disk.ts';
import { INFO } from '../info.ts';
import { readFiles } from './checked.ts';
import { CHECK_USAGE, readCheckOptions, type CheckOptions } from './check-options.ts';
import { findFiles } from './find.ts';
import { FORMATS } from './formats/all.ts';
import { allFound, counts, type CheckedFile, type Result } from './formats/result.ts';
import { EXIT, misused, type Io } from './io.ts';
import { writeOutputs } from './output.ts';
import { shownPath } from './report.ts';
import { explained, listedRules } from './rules.ts';

export const CHECK = {
  usage: CHECK_USAGE,
  does: 'Print the problems of files, or of all pipelines in folders.',
} as const;

/** Runs the command; the answer is the exit code. */
export async function checkFiles(args: readonly string[], io: Io): Promise<number> {
  const options = readCheckOptions(args);
  if (typeof options === 'string') return misused(options, CHECK.usage, io);
  if ('explain' in options) return printed(explained(options.explain), io);
  if ('listRules' in options) return printed(listedRules(options.format === 'json'), io);
  const result = await resultOf(options, io);
  io.progress('');
  for (const { file, why } of result.unread) io.err(`${shownPath(file)}: ${why}\n`);
  io.out(FORMATS[options.format](result, io));
  return (await writeOutputs(options.outputs, result, io)) ? result.exitCode : EXIT.failed;
}

function printed(text: string, io: Io): number {
  io.out(text);
  return EXIT.done;
}

async function resultOf(options: CheckOptions, io: Io): Promise<Result> {
  const top = await topOf(options, io);
  const found = await findFiles(options.paths, { from: io.folder, top, ...options });
  const checked = await readFiles(found, io, { ...options, top });
  const unread = [...found.unread, ...checked.unread];
  const complete = unread.length === 0 && checked.isWhole;
  const exitCode = complete ? codeOf(checked.files, options) : EXIT.failed;
  const files = options.quiet ? checked.files.map(errorsOf) : checked.files;
  return { tool: INFO, files, unread, complete, exitCode };
}

/** The folder at which the paths of reports begin: the repository around, if there is one. */
async function topOf({ root }: CheckOptions, { folder }: Io): Promise<string> {
  if (root !== undefined) return resolve(folder, root);
  return fileURLToPath(await rootFolderOf(uriOfPath(resolve(folder, 'x')), [], disk));
}

function codeOf(files: readonly CheckedFile[], { maxWarnings }: CheckOptions): number {
  const { error, warning } = counts(allFound({ files }));
  return error === 0 && warning <= maxWarnings ? EXIT.done : EXIT.found;
}

function errorsOf(file: CheckedFile): CheckedFile {
  return { ...file, problems: file.problems.filter(({ severity }) => severity === 'error') };
}
