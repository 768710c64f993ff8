/** What `.gitlab-ci-tools.yml` says about a repository; options of the command line override it. */
import { join } from 'node:path';
import { oneLine } from '../../text/shown.ts';
import { readFileSettings, type FileSettings } from '../../features/recognise.ts';
import { readForms, type ScenarioForm } from '../../simulation/scenario-form.ts';
import { uriOfPath } from '../../text/uri.ts';
import { readConfiguration } from '../../workspace/configuration/read.ts';
import { AT_ONCE } from '../disk-calls.ts';
import { diskFiles } from '../files.ts';
import type { CheckOptions } from './check-options.ts';
import type { Io } from './io.ts';
import { CONFIGURATION_FILE } from '../../features/recognise/names.ts';
import { readJudgement, type JudgementOptions } from '../../workspace/configuration/judgement.ts';

/** The configuration of a repository, for all commands. */
export interface SharedConfiguration {
  readonly judgement: JudgementOptions;
  readonly files: FileSettings;
  readonly scenarios: readonly ScenarioForm[];
  /** Whether all of the file could be read. */
  readonly isSound: boolean;
}

/** Reads it from the root of a repository, and reports its problems. */
export async function sharedAt(top: string, io: Io): Promise<SharedConfiguration> {
  const read = await diskFiles(top, AT_ONCE).read(uriOfPath(join(top, CONFIGURATION_FILE)));
  if (typeof read === 'string') return sharedIn(read, io);
  const isSound = read.failed === 'missing';
  if (!isSound) io.err(`${CONFIGURATION_FILE}: the file cannot be read (${read.failed}).\n`);
  return { judgement: {}, files: readFileSettings(undefined), scenarios: [], isSound };
}

/**
 * The same for the files of one command: the configuration of a repository is read, and its problems reported, only
 * once.
 */
export function sharedOnce(io: Io): (top: string) => Promise<SharedConfiguration> {
  const cache = new Map<string, Promise<SharedConfiguration>>();
  return top => {
    const shared = cache.get(top) ?? sharedAt(top, io);
    cache.set(top, shared);
    return shared;
  };
}

function sharedIn(text: string, io: Io): SharedConfiguration {
  const { values, problems } = readConfiguration(text);
  for (const { line, column, message } of problems)
    io.err(`${CONFIGURATION_FILE}:${line}:${column}: ${oneLine(message)}\n`);
  return {
    judgement: readJudgement(values),
    files: readFileSettings(values['files']),
    scenarios: readForms(values['scenarios']).forms,
    isSound: problems.every(({ isUnknownKey }) => isUnknownKey),
  };
}

export interface Configured extends Pick<SharedConfiguration, 'files' | 'isSound'> {
  readonly options: CheckOptions;
}

/** The options of a `check`, completed by the configuration of the repository. */
export async function withConfiguration(options: CheckOptions, top: string, io: Io): Promise<Configured> {
  const { judgement, files, isSound } = await sharedAt(top, io);
  const merged = {
    ...judgement,
    ...options,
    rules: { ...judgement.rules, ...options.rules },
    exclude: [...options.exclude, ...files.exclude],
  };
  return { options: merged, files, isSound };
}
