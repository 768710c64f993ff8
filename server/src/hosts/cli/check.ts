/** The command `check`: the problems of files, as the editor shows them. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Uri } from '../../text/span.ts';
import { uriOfPath } from '../../text/uri.ts';
import { rootFolderOf } from '../../workspace/roots.ts';
import { diskAtOnce } from '../disk.ts';
import { INFO } from '../info.ts';
import { shellcheckAt } from '../shellcheck.ts';
import { readBaseline, withoutKnown, writeBaseline } from './baseline.ts';
import { judgeFiles } from './checked.ts';
import { CHECK_USAGE, readCheckOptions, type CheckOptions } from './check-options.ts';
import { withConfiguration } from './configuration.ts';
import { findFiles } from './find.ts';
import { patchOf, writeFixes } from './fixing.ts';
import { pathFrom } from './found.ts';
import { FORMATS } from './formats/all.ts';
import { allFound, counts, type CheckedFile, type Result, type Unread } from './formats/result.ts';
import { EXIT, misused, type Io } from './io.ts';
import { lintAll } from './linting.ts';
import { writeOutputs } from './output.ts';
import { shownPath } from './report.ts';
import { faultOfRoot } from './root.ts';
import { explained, listedRules } from './rules.ts';
import { readSubjects, type CheckTarget } from './subjects.ts';

export const CHECK = {
  usage: CHECK_USAGE,
  does: 'Print the problems of files, or of all pipelines in folders.',
} as const;

/** Runs the command; returns the exit code. */
export async function checkFiles(args: readonly string[], io: Io): Promise<number> {
  const asked = readCheckOptions(args);
  if (typeof asked === 'string') return misused(asked, CHECK.usage, io);
  if ('explain' in asked) return printed(explained(asked.explain), io);
  if ('listRules' in asked) return printed(listedRules(asked.format === 'json'), io);
  const fault = await faultOfRoot(asked.root, io.folder);
  if (fault !== undefined) return misused(fault, CHECK.usage, io);
  const top = await topOf(asked, io);
  const { options, files, isSound } = await withConfiguration(asked, top, io);
  const mostFolders = (full: string) => (options.root === undefined ? mostFoldersIn(full) : Promise.resolve(Infinity));
  const scope = { from: io.folder, top, files, progress: (text: string) => io.progress(text), mostFolders };
  const found = await findFiles(options.paths, { ...scope, ...options });
  const subjects = await readSubjects(found, io, { ...options, top });
  const read: Read = {
    all: subjects.all,
    unread: [...found.unread, ...subjects.unread],
    isWhole: subjects.isWhole && isSound,
  };
  return options.fixes === 'show' ? showPatch(read, options, { io, top }) : report(read, options, { io, top });
}

/** Nobody means the whole disk; a repository is searched however large it is. */
const MOST_FOLDERS = 5000;

async function mostFoldersIn(full: string): Promise<number> {
  const root = await repositoryOf(full);
  const isRepository = await stat(join(root, '.git')).catch(() => undefined);
  return isRepository ? Infinity : MOST_FOLDERS;
}

interface Read {
  readonly all: ReadonlyMap<Uri, CheckTarget>;
  readonly unread: readonly Unread[];
  readonly isWhole: boolean;
}

interface Around {
  readonly io: Io;
  /** The folder that paths in reports are relative to. */
  readonly top: string;
}

/** Prints the problems, after applying fixes if requested. */
async function report(read: Read, options: CheckOptions, { io, top }: Around): Promise<number> {
  const fixed = options.fixes !== 'write' || (await writeFixes(read.all.values(), options, io));
  const commentsOn = options.shellcheck ? await lintAll(read.all.values(), shellcheckAt('shellcheck'), io) : undefined;
  const checked = await judgeFiles(read.all, io, { ...options, top, ...(commentsOn && { commentsOn }) });
  io.progress('');
  tellUnread(read, io);
  const told = await withoutBaseline(checked.files, options, io);
  const linted = commentsOn !== undefined || !options.shellcheck;
  const complete = fixed && linted && read.unread.length === 0 && read.isWhole && checked.isWhole && told.done;
  const exitCode = complete ? codeOf(told.files, options) : EXIT.failed;
  const files = options.quiet ? told.files.map(errorsOf) : told.files;
  const result: Result = { tool: INFO, files, unread: read.unread, complete, exitCode };
  io.out(FORMATS[options.format](result, io));
  return (await writeOutputs(options.outputs, result, io)) ? exitCode : EXIT.failed;
}

function showPatch(read: Read, options: CheckOptions, { io, top }: Around): number {
  tellUnread(read, io);
  const patch = patchOf(read.all.values(), options, ({ uri }) => pathFrom(top, uri));
  io.out(patch);
  if (read.unread.length > 0 || !read.isWhole) return EXIT.failed;
  return patch === '' ? EXIT.done : EXIT.found;
}

function tellUnread({ unread }: Read, io: Io): void {
  for (const { file, why } of unread) io.err(`${shownPath(file)}: ${why}\n`);
}

interface Told {
  readonly files: readonly CheckedFile[];
  /** Whether the baseline could be read or written. */
  readonly done: boolean;
}

/** The files without the problems in the baseline. */
async function withoutBaseline(
  files: readonly CheckedFile[],
  { baseline, updateBaseline }: CheckOptions,
  io: Io,
): Promise<Told> {
  if (baseline === undefined) return { files, done: true };
  if (updateBaseline && !(await writeBaseline(baseline, files, io))) return { files, done: false };
  const known = await readBaseline(baseline, io);
  if (typeof known === 'string') {
    io.err(`${known}\n`);
    return { files, done: false };
  }
  const { files: left, gone } = withoutKnown(files, known);
  if (gone > 0) io.err(`Problems of the baseline that are gone: ${gone}. --update-baseline takes them out.\n`);
  return { files: left, done: true };
}

function printed(text: string, io: Io): number {
  io.out(text);
  return EXIT.done;
}

/** The folder that paths in reports are relative to: the surrounding repository, if there is one. */
async function topOf({ root }: CheckOptions, { folder }: Io): Promise<string> {
  if (root !== undefined) return resolve(folder, root);
  return repositoryOf(folder);
}

/** The root of the repository around a folder, or the folder itself. */
async function repositoryOf(folder: string): Promise<string> {
  return fileURLToPath(await rootFolderOf(uriOfPath(resolve(folder, 'x')), [], diskAtOnce));
}

function codeOf(files: readonly CheckedFile[], { maxWarnings }: CheckOptions): number {
  const { error, warning } = counts(allFound({ files }));
  return error === 0 && warning <= maxWarnings ? EXIT.done : EXIT.found;
}

function errorsOf(file: CheckedFile): CheckedFile {
  return { ...file, problems: file.problems.filter(({ severity }) => severity === 'error') };
}
