/** What the parts of the workspace share. */
import type { Uri } from '../text/span.ts';
import type { HeldConfiguration } from './configuration/held.ts';
import type { WorkspaceEnvironment } from './environment.ts';
import type { RepositoryLookup } from './lookup.ts';
import type { Loose } from './loose.ts';
import type { Reading } from './reading.ts';
import type { RunnerConfigs } from './runner-configs.ts';
import type { Survey } from './survey.ts';

/** A repository with its configuration. */
export interface ConfiguredReading extends Reading {
  readonly configuration: HeldConfiguration;
  readonly runnerConfigs: RunnerConfigs;
}

export interface WorkspaceState {
  readonly around: WorkspaceEnvironment;
  readonly lookup: RepositoryLookup<ConfiguredReading>;
  readonly loose: Loose;
  readonly survey: Survey;
  /** Searched repositories that were given up since the last search, of which problems may be shown. */
  readonly left: Set<Uri>;
}

/** Whether a file of the repository is open. */
export function isUsed({ around, lookup }: WorkspaceState, reading: ConfiguredReading): boolean {
  return around.openUris().some(uri => lookup.cached(uri) === reading);
}

/** Reads the repository no more. */
export function forget({ lookup }: WorkspaceState, reading: ConfiguredReading): void {
  reading.end();
  lookup.forget(reading);
}
