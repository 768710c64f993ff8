/** The repositories of the open files, found and read when the first of their files is opened. */
import { isStart, projectOf, withDocument, type Project } from '../ci/project.ts';
import type { OpenDocuments } from '../ci/load-project.ts';
import type { Uri } from '../text/span.ts';
import { folderAbove } from '../text/uri.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import type { IsExcluded } from './excludes.ts';
import { yamlPaths } from './paths.ts';
import type { Later } from './publish.ts';
import {
  concerning,
  filesIn,
  isFull,
  ownersOf,
  patternsIn,
  projectsIn,
  refresh,
  repositoryAt,
  take,
  useOf,
  wants,
  type Repository,
} from './repository.ts';
import { isInFolder, rootFolderOf, type FilesOf } from './roots.ts';
import { surveyOf } from './survey.ts';

export interface Workspace {
  /** The pipelines in which an open document is judged, as far as they are known; never waits. */
  owners(document: SourceDocument): readonly Project[];
  /** All pipelines that are known beside those of the document. */
  all(document: SourceDocument): readonly Project[];
  /** All pipelines of all open files. */
  every(): readonly Project[];
  /** The YAML files of the repository that a file lies in; searched when first asked for, and after files changed. */
  paths(uri: Uri): Promise<readonly string[]>;
  /** What pipeline a file is a part of, in a sentence. */
  use(uri: Uri): string | undefined;
  /** Reads what belongs to a file that was opened. */
  opened(uri: Uri): Promise<void>;
  /** Takes the new text of an open file; what other files have to do with it comes later. */
  edited(uri: Uri): void;
  closed(uri: Uri): void;
  /** Files on the disk are others now. */
  filesChanged(uris: readonly Uri[]): Promise<void>;
  foldersChanged(): Promise<void>;
  /** Looks for pipelines in these folders of the workspace, and keeps them; those of other folders only where files are open. */
  survey(folders: readonly Uri[]): Promise<void>;
  /** The files of the pipelines of a repository that was looked for, with the pipelines that they belong to. */
  surveyed(folder: Uri): ReadonlyMap<Uri, readonly Project[]>;
  /** What all pipelines look for among files that are no YAML; those have to be watched as well. */
  sought(): readonly string[];
  /** Waits until nothing is being read. */
  settled(): Promise<void>;
}

/** Shows the title while the work goes on; the answer is that of the work. */
export type Busy = <T>(title: string, work: Promise<T>) => Promise<T>;

export interface Surroundings {
  readonly filesOf: FilesOf;
  readonly folders: () => readonly Uri[];
  /** The open documents, read when they are asked for. */
  readonly open: OpenDocuments;
  readonly openUris: () => readonly Uri[];
  /** Called whenever pipelines were read or brought up to date. */
  readonly onRead: (folder: Uri) => void;
  readonly later: Later;
  /** What the editor hides in the folder of the workspace that holds the file. */
  readonly excludes: (uri: Uri) => Promise<IsExcluded>;
  readonly busy: Busy;
  /** Told of work that was left undone since there is too much of it. */
  readonly warn: (message: string) => void;
}

/** How long an edit rests before what it names is looked for. */
export const REST = 300;

interface Reading {
  readonly repository: Repository;
  work?: Promise<void>;
  again: boolean;
  callOff?: () => void;
  paths?: Promise<readonly string[]>;
  /** Kept although none of its files may be open. */
  surveyed?: true;
}

