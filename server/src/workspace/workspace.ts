/** The repositories of the open files, found and read when the first of their files is opened. */
import type { Files } from '../ci/files.ts';
import { isStart, type Project } from '../ci/project.ts';
import type { RunnerConfig } from '../runner-config/read.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { configurationAt, type HeldConfiguration, type Values } from './configuration/held.ts';
import { existsPatterns, groundsOf, NO_GROUNDS, type Grounds } from './grounds.ts';
import { lookupOf, type RepositoryLookup } from './lookup.ts';
import { looseFiles, type Loose } from './loose.ts';
import { isYaml } from './paths.ts';
import { readingAt, REST, type Reading } from './reading.ts';
import { filesIn, filesReadIn, ownersOf, patternsIn, projectsIn, take, useOf, wants } from './repository.ts';
import { restAround, type Rested, type RestingAsks } from './resting.ts';
import { runnerConfigsAt, type RunnerConfigs } from './runner-configs.ts';
import type { WorkspaceEnvironment } from './environment.ts';
import { surveyOf, type Survey } from './survey.ts';

export interface Workspace extends Questions, Changes, Surveyed {
  /** Lets the pipelines of an open file rest, as far as none of their files is awake; nothing while they are being read. */
  rest(uri: Uri, asks: RestingAsks): Rested | undefined;
}

/** What the workspace knows; none of this reads files. */
interface Questions {
  /** The pipelines in which an open document is judged, as far as known; never waits. */
  owners(document: SourceDocument): readonly Project[];
  /** All known pipelines, with those of the document among them. */
  all(document: SourceDocument): readonly Project[];
  /** All pipelines of all open files. */
  every(): readonly Project[];
  /** The YAML files of a file's repository; searched on demand, and again after files changed. */
  paths(uri: Uri): Promise<readonly string[]>;
  /** The settings of runners in the repository that a file lies in, and its folder; searched as paths are. */
  runnerConfigs(uri: Uri): Promise<{ readonly folder: Uri; readonly configs: readonly RunnerConfig[] }>;
  /** What scenarios need from the repository of a file, as far as known; never waits. */
  grounds(uri: Uri): Grounds;
  /** The file of a project's pipeline, by the path of the project on its server, if its repository is among those. */
  pipelineOf(project: string): Uri | undefined;
  /** The pipeline that a file is part of, as a sentence. */
  use(uri: Uri): string | undefined;
  /** The configuration of the file's repository. */
  configuration(uri: Uri): Promise<Values>;
  /** The patterns that all pipelines look for among non-YAML files, which have to be watched as well. */
  sought(): readonly string[];
  /** Waits until the pipelines of the open files are read, and no reading is in progress. */
  settled(): Promise<void>;
}

/** Notifications about files and folders. */
interface Changes {
  /** Reads what belongs to a file that was opened. */
  opened(uri: Uri): Promise<void>;
  /** Takes the new text of an open file; reading the files that it names comes later. */
  edited(uri: Uri): void;
  closed(uri: Uri): void;
  /** Files changed on disk; `comings` are those of them that were made or deleted. */
  filesChanged(uris: readonly Uri[], comings?: readonly Uri[]): Promise<void>;
  /** Anything in the repository of this file may have changed on disk, since nobody watches it. */
  lookAgain(uri: Uri): Promise<void>;
  foldersChanged(): Promise<void>;
}

interface Surveyed {
  /**
   * Searches these workspace folders for pipelines and runners' settings and keeps them; in other folders, only those
   * of open files are kept.
   */
  survey(folders: readonly Uri[]): Promise<void>;
  /** The files of the pipelines in a searched folder, each with the pipelines that contain it. */
  surveyed(folder: Uri): ReadonlyMap<Uri, readonly Project[]>;
  /** The settings of runners in a searched folder. */
  surveyedRunnerConfigs(folder: Uri): Promise<readonly RunnerConfig[]>;
}

/** A repository with its configuration. */
interface ConfiguredReading extends Reading {
  readonly configuration: HeldConfiguration;
  readonly runnerConfigs: RunnerConfigs;
}

