/** Judges the files of one `check`: each finding is reported once, where it is written. */
import type { Project } from '../../ci/project.ts';
import type { Problem } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { foundIn, pathFrom } from './found.ts';
import type { CheckedFile } from './formats/result.ts';
import { forEachFile } from './guard.ts';
import type { Io } from './io.ts';
import { notToldElsewhere } from '../../features/told-elsewhere.ts';
import { problemsOf } from './problems.ts';
import { documentIn, ownersIn } from './project.ts';
import { reportOf } from './report.ts';
import type { CheckTarget } from './subjects.ts';
import type { JudgementOptions } from '../../workspace/configuration/judgement.ts';

export interface Checked {
  readonly files: readonly CheckedFile[];
  /** Whether nothing failed. */
  readonly isWhole: boolean;
}

/** Finds the problems of the files; paths in reports are relative to `top`. */
export async function judgeFiles(
  all: ReadonlyMap<Uri, CheckTarget>,
  io: Io,
  { top, ...judgement }: JudgementOptions & { readonly top: string },
): Promise<Checked> {
  const tell = tellerOf(all, judgement);
  const files: CheckedFile[] = [];
  const isWhole = await forEachFile([...all.keys()], io, uri => {
    const subject = all.get(uri);
    if (!subject) return;
    io.progress(`${files.length + 1} of ${all.size}: ${subject.given}`);
    files.push(checkedFile(subject, tell(subject), { folder: io.folder, top }));
  });
  return { files, isWhole };
}

/** The pipelines of a file, and its problems in them. */
interface Judged {
  readonly owners: readonly Project[];
  readonly problems: readonly Problem[];
}

/** Problems that are reported where they are written are not reported again at the include. */
function tellerOf(all: ReadonlyMap<Uri, CheckTarget>, judging: JudgementOptions): (subject: CheckTarget) => Judged {
  const options = { weight: 'as told', ...judging } as const;
  const judged = new Map<Uri, Judged>();
  const judge = ({ opened, uri }: CheckTarget): Judged => {
    const known = judged.get(uri);
    if (known) return known;
    const document = documentIn(opened, uri);
    const owners = document ? ownersIn(opened, document) : [];
    const made = { owners, problems: document ? problemsOf(owners, document, options) : [] };
    judged.set(uri, made);
    return made;
  };
  return subject => {
    const { owners, problems } = judge(subject);
    const told = (other: Uri): readonly Problem[] => {
      const covered = all.get(other);
      return covered ? judge(covered).problems : [];
    };
    return { owners, problems: notToldElsewhere(problems, told) };
  };
}

function checkedFile(
  { given, uri, opened }: CheckTarget,
  { owners, problems }: Judged,
  { folder, top }: { readonly folder: string; readonly top: string },
): CheckedFile {
  const document = documentIn(opened, uri);
  const path = pathFrom(top, uri);
  if (!document || problems.length === 0) return { file: given, path, problems: [] };
  const report = reportOf({ documents: { get: one => documentIn(opened, one) } }, given, folder);
  return { file: given, path, problems: foundIn(problems, { document, owners, report, top }) };
}
