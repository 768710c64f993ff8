/**
 * The settings of a document: pulled from the client and cached until they change; what is null or malformed has its
 * default.
 */
import type { Inheritance } from '../ci/merge.ts';
import { readFileSettings, type FileSettings } from '../features/recognise.ts';
import { USUAL_GRACE } from '../picture/stop/stop.ts';
import { NEWEST } from '../readings/version.ts';
import { readForms, type ReadForms } from '../simulation/scenario-form.ts';
import { isRecord } from './values.ts';
import { readJudgement, type Level } from '../workspace/configuration/judgement.ts';
import { faultsOfSettings } from './settings-schema.ts';
import { layered, sectionAtStart, sectionIn, type FormedSection, type Section } from './settings-form.ts';

export interface Settings {
  readonly files: FileSettings;
  /** Severity by code, only where it differs from the default. */
  readonly rules: Readonly<Record<string, Level>>;
  /** The GitLab that files are written for, such as `18.11`. */
  readonly gitlabVersion: string;
  /** How the hooks of `default:` and of a job are merged, in everything that is shown and judged. */
  readonly inheritance: Inheritance;
  /** The files whose problems are reported: open files, or all of the workspace. */
  readonly problemsOf: 'open' | 'all';
  /** Whether variables that GitLab sets are offered; a client decides what `auto` means. */
  readonly predefined: 'on' | 'off';
  /** Which lenses are shown. */
  readonly lenses: {
    readonly origins: boolean;
    readonly uses: boolean;
    readonly scenario: boolean;
    readonly preview: boolean;
  };
  /** How many seconds Kubernetes waits before it kills a pod that is being stopped. */
  readonly gracePeriod: number;
  /** Tags of runners that do not use Kubernetes. */
  readonly otherTags: readonly string[];
  /** Which inlay hints are shown. */
  readonly hints: { readonly durations: boolean; readonly includes: boolean };
  /** The scenarios that a team shares. */
  readonly scenarios: ReadForms;
  /** Whether jobs that the active scenario leaves out are faded. */
  readonly fadeJobsLeftOut: boolean;
  /** Whether we also report YAML syntax errors, since no other tool does. */
  readonly readsYaml: boolean;
  /** The shellcheck to start, if a person switched it on: its name or absolute path. */
  readonly shellcheck: string | undefined;
}

export interface SettingsStore {
  /** The settings of a document if they have been pulled already. */
  cached(uri: string): Settings | undefined;
  of(uri: string): Promise<Settings>;
  /** Clears the cache; a given value holds for clients that cannot be asked. */
  changed(pushed?: unknown): void;
  closed(uri: string): void;
}

export type Pull = (uri: string) => Promise<unknown>;

/** Reads settings from whatever a client sends, completed by what the repository says. */
export function readSettings(raw: unknown, shared: Section = {}): Settings {
  const section = record(raw);
  const lens = record(section['lens']);
  const hints = record(section['inlayHints']);
  const { gitlabVersion: version, hooks, kubernetes } = shared;
  const both = layered({ gitlabVersion: version, hooks, kubernetes }, section);
  const {
    gitlabVersion = NEWEST,
    inheritance = 'replace',
    gracePeriod = USUAL_GRACE,
    otherTags = [],
    rules,
  } = readJudgement(both);
  return {
    files: {
      ...readFileSettings(section['files']),
      ...(shared['files'] !== undefined && { shared: readFileSettings(shared['files']) }),
    },
    rules: { ...readJudgement(shared).rules, ...yamlSyntax(section['yamlSyntax']), ...rules },
    gitlabVersion,
    inheritance,
    problemsOf: record(section['problems'])['files'] === 'all' ? 'all' : 'open',
    predefined: record(section['completion'])['variables'] === 'off' ? 'off' : 'on',
    gracePeriod,
    otherTags,
    lenses: {
      origins: lens['origins'] !== false,
      uses: lens['uses'] !== false,
      scenario: lens['scenario'] !== false,
      preview: lens['preview'] !== false,
    },
    hints: { durations: hints['durations'] !== false, includes: hints['includes'] !== false },
    scenarios: readForms(withShared(shared['scenarios'], section['scenarios'])),
    fadeJobsLeftOut: record(section['scenario'])['fadeJobsLeftOut'] === true,
    readsYaml: section['yamlSyntax'] !== 'off',
    shellcheck: shellcheckIn(section['shellcheck']),
  };
}

/** The scenarios of the repository, then those of the client: of two with the same name, the last one counts. */
function withShared(shared: unknown, own: unknown): unknown {
  if (!Array.isArray(shared)) return own;
  return Array.isArray(own) ? [...(shared as unknown[]), ...(own as unknown[])] : shared;
}

export interface SettingsSource {
  /** Asks the client; missing if it cannot be asked. */
  readonly pull?: Pull | undefined;
  /** The options with which the client started the server. */
  readonly atStart?: unknown;
  /** The configuration of a file's repository. */
  readonly shared?: (uri: string) => Promise<Section>;
  /** Gets a message about what is not understood. */
  readonly log: (message: string) => void;
}

/**
 * The store of settings: what a client answers overrides what it pushes, and that overrides what it gave at the start.
 */
export function settingsStore({ pull, atStart, shared, log }: SettingsSource): SettingsStore {
  const told = new Set<string>();
  const understood = ({ section, strange }: FormedSection): Section => {
    for (const fault of [...strange, ...faultsOfSettings(section)]) {
      if (!told.has(fault)) log(fault);
      told.add(fault);
    }
    return section;
  };
  const given = understood(sectionAtStart(atStart));
  let common = given;
  const pulled = new Map<string, Promise<Settings>>();
  const arrived = new Map<string, Settings>();
  const last = new Map<string, Settings>();
  /** Returns the previous object if nothing changed, so that what was judged with it stays valid. */
  const taken = (uri: string, settings: Settings): Settings => {
    const same = sameOr(last.get(uri), settings);
    last.set(uri, same);
    return same;
  };
  const asked = async (uri: string): Promise<Section> => (pull ? understood(sectionIn(await pull(uri))) : {});
  const ask = (uri: string): Promise<Settings> => {
    const silent = (): Section => ({});
    const both = Promise.all([asked(uri).catch(silent), Promise.resolve(shared?.(uri)).catch(silent)]);
    const answer = both.then(([section, said]) => taken(uri, readSettings(layered(common, section), said)));
    pulled.set(uri, answer);
    void answer.then(settings => {
      if (pulled.get(uri) === answer) arrived.set(uri, settings);
    });
    return answer;
  };
  return {
    cached: uri => arrived.get(uri),
    of: uri => pulled.get(uri) ?? ask(uri),
    changed(pushed) {
      if (pushed !== undefined && pushed !== null) common = layered(given, understood(sectionIn(pushed)));
      pulled.clear();
      arrived.clear();
    },
    closed(uri) {
      for (const map of [pulled, arrived, last]) map.delete(uri);
    },
  };
}

function sameOr(before: Settings | undefined, now: Settings): Settings {
  return before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Only a client says so: nothing in a repository can start a program. */
function shellcheckIn(value: unknown): string | undefined {
  const { enabled, path } = record(value);
  if (enabled !== true) return undefined;
  return typeof path === 'string' && path.trim() !== '' ? path.trim() : 'shellcheck';
}

/** YAML syntax errors can be left to other YAML tools; a client decides what `auto` means. */
function yamlSyntax(value: unknown): Readonly<Record<string, Level>> {
  return value === 'off' ? { 'yaml-syntax': 'off' } : {};
}