/** What the parts of the workspace share. */
interface Held {
  readonly around: WorkspaceEnvironment;
  readonly lookup: RepositoryLookup<ConfiguredReading>;
  readonly loose: Loose;
  readonly survey: Survey;
}

export function workspaceOf(around: WorkspaceEnvironment): Workspace {
  const { filesOf, folders } = around;
  const hold = (folder: Uri, files: Files): ConfiguredReading =>
    Object.assign(readingAt(folder, files, around), {
      configuration: configurationAt(folder, files, around),
      runnerConfigs: runnerConfigsAt(folder, files, around),
    });
  const lookup = lookupOf({ filesOf, folders, hold });
  const held = { around, lookup, loose: looseFiles(around), survey: surveyOf(around) };
  const rest: Workspace['rest'] = (uri, asks) => restAround(lookup.all(), uri, asks);
  return { ...questionsTo(held), ...changesOf(held), ...surveyedIn(held), rest };
}

function questionsTo({ around, lookup, loose }: Held): Questions {
  return {
    owners(document) {
      const reading = lookup.cached(document.uri);
      // found but not read yet: its configuration is read first
      if (!reading?.repository.read) return [loose.of(document)];
      loose.forget(document.uri);
      const { alone } = reading.repository;
      const wasKnown = alone.has(document.uri);
      const owners = ownersOf(reading.repository, document);
      // nobody but this question knows of a pipeline that began with a setting or with a word typed
      if (!wasKnown && alone.has(document.uri) && wants(reading.repository)) reading.soon();
      return owners;
    },
    all(document) {
      const reading = lookup.cached(document.uri);
      return reading ? projectsIn(reading.repository) : [loose.of(document)];
    },
    every: () => [...lookup.all().flatMap(({ repository }) => projectsIn(repository)), ...loose.all()],
    paths: async uri => lookup.cached(uri)?.paths() ?? [],
    async runnerConfigs(uri) {
      const reading = lookup.cached(uri);
      return { folder: reading?.repository.folder ?? '', configs: (await reading?.runnerConfigs.all()) ?? [] };
    },
    grounds(uri) {
      const reading = lookup.cached(uri);
      return reading ? groundsOf(reading.repository) : NO_GROUNDS;
    },
    pipelineOf(path) {
      for (const { repository } of lookup.all()) {
        if (groundsOf(repository).facts.project !== path) continue;
        const start = `${repository.folder}.gitlab-ci.yml`;
        if (projectsIn(repository).some(({ pipeline }) => pipeline === start)) return start;
      }
      return undefined;
    },
    use(uri) {
      const reading = lookup.cached(uri);
      return reading && useOf(reading.repository, uri);
    },
    async configuration(uri) {
      // the repository that a folder is in is not searched
      const reading = uri.endsWith('/') ? undefined : await lookup.find(uri);
      return reading?.configuration.values() ?? {};
    },
    sought() {
      const patterns = lookup
        .all()
        .flatMap(({ repository }) => [
          ...patternsIn(repository),
          ...projectsIn(repository).flatMap(project => existsPatterns(project)),
        ]);
      // a variable would make a different pattern each time
      return [...new Set(patterns.filter(pattern => !isYaml(pattern) && !pattern.includes('$')))];
    },
    async settled() {
      const ofOpen = await Promise.all(around.openUris().map(uri => lookup.find(uri)));
      for (const reading of new Set(ofOpen)) if (reading && !reading.repository.read) void reading.now();
      await Promise.all(lookup.all().map(reading => reading.settled()));
    },
  };
}

