/**
 * The files from which jobs start child pipelines: they are no part of this pipeline, but the inputs for them are given
 * here.
 */
import { cachedBy } from '../text/cached.ts';
import { member, type MapValue, type Value } from '../yaml/value/value.ts';
import { isYamlName } from './include-form.ts';
import { emptyFault, extensionFault, failureFault, sourceFaults } from './include-fault.ts';
import { includeTree } from './include-tree.ts';
import { includedPath, includedUri } from './included-file.ts';
import { readIncludes, type Include } from './include.ts';
import type { Project } from './project.ts';
import { filesOf } from './resolve-job.ts';
import { sourceOf } from './source.ts';
import type { Finding } from '../text/problem.ts';
import type { Wanted } from './tree-file.ts';

/** What has to be read to know whether child pipelines can be created. */
export function wantedChildren(project: Project): readonly Wanted[] {
  const { root } = includeTree(project);
  const includes = filesOf(root).flatMap(({ source }) => includesIn(source.root));
  return includes.flatMap(({ target }) => {
    const uri = includedUri(project, target);
    const isKnown = uri === undefined || project.documents.has(uri) || project.failures.has(uri);
    return isKnown ? [] : [{ kind: 'file' as const, uri }];
  });
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
  const found = [...misnamed, ...entries.flatMap(entry => faultsOf(project, entry))];
  return found.map(fault => ({ ...fault, atMost: 'warning' }));
}

function faultsOf(project: Project, entry: Include): readonly Finding[] {
  const path = includedPath(project, entry.target);
  if (path === undefined) return [];
  if (!isYamlName(path)) return [extensionFault(entry, path)];
  const uri = includedUri(project, entry.target);
  const failure = uri === undefined ? { failed: 'missing' as const } : project.failures.get(uri);
  if (uri === undefined || failure) return [failureFault(entry, path, failure ?? { failed: 'missing' })];
  const document = project.documents.get(uri);
  if (!document) return [];
  if (document.text.trim() === '') return [emptyFault(entry, path)];
  return sourceFaults(entry, path, sourceOf(document, entry.inputs).faults);
}
