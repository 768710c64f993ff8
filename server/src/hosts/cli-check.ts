/** The command `check`: the problems of files, as the editor shows them. */
import { stat } from 'node:fs/promises';
import { normalize, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { recognise } from '../features/recognise.ts';
import { oneLine } from '../text/shown.ts';
import type { Severity } from '../text/problem.ts';
import { forEachFile } from './cli-guard.ts';
import { EXIT, type Io } from './cli-io.ts';
import { judge, locateFile } from './cli-project.ts';
import { problemsOf } from './cli-problems.ts';
import { jsonLine, problemLine, type ReportedProblem } from './cli-report.ts';
import { diskFiles, folderUri } from './files.ts';

export const CHECK = {
  usage: 'check [PATH…] [--format text|json] [--max-warnings N]',
  does: 'Print the problems of files, or of all GitLab CI files in folders.',
} as const;

interface Options {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly maxWarnings: number;
}

/** Runs the command; the answer is the exit code. */
export async function checkFiles(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    io.err(`${options}\nUsage: ${CHECK.usage}\n`);
    return EXIT.failed;
  }
  const lists = await Promise.all(options.paths.map(path => filesAt(path, io)));
  const files = [...new Set(lists.flatMap(list => list ?? []))];
  const found: ReportedProblem[] = [];
  const done = await forEachFile(files, io, async file => {
    found.push(...(await checkFile(file, files, options, io)));
  });
  if (options.format === 'text') io.out(summary(found));
  if (!done || lists.includes(undefined)) return EXIT.failed;
  return isClean(found, options) ? EXIT.done : EXIT.found;
}

const OPTIONS = { format: { type: 'string' }, 'max-warnings': { type: 'string' } } as const;

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const { format = 'text', 'max-warnings': most = '0' } = values;
    if (format !== 'text' && format !== 'json') return `--format must be text or json, not ${format}.`;
    if (!/^\d+$/.test(most)) return `--max-warnings must be a number, not ${most}.`;
    return { paths: positionals.length > 0 ? positionals : ['.'], format, maxWarnings: Number(most) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A file itself, or the CI files in a folder; nothing if it cannot be read. */
async function filesAt(path: string, io: Io): Promise<readonly string[] | undefined> {
  try {
    const full = resolve(io.folder, path);
    const about = await stat(full);
    const shown = normalize(path);
    return about.isDirectory() ? await findFiles(full, shown) : [shown];
  } catch {
    io.err(`${oneLine(path)}: cannot be read.\n`);
    return undefined;
  }
}

const SKIPPED = new Set(['.git', 'node_modules']);

async function findFiles(folder: string, shown: string): Promise<readonly string[]> {
  const entries = await diskFiles(folder).list(folderUri(folder));
  const found: string[] = [];
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = shown === '.' ? name : `${shown.replace(/\/+$/, '')}/${name}`;
    if (kind === 'folder' && !SKIPPED.has(name)) found.push(...(await findFiles(resolve(folder, name), path)));
    if (kind === 'file' && /\.ya?ml$/i.test(name) && (await isCi(folder, name))) found.push(path);
  }
  return found;
}

async function isCi(folder: string, name: string): Promise<boolean> {
  const uri = `${folderUri(folder)}${encodeURIComponent(name)}`;
  const text = await diskFiles(folder).read(uri);
  return typeof text === 'string' && recognise(uri, text, { include: [], exclude: [] }).as === 'gitlab-ci';
}

/** Problems in other files are left to those if they are checked, too. */
async function checkFile(
  file: string,
  all: readonly string[],
  { format }: Options,
  io: Io,
): Promise<readonly ReportedProblem[]> {
  const located = await locateFile(file, io.folder, undefined);
  const problems = problemsOf(await judge(located), located, io.folder, 'as told').filter(
    problem => problem.file === file || !all.includes(problem.file),
  );
  if (format === 'json') io.out(jsonLine({ file, problems }));
  else for (const problem of problems) io.out(`${problemLine(problem)}\n`);
  return problems;
}

function isClean(found: readonly ReportedProblem[], { maxWarnings }: Options): boolean {
  return count(found, 'error') === 0 && count(found, 'warning') <= maxWarnings;
}

function count(found: readonly ReportedProblem[], severity: Severity): number {
  return found.filter(problem => problem.severity === severity).length;
}

function summary(found: readonly ReportedProblem[]): string {
  if (found.length === 0) return 'No problems.\n';
  const parts = (['error', 'warning', 'information', 'hint'] as const).flatMap(severity => {
    const number = count(found, severity);
    return number > 0 ? [`${number} ${PLURALS[severity][number === 1 ? 0 : 1]}`] : [];
  });
  return `${parts.join(', ')}.\n`;
}

const PLURALS: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
  hint: ['hint', 'hints'],
};
