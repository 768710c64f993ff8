/** The command `check`: the problems of files, as the editor shows them. */
import { parseArgs } from 'node:util';
import type { JobOptions } from '../../ci/effective-job.ts';
import type { Severity } from '../../text/problem.ts';
import { oneLine } from '../../text/shown.ts';
import { readFiles } from './checked.ts';
import { findFiles } from './find.ts';
import { forEachFile } from './guard.ts';
import { chosenInheritance, INHERITANCE_OPTION, INHERITANCE_USAGE } from './inheritance.ts';
import { EXIT, misused, type Io } from './io.ts';
import { jsonLine, problemLine, type ReportedProblem } from './report.ts';
import { chosenVersion, VERSION_OPTION, VERSION_USAGE } from './version.ts';

export const CHECK = {
  usage: `check [PATH…] [--format text|json] [--max-warnings N] ${INHERITANCE_USAGE} ${VERSION_USAGE}`,
  does: 'Print the problems of files, or of all GitLab CI files in folders.',
} as const;

interface Options extends JobOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly maxWarnings: number;
  readonly gitlabVersion?: string;
}

/** Runs the command; the answer is the exit code. */
export async function checkFiles(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') return misused(options, CHECK.usage, io);
  const { files, unread } = await findFiles(options.paths, io.folder);
  for (const { path, why } of unread) io.err(`${oneLine(path)}: ${why}\n`);
  const checked = await readFiles(files, io, options);
  const found: ReportedProblem[] = [];
  const done = await forEachFile(checked.files, io, file => {
    const problems = checked.problems(file);
    found.push(...problems);
    print(file, problems, options, io);
  });
  const isWhole = unread.length === 0 && checked.isWhole && done;
  if (options.format === 'text' && (isWhole || found.length > 0)) io.out(summary(found));
  if (!isWhole) return EXIT.failed;
  return isClean(found, options) ? EXIT.done : EXIT.found;
}

const OPTIONS = {
  format: { type: 'string' },
  'max-warnings': { type: 'string' },
  ...INHERITANCE_OPTION,
  ...VERSION_OPTION,
} as const;

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const { format = 'text', 'max-warnings': most = '0' } = values;
    if (format !== 'text' && format !== 'json') return `--format must be text or json, not ${format}.`;
    if (!/^\d+$/.test(most)) return `--max-warnings must be a number, not ${most}.`;
    const inheritance = chosenInheritance(values.inheritance);
    if (typeof inheritance === 'string') return inheritance;
    const version = chosenVersion(values['gitlab-version']);
    if (typeof version === 'string') return version;
    const paths = positionals.length > 0 ? positionals : ['.'];
    return { paths, format, maxWarnings: Number(most), ...inheritance, ...version };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function print(file: string, problems: readonly ReportedProblem[], { format }: Options, io: Io): void {
  if (format === 'json') io.out(jsonLine({ file, problems }));
  else for (const problem of problems) io.out(`${problemLine(problem)}\n`);
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
