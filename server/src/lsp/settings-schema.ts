/**
 * The form of the settings that clients send: those that a repository can give as well, and those that only a person
 * can. Editors with a schema of their own check them while they are written; for all others, mistakes are logged.
 */
import { CONFIGURATION_SCHEMA, type ConfigurationSchema } from '../workspace/configuration/schema.ts';
import { faultsIn } from '../workspace/configuration/validate.ts';
import { isRecord } from './values.ts';

const SWITCH: ConfigurationSchema = { type: 'boolean' };
const TEXT: ConfigurationSchema = { type: 'string' };

/** A client that knows no other tool decides itself, so that `auto` is on. */
const AUTOMATIC: ConfigurationSchema = { enum: ['auto', 'on', 'off'], type: 'string' };

const PROPERTIES: Readonly<Record<string, ConfigurationSchema>> = {
  ...CONFIGURATION_SCHEMA.properties,
  yamlSyntax: AUTOMATIC,
  problems: group({ files: { type: 'string', enum: ['open', 'all'] } }),
  completion: group({ variables: AUTOMATIC }),
  lens: group({ origins: SWITCH, uses: SWITCH, preview: SWITCH, scenario: SWITCH }),
  inlayHints: group({ durations: SWITCH, includes: SWITCH }),
  shellcheck: group({ enabled: SWITCH, path: TEXT }),
  scenario: group({ fadeJobsLeftOut: SWITCH }),
  // read by the client only
  quietYamlExtension: SWITCH,
  trace: group({ server: TEXT }),
};

const SCHEMA: ConfigurationSchema = { type: 'object', properties: PROPERTIES };

/** The first names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(PROPERTIES);

/** What is wrong with the values of settings, as sentences; null counts as not given. */
export function faultsOfSettings(section: Readonly<Record<string, unknown>>): readonly string[] {
  return faultsIn(withoutNulls(section), SCHEMA).map(({ message }) => `A setting is left out: ${message}`);
}

function group(properties: Readonly<Record<string, ConfigurationSchema>>): ConfigurationSchema {
  return { type: 'object', properties, additionalProperties: false };
}

function withoutNulls(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const given = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(given.map(([key, one]) => [key, withoutNulls(one)]));
}
