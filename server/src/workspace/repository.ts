/** The pipelines of one repository that matter: its own, child pipelines, and those of open files. */
import { addTo } from '../text/grouped.ts';
import type { Files } from '../ci/files.ts';
import { includeTree } from '../ci/include-tree.ts';
import { completeProject, loadProject, MOST_TEXT, wantedOf, type OpenDocuments } from '../ci/load-project.ts';
import { lasting } from '../ci/lasting.ts';
import { isMade, startOf } from '../ci/made-start.ts';
import { pathBelow } from '../text/uri.ts';
import { isStart, withDocument, type Project } from '../ci/project.ts';
import { usedBy, withoutUnused } from '../ci/used.ts';
import { filesOf } from '../ci/resolve-job.ts';
import { childPipelines, mayInclude, owns } from '../ci/workspace.ts';
import { diagnose } from '../features/diagnostics.ts';
import { CONFIGURATION_FILE } from '../features/recognise/names.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { Alone } from './alone.ts';
import { isAmong } from './changed.ts';
import { sharing } from './sharing.ts';

export interface Repository {
  readonly folder: Uri;
  readonly files: Files;
  /** The pipeline of the repository and the child pipelines of its jobs, by their starting files. */
  pipelines: ReadonlyMap<Uri, Project>;
  /** Open files that none of them includes, each as a pipeline of its own. */
  readonly alone: Alone;
  /** Files that changed since they were read. */
  stale: Set<Uri>;
  /** What no pipeline names at the moment: somebody who types may be about to name it again. */
  spare: Map<Uri, SourceDocument>;
  /**
   * Files with the name of a pipeline that a search found; each is a pipeline of its own unless another includes it.
   */
  readonly starts: Set<Uri>;
  /** Whether its pipelines have been read; until then, any of them may include a file. */
  read: boolean;
  /** Whether there are more pipelines, or files of one, than are read. */
  cut: boolean;
}

export function repositoryAt(folder: Uri, files: Files): Repository {
  const none = { pipelines: new Map<Uri, Project>(), alone: new Alone() };
  const sets = { stale: new Set<Uri>(), spare: new Map<Uri, SourceDocument>(), starts: new Set<Uri>() };
  return { folder, files, ...none, ...sets, read: false, cut: false };
}

export function projectsIn({ pipelines, alone }: Repository): readonly Project[] {
  return [...pipelines.values(), ...alone.values()];
}

/** All that was read of it, or looked for in vain, with its configuration and its branch. */
export function filesReadIn(repository: Repository): readonly Uri[] {
  const ofProjects = projectsIn(repository).flatMap(project => [
    ...project.documents.keys(),
    ...project.failures.keys(),
  ]);
  const beside = [CONFIGURATION_FILE, '.git/HEAD'].map(path => repository.folder + path);
  return [...new Set([...ofProjects, ...repository.spare.keys(), ...beside])];
}

/** Puts the newest text of an open document into every pipeline that has another version. */
export function take(repository: Repository, document: SourceDocument): void {
  const isHeld = ({ documents, failures }: Project): boolean =>
    failures.has(document.uri) || (documents.has(document.uri) && documents.get(document.uri) !== document);
  if ([...repository.pipelines.values()].some(isHeld))
    repository.pipelines = new Map(
      Array.from(repository.pipelines, ([uri, project]) => [
        uri,
        isHeld(project) ? withDocument(project, document) : project,
      ]),
    );
  for (const [uri, project] of repository.alone.concerning(document.uri))
    if (isHeld(project)) repository.alone.set(uri, withDocument(project, document));
}

/**
 * The pipelines in which an open document is judged: those that include it, else its own; both if it could be either.
 */
export function ownersOf(repository: Repository, document: SourceDocument): readonly Project[] {
  take(repository, document);
  const { uri } = document;
  const owners = including(repository, uri);
  if (owners.length > 0 && (!isStart(uri) || owners.some(({ pipeline }) => pipeline === uri))) return owners;
  const own = repository.alone.get(uri) ?? aloneIn(repository, document);
  repository.alone.set(uri, own);
  if (owners.length === 0) return [own];
  return standsAlone(own) ? [...owners, own] : owners;
}

