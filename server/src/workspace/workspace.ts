/** The repositories of the open files, found and read when the first of their files is opened. */
import type { Files } from '../ci/files.ts';
import type { Project } from '../ci/project.ts';
import type { RunnerConfig } from '../runner-config/read.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { foldersIn } from './concerning.ts';
import { configurationAt, type HeldConfiguration, type Values } from './configuration/held.ts';
import { existsPatterns, groundsOf, NO_GROUNDS, type Grounds } from './grounds.ts';
import { lookupOf } from './lookup.ts';
import { looseFiles } from './loose.ts';
import { isYaml } from './paths.ts';
import { readingAt, REST, type Reading } from './reading.ts';
import { filesReadIn, ownersOf, patternsIn, projectsIn, take, useOf, wants } from './repository.ts';
import { restAround, type Rested, type RestingAsks } from './resting.ts';
import { runnerConfigsAt } from './runner-configs.ts';
import type { WorkspaceEnvironment } from './environment.ts';
import { forget, isUsed, type ConfiguredReading, type WorkspaceState } from './state.ts';
import { surveyOf } from './survey.ts';
import { keep, mark, surveyedIn, type Surveyed } from './surveyed.ts';

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
  /** The patterns of what has to be watched besides YAML files: what pipelines look for, and the folders of their files. */
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

export function workspaceOf(around: WorkspaceEnvironment): Workspace {
  const { filesOf, folders } = around;
  const hold = (folder: Uri, files: Files): ConfiguredReading =>
    Object.assign(readingAt(folder, files, around), {
      configuration: configurationAt(folder, files, around),
      runnerConfigs: runnerConfigsAt(folder, files, around),
    });
  const lookup = lookupOf({ filesOf, folders, hold });
  const held = { around, lookup, loose: looseFiles(around), survey: surveyOf(around), left: new Set<Uri>() };
  const rest: Workspace['rest'] = (uri, asks) => restAround(lookup.all(), uri, asks);
  return { ...questionsTo(held), ...changesOf(held), ...surveyedIn(held), rest };
}

function questionsTo({ around, lookup, loose }: WorkspaceState): Questions {
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
    sought: () => soughtIn(lookup.all()),
    async settled() {
      const ofOpen = await Promise.all(around.openUris().map(uri => lookup.find(uri)));
      for (const reading of new Set(ofOpen)) if (reading && !reading.repository.read) void reading.now();
      await Promise.all(lookup.all().map(reading => reading.settled()));
    },
  };
}

function changesOf(held: WorkspaceState): Changes {
  const { around, lookup, loose, survey, left } = held;
  const filesChanged = async (uris: readonly Uri[], comings?: readonly Uri[]): Promise<void> => {
    for (const uri of uris) if (around.text(uri) === undefined) configurationIn(held, uri)?.changed();
    for (const reading of lookup.all()) reading.runnerConfigs.filesChanged(uris);
    await keep(held, await survey.among(uris));
    await Promise.all(lookup.all().map(reading => reading.filesChanged(uris, comings)));
  };
  return {
    filesChanged,
    async lookAgain(uri) {
      const reading = lookup.cached(uri);
      // of one that is about to be read, nothing is old
      if (!reading?.repository.read) return;
      reading.runnerConfigs.forget();
      await filesChanged(filesReadIn(reading.repository));
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
      for (const reading of lookup.all()) {
        reading.end();
        if (reading.surveyed) left.add(reading.repository.folder);
      }
      lookup.clear();
      survey.forget();
      const found = await Promise.all(around.openUris().map(uri => lookup.find(uri)));
      await Promise.all([...new Set(found)].map(async reading => reading?.now()));
    },
  };
}

/** The configuration that a file contains, if its repository is kept. */
function configurationIn({ lookup }: WorkspaceState, uri: Uri): HeldConfiguration | undefined {
  return lookup.all().find(({ configuration }) => configuration.uri === uri)?.configuration;
}

/**
 * Whether a pipeline of the repository has the file. A file can be in the pipelines of several: a folder of the workspace
 * within another one is a repository of its own, and the outer one may include its files.
 */
function holds({ repository }: Reading, uri: Uri): boolean {
  return projectsIn(repository).some(({ documents }) => documents.has(uri));
}

function soughtIn(readings: readonly ConfiguredReading[]): readonly string[] {
  const patterns = readings.flatMap(({ repository }) => [
    ...patternsIn(repository),
    ...projectsIn(repository).flatMap(project => existsPatterns(project)),
  ]);
  const folders = readings.flatMap(({ repository, runnerConfigs }) => [...foldersIn(repository, runnerConfigs.uris())]);
  // a variable would make a different pattern each time
  const files = patterns.filter(pattern => !isYaml(pattern) && !pattern.includes('$'));
  return [...new Set([...files, ...folders.map(literal)])];
}

/** The glob of a path: what means something in globs is any character in it. */
function literal(path: string): string {
  return path.replaceAll(/[*?[\]{}!\\]/g, '?');
}