export function workspaceOf(around: Surroundings): Workspace {
  const { filesOf, open, later } = around;
  const readings = new Map<Uri, Reading>();
  const roots = new Map<Uri, Promise<Reading | undefined>>();
  const known = new Map<Uri, Reading>();
  const loose = new Map<Uri, Project>();

  const find = async (uri: Uri): Promise<Reading | undefined> => {
    if (!isInFolder(uri)) return undefined;
    const folder = await rootFolderOf(uri, around.folders(), filesOf);
    const files = filesOf(folder);
    if (!files) return undefined;
    const reading = readings.get(folder) ?? { repository: repositoryAt(folder, files), again: false };
    readings.set(folder, reading);
    return reading;
  };
  const readingOf = async (uri: Uri): Promise<Reading | undefined> => {
    const found = roots.get(uri) ?? find(uri).catch(() => undefined);
    roots.set(uri, found);
    const reading = await found;
    if (reading && roots.get(uri) === found) known.set(uri, reading);
    return reading;
  };
  const read = (reading: Reading): Promise<void> => {
    reading.callOff?.();
    reading.again = true;
    reading.work ??= around.busy('Reading included files', repeat(reading)).finally(() => delete reading.work);
    return reading.work;
  };
  const repeat = async (reading: Reading): Promise<void> => {
    while (reading.again) {
      reading.again = false;
      const { repository } = reading;
      await refresh(repository, open);
      const before = new Set(repository.alone.keys());
      if (readings.get(repository.folder) === reading) around.onRead(repository.folder);
      // files that turn out to be pipelines of their own may include others
      reading.again ||= [...repository.alone.keys()].some(uri => !before.has(uri));
    }
  };
  const readSoon = (reading: Reading): void => {
    reading.callOff?.();
    reading.callOff = later(REST, () => void read(reading));
  };
  /** Until the repository is found, a file in a folder may be a part of its pipeline. */
  const beforeReading = (document: SourceDocument): Project => {
    const folder = folderAbove(document.uri);
    const isRoot = !isStart(document.uri) || !isInFolder(document.uri) || around.folders().includes(folder);
    return isRoot || !filesOf(folder) ? projectOf(document) : { ...projectOf(document), fragment: true };
  };
  const looseOf = (document: SourceDocument): Project => {
    const before = loose.get(document.uri);
    const project = before ? withDocument(before, document) : beforeReading(document);
    loose.set(document.uri, project);
    return project;
  };

  const isUsed = (reading: Reading): boolean => around.openUris().some(uri => known.get(uri) === reading);
  const forget = (reading: Reading): void => {
    reading.callOff?.();
    readings.delete(reading.repository.folder);
    for (const [uri, held] of [...known]) if (held === reading) for (const kept of [known, roots]) kept.delete(uri);
  };
  const survey = surveyOf(around);
  const keep = async (starts: readonly Uri[]): Promise<void> => {
    const found = await Promise.all(starts.map(async uri => ({ uri, reading: await readingOf(uri) })));
    for (const { uri, reading } of found) {
      if (!reading) continue;
      reading.surveyed = true;
      reading.repository.starts.add(uri);
    }
    for (const reading of new Set(found.flatMap(one => one.reading ?? []))) {
      await read(reading);
      if (isFull(reading.repository))
        around.warn(`${reading.repository.folder} has too many pipelines; some of them are not followed.`);
    }
  };
  return {
    owners(document) {
      const reading = known.get(document.uri);
      if (!reading) return [looseOf(document)];
      loose.delete(document.uri);
      return ownersOf(reading.repository, document);
    },
    all(document) {
      const reading = known.get(document.uri);
      return reading ? projectsIn(reading.repository) : [looseOf(document)];
    },
    every: () => [...[...readings.values()].flatMap(({ repository }) => projectsIn(repository)), ...loose.values()],
    async paths(uri) {
      const reading = known.get(uri);
      if (!reading) return [];
      const { folder, files } = reading.repository;
      return (reading.paths ??= around
        .excludes(folder)
        .then(isExcluded => around.busy('Searching for YAML files', yamlPaths({ root: folder, files, isExcluded }))));
    },
    use(uri) {
      const reading = known.get(uri);
      return reading && useOf(reading.repository, uri);
    },
    async opened(uri) {
      const reading = await readingOf(uri);
      if (reading) await read(reading);
    },
    edited(uri) {
      const reading = known.get(uri);
      if (!reading) return;
      const isHeld = projectsIn(reading.repository).some(({ documents }) => documents.has(uri));
      const document = isHeld ? open.get(uri) : undefined;
      if (!document) return;
      take(reading.repository, document);
      readSoon(reading);
    },
    closed(uri) {
      const reading = known.get(uri);
      for (const kept of [known, roots, loose]) kept.delete(uri);
      if (!reading) return;
      reading.repository.stale.add(uri);
      reading.repository.alone.delete(uri);
      if (reading.surveyed || isUsed(reading)) readSoon(reading);
      else forget(reading);
    },
    async filesChanged(uris) {
      await keep(await survey.among(uris));
      const works = [...readings.values()].flatMap(reading => {
        const { repository } = reading;
        const inside = uris.filter(uri => uri.startsWith(repository.folder));
        if (inside.some(isYaml)) delete reading.paths;
        if (inside.length === 0) return [];
        // while pipelines are being read, nobody knows yet what they depend on
        const isConcerned = reading.work ? isYaml : concerning(repository);
        const changed = inside.filter(uri => isConcerned(uri) && !open.get(uri));
        for (const uri of changed) repository.stale.add(uri);
        return changed.length > 0 && wants(repository) ? [read(reading)] : [];
      });
      await Promise.all(works);
    },
    async foldersChanged() {
      for (const reading of readings.values()) reading.callOff?.();
      for (const kept of [readings, roots, known]) kept.clear();
      survey.forget();
      const found = await Promise.all(around.openUris().map(readingOf));
      await Promise.all([...new Set(found)].map(async reading => reading && (await read(reading))));
    },
    async survey(folders) {
      const starts = await around.busy('Searching for pipelines', survey.begin(folders));
      const before = new Set([...readings.values()].filter(({ surveyed }) => surveyed));
      if (!starts) {
        // the settings by which their files are judged may be others
        for (const { repository } of before) around.onRead(repository.folder);
        return;
      }
      for (const reading of before) {
        delete reading.surveyed;
        reading.repository.starts.clear();
      }
      await keep(starts);
      for (const reading of [...readings.values()]) {
        if (reading.surveyed || !before.has(reading)) continue;
        if (!isUsed(reading)) forget(reading);
        around.onRead(reading.repository.folder);
      }
    },
    surveyed(folder) {
      const reading = readings.get(folder);
      return reading?.surveyed ? filesIn(reading.repository) : new Map();
    },
    sought: () => [
      ...new Set(
        [...readings.values()].flatMap(({ repository }) => patternsIn(repository).filter(one => !isYaml(one))),
      ),
    ],
    async settled() {
      await Promise.all([...readings.values()].map(async ({ work }) => work));
    },
  };
}

/** Whether the file, or all files of a pattern, can be a part of a pipeline. */
function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}
