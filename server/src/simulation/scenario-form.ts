/** Scenarios as people write them, in settings and on the command line: the differences from a usual one. */
import { settingsOf } from './event.ts';
import { flagOf, objectOf, textMapOf, textOf, textsOf, type JsonObject } from './json.ts';
import type { SettingsVariable } from './scenario.ts';

export interface ScenarioForm {
  readonly name?: string | undefined;
  /** The name of a usual scenario; by default, the one that fits the source best. */
  readonly basedOn?: string | undefined;
  readonly source?: string | undefined;
  /** A branch or tag; for a merge request, its source branch. */
  readonly ref?: string | undefined;
  readonly targetBranch?: string | undefined;
  readonly changed?: readonly string[] | undefined;
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** Variables that the settings of the project define. */
  readonly projectVariables?: Readonly<Record<string, SettingsVariable>> | undefined;
  /** Inputs of the pipeline: JSON, or a text that GitLab converts to the type of the input. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly protected?: boolean | undefined;
  readonly commitMessage?: string | undefined;
}

export interface ReadForms {
  readonly forms: readonly ScenarioForm[];
  /** What could not be understood, as sentences. */
  readonly faults: readonly string[];
}

const KINDS: Readonly<Record<keyof ScenarioForm, { readonly is: (value: unknown) => boolean; readonly what: string }>> =
  {
    name: { is: isText, what: 'a text' },
    basedOn: { is: isText, what: 'the name of a scenario' },
    source: { is: isText, what: 'a text' },
    ref: { is: isText, what: 'the name of a branch or tag' },
    targetBranch: { is: isText, what: 'the name of a branch' },
    changed: { is: value => Array.isArray(value) && value.every(isText), what: 'a list of paths' },
    variables: { is: isTextMap, what: 'an object with a text for each name' },
    projectVariables: { is: value => objectOf(value) !== undefined, what: 'an object with a value for each name' },
    inputs: { is: value => objectOf(value) !== undefined, what: 'an object with a value for each input' },
    protected: { is: value => typeof value === 'boolean', what: 'true or false' },
    commitMessage: { is: isText, what: 'a text' },
  };

/** Reads a list of any content; a scenario without a name is left out. */
export function readForms(raw: unknown): ReadForms {
  if (raw === undefined || raw === null) return { forms: [], faults: [] };
  if (!Array.isArray(raw)) return { forms: [], faults: ['The scenarios are not a list.'] };
  const read = raw.map((one: unknown, index) => readForm(one, `Scenario ${index + 1}`));
  return {
    forms: read.flatMap(({ form }) => (form?.name === undefined ? [] : [form])),
    faults: read.flatMap(({ faults }) => faults),
  };
}

function readForm(raw: unknown, title: string): { readonly form?: ScenarioForm; readonly faults: readonly string[] } {
  const held = objectOf(raw);
  if (!held) return { faults: [`${title} is not an object.`] };
  const name = textOf(held.name);
  const shown = name === undefined ? title : `The scenario \`${name}\``;
  const nameless = name === undefined && held.name === undefined ? [`${title} has no \`name\`.`] : [];
  return { form: formOf(held), faults: [...nameless, ...Object.keys(held).flatMap(key => faultOf(key, held, shown))] };
}

function faultOf(key: string, held: JsonObject, title: string): readonly string[] {
  if (!isKey(key)) return [`${title} has a key \`${key}\`, which means nothing here; there are ${KEYS.join(', ')}.`];
  return KINDS[key].is(held[key]) ? [] : [`${title} has a \`${key}\` that is not ${KINDS[key].what}.`];
}

function isKey(key: string): key is keyof ScenarioForm {
  return Object.hasOwn(KINDS, key);
}

const KEYS = Object.keys(KINDS);

/** Values of the wrong type are left out. */
function formOf(held: JsonObject): ScenarioForm {
  return {
    name: textOf(held.name),
    basedOn: textOf(held.basedOn),
    source: textOf(held.source),
    ref: textOf(held.ref),
    targetBranch: textOf(held.targetBranch),
    changed: textsOf(held.changed),
    variables: held.variables === undefined ? undefined : textMapOf(held.variables),
    projectVariables: held.projectVariables === undefined ? undefined : settingsOf(held.projectVariables),
    inputs: objectOf(held.inputs),
    protected: flagOf(held.protected),
    commitMessage: textOf(held.commitMessage),
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTextMap(value: unknown): boolean {
  const held = objectOf(value);
  return held !== undefined && Object.keys(textMapOf(held)).length === Object.keys(held).length;
}
