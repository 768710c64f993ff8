/** The files of one `check`: each pipeline is read once, and each finding is told once, where it is written. */
import { resolve } from 'node:path';
import type { ReadFailure } from '../../ci/files.ts';
import type { Problem } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { uriOfPath } from '../../text/uri.ts';
import { forEachFile } from './guard.ts';
import type { Io } from './io.ts';
import { includedIn, notToldElsewhere, problemsOf, unreadable, type Judging } from './problems.ts';
import { addFile, complete, documentIn, openRepositories, ownersIn, type Opened } from './project.ts';
import { reportOf, type ReportedProblem } from './report.ts';

export interface Checked {
  /** The files that something can be said of. */
  readonly files: readonly string[];
  /** Whether every file that was asked for could be read. */
  readonly isWhole: boolean;
  /** What is to be said of a file and, where a pipeline starts with it, of the files that it includes. */
  problems(file: string): readonly ReportedProblem[];
}

/** A file that was asked for. */
interface Subject {
  readonly given: string;
  readonly uri: Uri;
  readonly opened: Opened;
  readonly failed: ReadFailure | undefined;
}

type JudgingOptions = Omit<Judging, 'weight'>;

/** Reads the files and all that belongs to their pipelines. */
export async function readFiles(files: readonly string[], io: Io, options: JudgingOptions): Promise<Checked> {
  const repositories = openRepositories();
  const subjects = new Map<string, Subject>();
  const done = await forEachFile(files, io, async given => {
    const uri = uriOfPath(resolve(io.folder, given));
    const opened = await repositories.find(uri);
    if (!opened) throw new Error('no repository was found for it');
    subjects.set(given, { given, uri, opened, failed: await addFile(opened, uri) });
  });
  for (const opened of repositories.all()) await complete(opened);
  const all = [...subjects.values()];
  const { gitlabVersion, inheritance } = options;
  const tell = tellerOf(all, io.folder, {
    weight: 'as told',
    ...(gitlabVersion !== undefined && { gitlabVersion }),
    ...(inheritance && { inheritance }),
  });
  return {
    files: [...subjects.keys()],
    isWhole: done && all.every(({ failed }) => failed === undefined),
    problems: file => {
      const subject = subjects.get(file);
      return subject ? tell(subject) : [];
    },
  };
}

/** Each included file is told of once, behind the first pipeline that has it, unless it was asked for itself. */
function tellerOf(
  subjects: readonly Subject[],
  folder: string,
  judging: Judging,
): (subject: Subject) => readonly ReportedProblem[] {
  const asked = new Set(subjects.map(({ uri }) => uri));
  const found = new Map<Uri, readonly Problem[]>();
  const problemsIn = ({ opened }: Subject, uri: Uri): readonly Problem[] => {
    const document = documentIn(opened, uri);
    const problems = found.get(uri) ?? (document ? problemsOf(ownersIn(opened, document), document, judging) : []);
    found.set(uri, problems);
    return problems;
  };
  const covered = new Set([...asked, ...subjects.flatMap(includedBy)]);
  const printed = new Set(asked);
  return subject => {
    const { given, uri, failed } = subject;
    if (failed) return [unreadable(given, failed)];
    const included = includedBy(subject).filter(one => !printed.has(one));
    for (const one of included) printed.add(one);
    const told = (other: Uri): readonly Problem[] => (covered.has(other) ? problemsIn(subject, other) : []);
    return [uri, ...included].flatMap(one =>
      located(subject, notToldElsewhere(problemsIn(subject, one), told), folder),
    );
  };
}

/** What the pipelines include that start with the file. */
function includedBy({ uri, opened }: Subject): readonly Uri[] {
  const document = documentIn(opened, uri);
  const owners = document ? ownersIn(opened, document) : [];
  return owners.filter(({ pipeline }) => pipeline === uri).flatMap(includedIn);
}

function located({ given, opened }: Subject, problems: readonly Problem[], folder: string): readonly ReportedProblem[] {
  const report = reportOf({ documents: { get: uri => documentIn(opened, uri) } }, given, folder);
  return problems.map(({ at, code, severity, message }) => ({ code, severity, message, ...report.position(at) }));
}
