/** The repositories that a search of the workspace folders found: they are kept without open files, too. */
import { isStart, type Project } from '../ci/project.ts';
import type { RunnerConfig } from '../runner-config/read.ts';
import type { Uri } from '../text/span.ts';
import type { Reading } from './reading.ts';
import { filesIn } from './repository.ts';
import { forget, isUsed, type WorkspaceState } from './state.ts';

export interface Surveyed {
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

export function surveyedIn(held: WorkspaceState): Surveyed {
  const { around, lookup, survey, left } = held;
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
        left.add(reading.repository.folder);
      }
      for (const folder of left) if (lookup.at(folder)?.surveyed !== true) around.onRead(folder);
      left.clear();
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
export async function keep(held: WorkspaceState, starts: readonly Uri[]): Promise<void> {
  for (const reading of await mark(held, starts)) await reading.now();
}

/** The repositories of what a search found, from now on kept with these pipelines, which are still to be read. */
export async function mark({ lookup, survey }: WorkspaceState, starts: readonly Uri[]): Promise<ReadonlySet<Reading>> {
  const found = await Promise.all(starts.map(async uri => ({ uri, reading: await lookup.find(uri) })));
  const wanted = found.filter(({ uri }) => survey.isInside(uri));
  for (const { uri, reading } of wanted) {
    if (!reading) continue;
    reading.surveyed = true;
    if (isStart(uri)) reading.repository.starts.add(uri);
  }
  return new Set(wanted.flatMap(one => one.reading ?? []));
}
