/** What `.gitlab-ci-tools.yml` says about a `check`: where the command line speaks too, that wins. */
import { join } from 'node:path';
import schema from '../../../../schemas/gitlab-ci-tools.schema.json';
import { oneLine } from '../../text/shown.ts';
import { readFileSettings, type FileSettings } from '../../features/recognise.ts';
import { versionOf } from '../../readings/version.ts';
import { uriOfPath } from '../../text/uri.ts';
import { CONFIGURATION_FILE, readConfiguration } from '../../workspace/configuration/read.ts';
import { diskFiles } from '../files.ts';
import type { CheckOptions } from './check-options.ts';
import type { Io } from './io.ts';

export interface Configured {
  readonly options: CheckOptions;
  readonly files: FileSettings;
  /** Whether all of the file could be read. */
  readonly isSound: boolean;
}

/** The options with what the repository says. */
export async function withConfiguration(options: CheckOptions, top: string, io: Io): Promise<Configured> {
  const read = await diskFiles(top).read(uriOfPath(join(top, CONFIGURATION_FILE)));
  if (typeof read !== 'string') {
    if (read.failed === 'missing') return { options, files: readFileSettings(undefined), isSound: true };
    io.err(`${CONFIGURATION_FILE}: the file cannot be read (${read.failed}).\n`);
    return { options, files: readFileSettings(undefined), isSound: false };
  }
  const { values, problems } = readConfiguration(read, schema);
  for (const { line, column, message } of problems)
    io.err(`${CONFIGURATION_FILE}:${line}:${column}: ${oneLine(message)}\n`);
  return {
    options: merged(options, values),
    files: readFileSettings(values['files']),
    isSound: problems.every(({ isUnknownKey }) => isUnknownKey),
  };
}

function merged(options: CheckOptions, values: Readonly<Record<string, unknown>>): CheckOptions {
  const { gitlabVersion, rules, hooks, files } = values as Shape;
  const version = gitlabVersion === undefined ? undefined : versionOf(gitlabVersion);
  return {
    ...options,
    ...(options.gitlabVersion === undefined && version !== undefined && { gitlabVersion: version }),
    ...(options.inheritance === undefined && hooks?.inheritance && { inheritance: hooks.inheritance }),
    rules: { ...rules, ...options.rules },
    exclude: [...options.exclude, ...(files?.exclude ?? [])],
  };
}

/** What the schema, against which the file was held, makes of these keys. */
interface Shape {
  readonly gitlabVersion?: string;
  readonly rules?: NonNullable<CheckOptions['rules']>;
  readonly hooks?: { readonly inheritance?: NonNullable<CheckOptions['inheritance']> };
  readonly files?: { readonly exclude?: readonly string[] };
}
