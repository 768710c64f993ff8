/**
 * Lets pipelines rest: each is replaced by an equal one whose documents are read when somebody asks for them, so that trees,
 * values, merged jobs and findings are dropped with the old objects.
 */
import { handOnLasting } from '../ci/lasting.ts';
import type { Project } from '../ci/project.ts';
import type { Uri } from '../text/span.ts';
import { atRest, isAtRest } from '../yaml/document/at-rest.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { Reading } from './reading.ts';
import type { Repository } from './repository.ts';

/** What rests now: the resting versions of projects and documents, by those that they replace. */
export interface Rested {
  readonly projects: ReadonlyMap<Project, Project>;
  readonly documents: ReadonlyMap<SourceDocument, SourceDocument>;
}

export interface RestingAsks {
  /** Pipelines with such a file do not rest. */
  readonly isAwake: (uri: Uri) => boolean;
  /** Told when a resting file is read. */
  readonly woken: (uri: Uri) => void;
}

export const NOTHING_RESTS: Rested = { projects: new Map(), documents: new Map() };

/** As {@link restIn}; nothing while any of the repositories is being read. */
export function restAround(readings: readonly Reading[], uri: Uri, asks: RestingAsks): Rested | undefined {
  // what a search found is shown by the identity of its pipelines
  if (readings.some(({ surveyed }) => surveyed)) return NOTHING_RESTS;
  if (readings.some(reading => reading.isBusy())) return undefined;
  return restIn(
    readings.map(({ repository }) => repository),
    uri,
    asks,
  );
}

/**
 * The pipelines of a file, and those that may share documents with them, as far as none of their files is awake. A file can
 * be in pipelines of several repositories.
 */
export function restIn(repositories: readonly Repository[], uri: Uri, { isAwake, woken }: RestingAsks): Rested {
  const around = repositories.flatMap(repository => projectsAround(repository, uri));
  const isIdle = (project: Project): boolean => ![...project.documents.keys()].some(isAwake);
  const idle = around.filter(isIdle);
  const awake = around.filter(project => !idle.includes(project));
  const shared = new Set(awake.flatMap(project => [...project.documents.values()]));
  const documents = new Map<SourceDocument, SourceDocument>();
  for (const project of idle)
    for (const document of project.documents.values())
      if (!shared.has(document) && !isAtRest(document)) documents.set(document, atRest(document, woken));
  if (documents.size === 0) return NOTHING_RESTS;
  const restful = idle.filter(project => [...project.documents.values()].some(document => documents.has(document)));
  const projects = new Map(restful.map(project => [project, resting(project, documents)]));
  for (const repository of repositories) replace(repository, projects);
  return { projects, documents };
}

/** Of thousands of files that are pipelines of their own, only those that may share documents with the file. */
function projectsAround({ pipelines, alone }: Repository, uri: Uri): readonly Project[] {
  const found = new Set([...pipelines.values(), ...alone.concerning(uri).map(([, project]) => project)]);
  for (const { documents } of [...found])
    for (const own of documents.keys()) {
      const project = alone.get(own);
      if (project) found.add(project);
    }
  return [...found];
}

function resting(project: Project, versions: Rested['documents']): Project {
  const documents = new Map(Array.from(project.documents, ([uri, one]) => [uri, versions.get(one) ?? one]));
  // what is remembered for a lineage refers to the blocks of before
  const rested: Project = { ...project, documents, lineage: {} };
  handOnLasting(project, rested);
  return rested;
}

function replace(repository: Repository, projects: Rested['projects']): void {
  repository.pipelines = new Map(
    Array.from(repository.pipelines, ([uri, project]) => [uri, projects.get(project) ?? project]),
  );
  for (const [before, rested] of projects)
    if (repository.alone.get(before.pipeline) === before) repository.alone.set(before.pipeline, rested);
}