function changesOf(held: Held): Changes {
  const { around, lookup, loose, survey } = held;
  const filesChanged = async (uris: readonly Uri[], comings?: readonly Uri[]): Promise<void> => {
    for (const uri of uris) if (around.text(uri) === undefined) configurationIn(held, uri)?.changed();
    for (const reading of lookup.all()) reading.runnerConfigs.filesChanged(uris);
    await keep(held, await survey.among(uris));
    await Promise.all(lookup.all().map(reading => reading.filesChanged(uris, comings)));
  };
  return {
    filesChanged,
    async lookAgain(uri) {
      const repository = lookup.cached(uri)?.repository;
      // of one that is about to be read, nothing is old
      if (repository?.read) await filesChanged(filesReadIn(repository));
    },
    async opened(uri) {
      const reading = await lookup.find(uri);
      // the editor may have a pipeline open that is not on the disk
      await mark(held, await survey.among([uri]));
      await reading?.now();
    },
    edited(uri) {
      configurationIn(held, uri)?.changed(REST);
      const own = lookup.cached(uri);
      for (const reading of lookup.all()) {
        const document = holds(reading, uri) ? around.open.get(uri) : undefined;
        if (document) take(reading.repository, document);
        // a reading in progress may have begun with the text of before
        if (document || (reading === own && reading.isBusy())) reading.soon();
      }
    },
    closed(uri) {
      configurationIn(held, uri)?.changed();
      const reading = lookup.cached(uri);
      lookup.leave(uri);
      loose.forget(uri);
      for (const other of lookup.all()) {
        if (other === reading || !holds(other, uri)) continue;
        other.repository.stale.add(uri);
        other.soon();
      }
      if (!reading) return;
      reading.repository.stale.add(uri);
      reading.repository.alone.delete(uri);
      if (reading.surveyed || isUsed(held, reading)) reading.soon();
      else forget(held, reading);
    },
    async foldersChanged() {
      for (const reading of lookup.all()) reading.end();
      lookup.clear();
      survey.forget();
      const found = await Promise.all(around.openUris().map(uri => lookup.find(uri)));
      await Promise.all([...new Set(found)].map(async reading => reading?.now()));
    },
  };
}

function surveyedIn(held: Held): Surveyed {
  const { around, lookup, survey } = held;
  return {
    async survey(folders) {
      const starts = await around.busy('Looking for pipelines', survey.begin(folders));
      const before = lookup.all().filter(({ surveyed }) => surveyed);
      if (!starts) {
        // the settings by which their files are judged may have changed
        for (const { repository } of before) around.onRead(repository.folder);
        return;
      }
      for (const reading of before) {
        reading.surveyed = false;
        reading.repository.starts.clear();
      }
      await keep(held, [...starts, ...(await survey.among(around.openUris()))]);
      for (const reading of before) {
        if (reading.surveyed || lookup.at(reading.repository.folder) !== reading) continue;
        if (!isUsed(held, reading)) forget(held, reading);
        around.onRead(reading.repository.folder);
      }
    },
    surveyed(folder) {
      const reading = lookup.at(folder);
      return reading?.surveyed ? filesIn(reading.repository) : new Map();
    },
    async surveyedRunnerConfigs(folder) {
      const reading = lookup.at(folder);
      return reading?.surveyed ? reading.runnerConfigs.all() : [];
    },
  };
}

/** Reads the repositories of what a search found, and keeps them even without open files. */
async function keep(held: Held, starts: readonly Uri[]): Promise<void> {
  for (const reading of await mark(held, starts)) await reading.now();
}

/** The repositories of what a search found, from now on kept with these pipelines, which are still to be read. */
async function mark({ lookup }: Held, starts: readonly Uri[]): Promise<ReadonlySet<Reading>> {
  const found = await Promise.all(starts.map(async uri => ({ uri, reading: await lookup.find(uri) })));
  for (const { uri, reading } of found) {
    if (!reading) continue;
    reading.surveyed = true;
    if (isStart(uri)) reading.repository.starts.add(uri);
  }
  return new Set(found.flatMap(one => one.reading ?? []));
}

/** The configuration that a file contains, if its repository is kept. */
function configurationIn({ lookup }: Held, uri: Uri): HeldConfiguration | undefined {
  return lookup.all().find(({ configuration }) => configuration.uri === uri)?.configuration;
}

/**
 * Whether a pipeline of the repository has the file. A file can be in the pipelines of several: a folder of the workspace
 * within another one is a repository of its own, and the outer one may include its files.
 */
function holds({ repository }: Reading, uri: Uri): boolean {
  return projectsIn(repository).some(({ documents }) => documents.has(uri));
}

function isUsed({ around, lookup }: Held, reading: ConfiguredReading): boolean {
  return around.openUris().some(uri => lookup.cached(uri) === reading);
}

function forget({ lookup }: Held, reading: ConfiguredReading): void {
  reading.end();
  lookup.forget(reading);
}