/** Whether an included file is also a pipeline by itself: a file that is only a part would lack something. */
const standsAlone = lasting((own): boolean => {
  const document = startOf(own);
  if (!document || wantedOf(own).length > 0) return false;
  return !diagnose(own, document, {}).some(({ severity }) => severity === 'error');
}, 'ifKnown');

/** The role of a file in the pipelines here, as a sentence; `undefined` if it is not part of any. */
export function useOf(repository: Repository, uri: Uri): string | undefined {
  const [first, ...more] = including(repository, uri);
  if (!first) return undefined;
  if (first.pipeline === uri) return isStart(uri) ? undefined : 'A job starts it as a child pipeline.';
  if (isMade(first.pipeline)) return 'A job starts it as part of a child pipeline.';
  const path = pathBelow(repository.folder, first.pipeline) ?? first.pipeline;
  return `The pipeline ${path} includes it${more.length > 0 ? `, and ${more.length} more` : ''}.`;
}

/** One sentence, such as for the log. */
export function cutWarning(repository: string): string {
  return `${repository} has more pipelines, or files of one, than are read; some of them are left out.`;
}

/** The files of all pipelines here, each with the pipelines that contain it. */
export function filesIn({ pipelines }: Repository): ReadonlyMap<Uri, readonly Project[]> {
  const owners = new Map<Uri, Project[]>();
  for (const project of pipelines.values())
    for (const uri of new Set(filesOf(includeTree(project).root).map(file => file.uri)))
      if (!isMade(uri)) addTo(owners, uri, project);
  return owners;
}

/** The patterns that includes and their rules look for in the repository. */
export function patternsIn(repository: Repository): readonly string[] {
  return [...new Set(projectsIn(repository).flatMap(project => [...usedBy(project).patterns]))];
}

/** Whether something still has to be read to know everything that the pipelines include. */
export function wants(repository: Repository): boolean {
  return repository.stale.size > 0 || projectsIn(repository).some(project => wantedOf(project).length > 0);
}

/** At most so many pipelines are followed. */
const MOST_PIPELINES = 50;

/** The names of the repository's pipeline; only the first that exists counts. */
export const STARTS = ['.gitlab-ci.yml', '.gitlab-ci.yaml'] as const;

/** Reads what is missing or stale; the old state stays in place until that is done. */
export async function refresh(repository: Repository, open: OpenDocuments): Promise<void> {
  const { folder, stale } = repository;
  repository.stale = new Set();
  const isStale = isAmong(stale);
  forgetSpare(repository, stale);
  const before = documentsIn(repository);
  const found = new Map<Uri, Project>();
  const { shared, add, length } = sharing({ get: uri => open.get(uri) ?? repository.spare.get(uri) });
  repository.cut = false;
  const bringAll = async (first: Uri): Promise<void> => {
    const waiting = [first];
    for (let uri = waiting.shift(); uri !== undefined; uri = waiting.shift()) {
      if (found.has(uri)) continue;
      if (found.size >= MOST_PIPELINES || length() >= MOST_TEXT) return void (repository.cut = true);
      const project = await bring(repository, uri, { stale, open: shared });
      if (!project) continue;
      if (wantedOf(project).length > 0) repository.cut = true;
      add(project);
      found.set(uri, project);
      waiting.push(...childPipelines(project));
    }
  };
  for (const name of STARTS) if (found.size === 0) await bringAll(folder + name);
  for (const uri of repository.starts)
    if (![...found.values()].some(project => owns(project, uri))) await bringAll(uri);
  repository.read = true;
  repository.pipelines = new Map(
    Array.from(found, ([uri, project]) => [uri, placed(current(project, open), isRootless(found, project))]),
  );
  for (const [uri, project] of [...repository.alone]) {
    const document = open.get(uri);
    if (!document || (including(repository, uri).length > 0 && !isStart(uri))) {
      repository.alone.delete(uri);
      continue;
    }
    const done = await completed(repository, withDocument(without(project, stale), document), shared);
    if (wantedOf(done).length > 0) repository.cut = true;
    if (repository.alone.has(uri)) repository.alone.set(uri, weighed(repository, current(done, open)));
  }
  const held = documentsIn(repository);
  const isSpare = (uri: Uri): boolean => !held.has(uri) && !isStale(uri) && !open.get(uri);
  repository.spare = new Map([...before, ...repository.spare].filter(([uri]) => isSpare(uri)));
}

