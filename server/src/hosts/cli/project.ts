/** Finds the pipelines that files of the command line belong to, and reads each of them once. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files, ReadFailure } from '../../ci/files.ts';
import { loadProject } from '../../ci/load-project.ts';
import type { Project } from '../../ci/project.ts';
import { lookupOf, type RepositoryLookup } from '../../workspace/lookup.ts';
import { ownersOf, projectsIn, refresh, repositoryAt, type Repository } from '../../workspace/repository.ts';
import { rootFolderOf } from '../../workspace/roots.ts';
import type { Uri } from '../../text/span.ts';
import { uriOfPath } from '../../text/uri.ts';
import { isToml } from '../../runner-config/is-runner-config.ts';
import { parse } from '../../yaml/document/document.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { diskAtOnce } from '../disk.ts';
import { AT_ONCE } from '../disk-calls.ts';
import { diskFiles, folderUri, withTexts } from '../files.ts';

/** A file in its repository, with the names that the core uses. */
export interface LocatedFile {
  /** The path as given. */
  readonly given: string;
  readonly uri: Uri;
  readonly root: string;
  readonly folder: Uri;
  readonly files: Files;
}

/** The file and its repository; `root` is the repository given by the user, if any. */
export async function locateFile(given: string, from: string, root: string | undefined): Promise<LocatedFile> {
  const uri = uriOfPath(resolve(from, given));
  const folder = root === undefined ? await rootFolderOf(uri, [], diskAtOnce) : folderUri(resolve(from, root));
  const top = fileURLToPath(folder);
  return { given, uri, root: top, folder, files: diskFiles(top, AT_ONCE) };
}

/** A repository with its requested files. */
export interface Opened {
  readonly repository: Repository;
  readonly documents: Map<Uri, SourceDocument>;
}

/**
 * The repositories of all files of a command, each opened once: found as the editor finds them, or given by the user.
 */
export function openRepositories(
  root: string | undefined,
  texts: ReadonlyMap<Uri, string>,
): Pick<RepositoryLookup<Opened>, 'find' | 'all'> {
  const hold = (folder: Uri, files: Files): Opened => openedAt(folder, withTexts(files, texts));
  if (root === undefined) return lookupOf({ filesOf: diskAtOnce, folders: () => [], hold });
  const only = hold(folderUri(root), diskFiles(root, AT_ONCE));
  return { find: () => Promise.resolve(only), all: () => [only] };
}

function openedAt(folder: Uri, files: Files): Opened {
  return { repository: repositoryAt(folder, files), documents: new Map() };
}

/** Reads the pipelines and, unless one of them contains it, the file; or returns why it cannot be read. */
export async function addFile(opened: Opened, uri: Uri): Promise<ReadFailure | undefined> {
  const { repository, documents } = opened;
  if (!repository.read) await complete(opened);
  const read = documentIn(opened, uri) ?? (await repository.files.read(uri));
  if (typeof read === 'object' && 'failed' in read) return read.failed;
  const document = typeof read === 'string' ? parse(uri, read) : read;
  documents.set(uri, document);
  if (!isToml(uri)) ownersOf(repository, document);
  return undefined;
}

/** Reads what the added files include. */
export async function complete({ repository, documents }: Opened): Promise<void> {
  await refresh(repository, documents);
}

/** A file that was read, by itself or as part of a pipeline. */
export function documentIn({ repository, documents }: Opened, uri: Uri): SourceDocument | undefined {
  const known = documents.get(uri);
  return (
    known ??
    projectsIn(repository)
      .find(project => project.documents.has(uri))
      ?.documents.get(uri)
  );
}

/** The pipelines in which a file is judged, as in the editor; none for a runner's settings. */
export function ownersIn({ repository }: Opened, document: SourceDocument): readonly Project[] {
  return isToml(document.uri) ? [] : ownersOf(repository, document);
}

/** A file with its pipelines. */
export interface JudgedIn {
  /** The pipeline that starts with the file. */
  readonly alone: Project;
  /** The pipelines in which it is judged: those of its repository that contain it, else its own. */
  readonly owners: readonly Project[];
}

/** Reads a file with all that it includes, and the pipelines of its repository. */
export type Reader = (located: LocatedFile) => Promise<JudgedIn>;

/** A reader for the files of one command, which opens each repository only once. */
export function newReader(): Reader {
  const repositories = new Map<Uri, Opened>();
  return async located => {
    const { folder, files } = located;
    const opened = repositories.get(folder) ?? openedAt(folder, files);
    repositories.set(folder, opened);
    return readIn(opened, located);
  };
}

async function readIn(opened: Opened, { uri, folder, files }: LocatedFile): Promise<JudgedIn> {
  await addFile(opened, uri);
  await complete(opened);
  const document = opened.documents.get(uri);
  const owners = document ? ownersIn(opened, document) : [];
  const whole = owners.find(({ pipeline, fragment }) => pipeline === uri && !fragment);
  const alone = whole ?? (await loadProject({ pipeline: uri, folder }, opened.documents, files));
  return { alone, owners: document ? owners : [alone] };
}
