/** The repositories of the open files, found and read when the first of their files is opened. */
import type { Files } from '../ci/files.ts';
import type { Project } from '../ci/project.ts';
import type { Uri } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { configurationAt, type HeldConfiguration, type Values } from './configuration/held.ts';
import { existsPatterns, groundsOf, NO_GROUNDS, type Grounds } from './grounds.ts';
import { lookupOf, type RepositoryLookup } from './lookup.ts';
import { looseFiles, type Loose } from './loose.ts';
import { isYaml } from './paths.ts';
import { readingAt, REST, type Reading } from './reading.ts';
import { filesIn, isFull, ownersOf, patternsIn, projectsIn, take, useOf } from './repository.ts';
import type { WorkspaceEnvironment } from './environment.ts';
import { surveyOf, type Survey } from './survey.ts';

export interface Workspace extends Questions, Changes, Surveyed {}

/** What the workspace knows; nothing is read to answer. */
interface Questions {
  /** The pipelines in which an open document is judged, as far as they are known; never waits. */
  owners(document: SourceDocument): readonly Project[];
  /** All pipelines that are known next to those of the document. */
  all(document: SourceDocument): readonly Project[];
  /** All pipelines of all open files. */
  every(): readonly Project[];
  /** The YAML files of the repository that a file lies in; searched when first asked for, and after files changed. */
  paths(uri: Uri): Promise<readonly string[]>;
  /** What scenarios take from the repository of a file, as far as it is known; never waits. */
  grounds(uri: Uri): Grounds;
  /** What pipeline a file is a part of, in a sentence. */
  use(uri: Uri): string | undefined;
  /** What the configuration of the repository says that a file lies in. */
  configuration(uri: Uri): Promise<Values>;
  /** What all pipelines look for among files that are no YAML; those have to be watched as well. */
  sought(): readonly string[];
  /** Waits until nothing is being read. */
  settled(): Promise<void>;
}

/** What happens to files and folders. */
interface Changes {
  /** Reads what belongs to a file that was opened. */
  opened(uri: Uri): Promise<void>;
  /** Takes the new text of an open file; what other files have to do with it comes later. */
  edited(uri: Uri): void;
  closed(uri: Uri): void;
  /** Files on the disk are others now. */
  filesChanged(uris: readonly Uri[]): Promise<void>;
  foldersChanged(): Promise<void>;
}

interface Surveyed {
  /** Looks for pipelines in these folders of the workspace, and keeps them; those of other folders only where files are open. */
  survey(folders: readonly Uri[]): Promise<void>;
  /** The files of the pipelines of a repository that was looked for, with the pipelines that they belong to. */
  surveyed(folder: Uri): ReadonlyMap<Uri, readonly Project[]>;
}

/** A repository with its configuration. */
interface ConfiguredReading extends Reading {
  readonly configuration: HeldConfiguration;
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
    Object.assign(readingAt(folder, files, around), { configuration: configurationAt(folder, files, around) });
  const lookup = lookupOf({ filesOf, folders, hold });
  const held = { around, lookup, loose: looseFiles(around), survey: surveyOf(around) };
  return { ...questionsTo(held), ...changesOf(held), ...surveyedIn(held) };
}

function questionsTo({ lookup, loose }: Held): Questions {
  return {
    owners(document) {
      const reading = lookup.cached(document.uri);
      // found, but not read yet: what it says of its configuration comes first
      if (!reading?.repository.read) return [loose.of(document)];
      loose.forget(document.uri);
      return ownersOf(reading.repository, document);
    },
    all(document) {
      const reading = lookup.cached(document.uri);
      return reading ? projectsIn(reading.repository) : [loose.of(document)];
    },
    every: () => [...lookup.all().flatMap(({ repository }) => projectsIn(repository)), ...loose.all()],
    paths: async uri => lookup.cached(uri)?.paths() ?? [],
    grounds(uri) {
      const reading = lookup.cached(uri);
      return reading ? groundsOf(reading.repository) : NO_GROUNDS;
    },
    use(uri) {
      const reading = lookup.cached(uri);
      return reading && useOf(reading.repository, uri);
    },
    async configuration(uri) {
      // in which repository a folder lies is not looked for
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
      // what a variable stands for is another pattern each time
      return [...new Set(patterns.filter(pattern => !isYaml(pattern) && !pattern.includes('$')))];
    },
    async settled() {
      await Promise.all(lookup.all().map(reading => reading.settled()));
    },
  };
}

function changesOf(held: Held): Changes {
  const { around, lookup, loose, survey } = held;
  return {
    async opened(uri) {
      await (await lookup.find(uri))?.now();
    },
    edited(uri) {
      configurationIn(held, uri)?.changed(REST);
      const reading = lookup.cached(uri);
      if (!reading) return;
      const isHeld = projectsIn(reading.repository).some(({ documents }) => documents.has(uri));
      const document = isHeld ? around.open.get(uri) : undefined;
      if (!document) return;
      take(reading.repository, document);
      reading.soon();
    },
    closed(uri) {
      configurationIn(held, uri)?.changed();
      const reading = lookup.cached(uri);
      lookup.leave(uri);
      loose.forget(uri);
      if (!reading) return;
      reading.repository.stale.add(uri);
      reading.repository.alone.delete(uri);
      if (reading.surveyed || isUsed(held, reading)) reading.soon();
      else forget(held, reading);
    },
    async filesChanged(uris) {
      for (const uri of uris) if (around.text(uri) === undefined) configurationIn(held, uri)?.changed();
      await keep(held, await survey.among(uris));
      await Promise.all(lookup.all().map(reading => reading.filesChanged(uris)));
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
        // the settings by which their files are judged may be others
        for (const { repository } of before) around.onRead(repository.folder);
        return;
      }
      for (const reading of before) {
        reading.surveyed = false;
        reading.repository.starts.clear();
      }
      await keep(held, starts);
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
  };
}

/** Reads the pipelines that a search found, and keeps them without open files. */
async function keep({ around, lookup }: Held, starts: readonly Uri[]): Promise<void> {
  const found = await Promise.all(starts.map(async uri => ({ uri, reading: await lookup.find(uri) })));
  for (const { uri, reading } of found) {
    if (!reading) continue;
    reading.surveyed = true;
    reading.repository.starts.add(uri);
  }
  for (const reading of new Set(found.flatMap(one => one.reading ?? []))) {
    await reading.now();
    if (isFull(reading.repository))
      around.warn(`${reading.repository.folder} has more pipelines than are followed; some of them are left out.`);
  }
}

/** The configuration that is written in a file, where a repository is held that has it. */
function configurationIn({ lookup }: Held, uri: Uri): HeldConfiguration | undefined {
  return lookup.all().find(({ configuration }) => configuration.uri === uri)?.configuration;
}

function isUsed({ around, lookup }: Held, reading: ConfiguredReading): boolean {
  return around.openUris().some(uri => lookup.cached(uri) === reading);
}

function forget({ lookup }: Held, reading: ConfiguredReading): void {
  reading.end();
  lookup.forget(reading);
}