/** What is spare among those that changed is not what the disk has. */
export function forgetSpare({ spare }: Repository, changed: ReadonlySet<Uri>): void {
  const isChanged = isAmong(changed);
  for (const uri of [...spare.keys()]) if (isChanged(uri)) spare.delete(uri);
}

function documentsIn(repository: Repository): ReadonlyMap<Uri, SourceDocument> {
  return new Map(projectsIn(repository).flatMap(({ documents }) => [...documents]));
}

interface DiskState {
  readonly stale: ReadonlySet<Uri>;
  readonly open: OpenDocuments;
}

/** A pipeline with its files as they are now; `undefined` if its starting file cannot be read. */
async function bring(repository: Repository, uri: Uri, { stale, open }: DiskState): Promise<Project | undefined> {
  const before = repository.pipelines.get(uri);
  const fresh = before && without(before, stale);
  const { folder, files } = repository;
  const project =
    fresh && startOf(fresh)
      ? await completed(repository, fresh, open)
      : await loadProject({ pipeline: uri, folder }, open, files);
  return startOf(project) && project;
}

/** Half-typed names are among the failures, which count towards the limit, so all failures are tried again. */
async function completed({ files }: Repository, project: Project, open: OpenDocuments): Promise<Project> {
  const newest = withoutUnused(current(project, open));
  if (wantedOf(newest).length === 0) return newest;
  return completeProject({ ...newest, failures: new Map() }, open, files);
}

/** The project with the texts of the editor. */
function current(project: Project, open: OpenDocuments): Project {
  let newest = project;
  for (const uri of [...project.documents.keys(), ...project.failures.keys()]) {
    const document = open.get(uri);
    if (document) newest = withDocument(newest, document);
  }
  return newest;
}

/** The project as if these files had not been read; any of them may match a wildcard now. */
function without(project: Project, stale: ReadonlySet<Uri>): Project {
  const concerned = [...stale].filter(uri => uri.startsWith(project.folder));
  if (concerned.length === 0) return project;
  const isStale = isAmong(stale);
  const documents = new Map([...project.documents].filter(([uri]) => !isStale(uri)));
  const failures = new Map([...project.failures].filter(([uri]) => !isStale(uri)));
  const isNew = concerned.some(uri => !project.documents.has(uri)) || documents.size < project.documents.size;
  return {
    ...project,
    documents,
    failures: isNew ? new Map() : failures,
    matches: isNew ? new Map() : project.matches,
  };
}

function including({ pipelines }: Repository, uri: Uri): readonly Project[] {
  return [...pipelines.values()].filter(project => owns(project, uri));
}

function aloneIn(repository: Repository, document: SourceDocument): Project {
  const { uri } = document;
  return weighed(repository, {
    pipeline: uri,
    folder: repository.folder,
    documents: new Map([[uri, document]]),
    failures: new Map(),
    matches: new Map(),
    lineage: {},
  });
}

/** Whether the file is its whole pipeline, as far as known. */
function weighed({ pipelines, read }: Repository, project: Project): Project {
  const uri = project.pipeline;
  const mayComeIn = !read ? isNested(project) : [...pipelines.values()].some(other => mayInclude(other, uri));
  const isPart = !isStart(uri) || mayComeIn;
  const own = placed(project, read && isRootless(pipelines, project));
  if (isPart === (own.fragment === true)) return own;
  const { fragment: _, ...whole } = own;
  return isPart ? { ...whole, fragment: true } : whole;
}

function placed(project: Project, isAlone: boolean): Project {
  if (isAlone === (project.rootless === true)) return project;
  const { rootless: _, ...rooted } = project;
  return isAlone ? { ...rooted, rootless: true } : rooted;
}

/** Whether the file has the name of a pipeline but the repository has no pipeline of its own. */
function isRootless(pipelines: ReadonlyMap<Uri, Project>, project: Project): boolean {
  return isNested(project) && isStart(project.pipeline) && !STARTS.some(name => pipelines.has(project.folder + name));
}

function isNested({ pipeline, folder }: Project): boolean {
  return pathBelow(folder, pipeline)?.includes('/') === true;
}
