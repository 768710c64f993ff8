/**
 * The files from which jobs start child pipelines: they are no part of this pipeline, but the inputs for them are given
 * here.
 */
import { isEmptyText } from '../yaml/tree.ts';
import { cachedBy } from '../text/cached.ts';
import { isEmptyMap, member, type MapValue, type Value } from '../yaml/value/value.ts';
import { isYamlName } from './include-form.ts';
import { blankFault, emptyFault, extensionFault, failureFault, noMatchNote, sourceFaults } from './include-fault.ts';
import type { IncludeTarget } from './include-entry.ts';
import { includeTree } from './include-tree.ts';
import { includedPath, includedUri } from './included-file.ts';
import { readIncludes, type Include } from './include.ts';
import { kindOf } from './job-kind.ts';
import type { Project } from './project.ts';
import { filesOf } from './resolve-job.ts';
import { sourceOf } from './source.ts';
import type { Finding } from '../text/problem.ts';
import type { Wanted } from './tree-file.ts';

/** What has to be read to know whether child pipelines can be created. */
export function wantedChildren(project: Project): readonly Wanted[] {
  return childTargets(project).flatMap((target): readonly Wanted[] => {
    if (target.kind === 'pattern')
      return project.matches.has(target.pattern) ? [] : [{ kind: 'matches', pattern: target.pattern }];
    const uri = includedUri(project, target);
    const isKnown = uri === undefined || project.documents.has(uri) || project.failures.has(uri);
    return isKnown ? [] : [{ kind: 'file', uri }];
  });
}

/** What jobs start child pipelines with, as it is written. */
export function childTargets(project: Project): readonly IncludeTarget[] {
  const { root } = includeTree(project);
  return filesOf(root).flatMap(({ source }) => includesIn(source.root).map(({ target }) => target));
}

/** Cached as long as the file is the same. */
const includesIn = cachedBy((root: MapValue): readonly Include[] =>
  [...root.members.values()].flatMap(({ value }) => readIncludes(childInclude(value)).entries),
);

/** The files of the child pipeline that a job starts. */
export function childInclude(job: Value): Value | undefined {
  return member(member(job, 'trigger')?.value, 'include')?.value;
}

/** Why the child pipeline cannot be created: GitLab accepts the file with the job all the same, and the job fails. */
export function childFaults(project: Project, include: Value): readonly Finding[] {
  const { entries, misnamed } = readIncludes(include);
  const [only, ...more] = entries;
  const isAlone = more.length === 0;
  const jobless = only && isAlone ? joblessFault(project, only) : undefined;
  const found = [...misnamed, ...entries.flatMap(entry => faultsOf(project, entry)), ...(jobless ? [jobless] : [])];
  return found.map(fault => ({ ...fault, atMost: 'warning' }));
}

function faultsOf(project: Project, entry: Include): readonly Finding[] {
  const { target } = entry;
  if (target.kind === 'pattern')
    return project.matches.get(target.pattern)?.length === 0 ? [noMatchNote(entry, target.pattern)] : [];
  const path = includedPath(project, entry.target);
  if (path === undefined) return [];
  if (!isYamlName(path)) return [extensionFault(entry, path)];
  const uri = includedUri(project, entry.target);
  const failure = uri === undefined ? { failed: 'missing' as const } : project.failures.get(uri);
  if (uri === undefined || failure) return [failureFault(entry, path, failure ?? { failed: 'missing' })];
  const document = project.documents.get(uri);
  if (!document) return [];
  if (isEmptyText(document)) return [emptyFault(entry, path)];
  const source = sourceOf(document, entry.inputs);
  const faults = sourceFaults(entry, path, source.faults);
  return faults.length === 0 && isEmptyMap(source.root) ? [blankFault(entry, path)] : faults;
}

/** The only file of a pipeline, if everything in it is a keyword or hidden. */
function joblessFault(project: Project, { at, target, inputs }: Include): Finding | undefined {
  const uri = includedUri(project, target);
  const document = uri === undefined ? undefined : project.documents.get(uri);
  if (!document) return undefined;
  const { root, faults } = sourceOf(document, inputs);
  if (faults.length > 0 || root.open || root.members.size === 0 || root.members.has('include')) return undefined;
  const kinds = [...root.members].map(([name, { value }]) => kindOf(name, value));
  if (kinds.some(kind => kind !== 'hidden' && kind !== 'other')) return undefined;
  const message = `\`${includedPath(project, target) ?? ''}\` has no job, so GitLab cannot create the child pipeline.`;
  return { code: 'no-job', message, at };
}
