/** Asks the user for a scenario: its name, what starts it, on which ref, with which inputs, variables and changed files. */
import { extensions, l10n, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import type {
  FieldVariable,
  ScenarioAnswer,
  ScenarioFieldsAnswer,
  ScenarioForm,
} from '../../server/src/lsp/requests.ts';
import { inert } from './inert.ts';
import { workflowOf } from './scenario-rows.ts';

/** The form, with the active scenario as a start; nothing if the user cancels. */
export async function describeScenario(
  { scenarios, inForce }: ScenarioAnswer,
  { refs, ...fields }: ScenarioFieldsAnswer,
  known: ScenarioForm | undefined,
  file: Uri,
): Promise<ScenarioForm | undefined> {
  const name = await window.showInputBox({
    title: title(),
    prompt: l10n.t('Name of the scenario'),
    value: known?.name ?? l10n.t('my {0}', inForce),
  });
  if (!name) return undefined;
  const usual = scenarios.filter(({ from }) => from === 'usual');
  const basedOn = await choose(
    l10n.t('What starts the pipeline'),
    usual.map(one => ({ label: one.name, description: one.about, ...workflowOf(one) })),
    known?.basedOn ?? inForce,
  );
  const base = usual.find(one => one.name === basedOn);
  if (basedOn === undefined) return undefined;
  const first = known?.ref ?? base?.ref;
  const ref = await chooseOrType(l10n.t('Branch or tag'), [
    ...new Set([...(first === undefined ? [] : [first]), ...refs]),
  ]);
  if (ref === undefined) return undefined;
  const rest = await askValues(fields, known, file);
  return rest && { name, basedOn, ...rest, ...(ref !== base?.ref && { ref }) };
}

async function askValues(
  fields: Omit<ScenarioFieldsAnswer, 'refs'>,
  known: ScenarioForm | undefined,
  file: Uri,
): Promise<Pick<ScenarioForm, 'inputs' | 'variables' | 'changed'> | undefined> {
  const before = textsOf(known?.inputs ?? {});
  const inputs = fields.inputs.length === 0 ? before : await askFields(inputsKind(), fields.inputs, before);
  const variables = inputs && (await askFields(variablesKind(), fields.variables, known?.variables ?? {}));
  const changed = variables && (await askChanged(known?.changed, file));
  if (!inputs || !changed) return undefined;
  return {
    ...(Object.keys(inputs).length > 0 && { inputs }),
    variables,
    ...(changed !== 'unknown' && { changed }),
  };
}

/** As a person types them: GitLab converts a text to the type of the input. */
function textsOf(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const pairs = Object.entries(inputs).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>;
}

/** A kind of fields, and how it is written. */
interface Kind {
  readonly sign: string;
  readonly placeHolder: string;
  /** For the name of one that is not offered. */
  readonly prompt: string;
}

function inputsKind(): Kind {
  const placeHolder = l10n.t('Inputs of the pipeline: choose one to set it');
  return { sign: '', placeHolder, prompt: l10n.t('Name of the input') };
}

function variablesKind(): Kind {
  const placeHolder = l10n.t('Variables of the run: choose one to set it');
  return { sign: '$', placeHolder, prompt: l10n.t('Name of the variable') };
}

function title(): string {
  return l10n.t('GitLab CI: Edit Scenario');
}

async function choose(placeHolder: string, rows: readonly QuickPickItem[], first: string): Promise<string | undefined> {
  const sorted = rows.toSorted((a, b) => Number(b.label === first) - Number(a.label === first));
  return (await window.showQuickPick(sorted, { title: title(), placeHolder, matchOnDescription: true }))?.label;
}

function otherOne(): string {
  return l10n.t('Another one…');
}

async function chooseOrType(prompt: string, offers: readonly string[]): Promise<string | undefined> {
  const picked = await chooseTypeOrUnset(prompt, offers, '', false);
  return picked === UNSET ? undefined : picked;
}

type Row = QuickPickItem & { readonly answer: string | typeof TYPED | typeof UNSET };

/** One of the offers, or what the person types; `canUnset` also offers to have no value. */
async function chooseTypeOrUnset(
  prompt: string,
  offers: readonly string[],
  value: string,
  canUnset: boolean,
): Promise<string | typeof UNSET | undefined> {
  const rows: readonly Row[] = [
    ...offers.map(offer => ({ label: inert(offer), answer: offer })),
    { label: otherOne(), answer: TYPED, ...(canUnset && { description: inert(value) }) },
    ...(canUnset ? [{ label: `$(trash) ${l10n.t('Not set')}`, answer: UNSET } as const] : []),
  ];
  const picked = await window.showQuickPick(rows, { title: title(), placeHolder: prompt });
  return picked?.answer === TYPED ? window.showInputBox({ title: title(), prompt, value }) : picked?.answer;
}

const TYPED = Symbol('typed');

/** Asks for fields one after the other, until the user is done. */
async function askFields(
  kind: Kind,
  fields: readonly FieldVariable[],
  before: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const values = new Map(Object.entries(before));
  for (;;) {
    const names = [...new Set([...values.keys(), ...fields.map(({ name }) => name)])];
    const fieldOf = (name: string | undefined) => fields.find(field => field.name === name);
    const rows = names.map(name => rowFor(`${kind.sign}${name}`, name, fieldOf(name), values.get(name)));
    const done = { label: `$(check) ${l10n.t('Done')}`, name: undefined };
    const other = { label: `$(add) ${otherOne()}`, name: '' };
    const picked = await window.showQuickPick<QuickPickItem & { readonly name: string | undefined }>(
      [done, ...rows, other],
      { title: title(), placeHolder: kind.placeHolder, matchOnDescription: true },
    );
    if (!picked) return undefined;
    if (picked.name === undefined) return Object.fromEntries(values);
    const name = picked.name || (await window.showInputBox({ title: title(), prompt: kind.prompt }));
    const value = name ? await askValue(`${kind.sign}${name}`, fieldOf(name), values.get(name)) : undefined;
    if (!name || value === undefined) continue;
    if (value === UNSET) values.delete(name);
    else values.set(name, value);
  }
}

/** What a person chooses to take a value away again. */
const UNSET = Symbol('unset');

function rowFor(shown: string, name: string, field: FieldVariable | undefined, value: string | undefined) {
  const usual = field?.value === undefined ? '' : l10n.t('{0} by the file', field.value);
  const detail = field?.description === undefined ? {} : { detail: inert(field.description) };
  return { label: inert(shown), description: inert(value === undefined ? usual : `= ${value}`), ...detail, name };
}

/** One that has a value can also be taken away. */
async function askValue(
  shown: string,
  field: FieldVariable | undefined,
  before: string | undefined,
): Promise<string | typeof UNSET | undefined> {
  const value = before ?? field?.value ?? '';
  const prompt = l10n.t('Value of {0}', inert(shown));
  if (before === undefined && !field?.options) return window.showInputBox({ title: title(), prompt, value });
  return chooseTypeOrUnset(prompt, field?.options ?? [], value, before !== undefined);
}

/** The changed files: of the working tree, typed, or unknown. */
async function askChanged(
  before: readonly string[] | undefined,
  file: Uri,
): Promise<readonly string[] | 'unknown' | undefined> {
  const tree = changedInWorkingTree(file);
  const rows = [
    ...(before ? [{ label: l10n.t('As before: {0} files', before.length), answer: before }] : []),
    {
      label: l10n.t('Not known'),
      description: l10n.t('rules with changes depend on them'),
      answer: 'unknown' as const,
    },
    ...(tree ? [{ label: l10n.t('Those of the working tree: {0} files', tree.length), answer: tree }] : []),
    { label: l10n.t('Type them…'), answer: undefined },
  ];
  const picked = await window.showQuickPick(rows, { title: title(), placeHolder: l10n.t('Changed files') });
  if (!picked) return undefined;
  if (picked.answer !== undefined) return picked.answer;
  const typed = await window.showInputBox({
    title: title(),
    prompt: l10n.t('Paths from the root of the repository, with commas between'),
    value: before?.join(', ') ?? '',
  });
  return typed
    ?.split(',')
    .map(path => path.trim())
    .filter(Boolean);
}

/** The part of the built-in Git extension's API that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(
      uri: Uri,
    ): { readonly rootUri: Uri; readonly state: Record<(typeof LISTS)[number], readonly Change[] | undefined> } | null;
  };
}
interface Change {
  readonly uri: Uri;
}
const LISTS = ['indexChanges', 'workingTreeChanges', 'untrackedChanges'] as const;

/** Asks that extension only if it is already active. */
function changedInWorkingTree(file: Uri): readonly string[] | undefined {
  const git = extensions.getExtension<GitExtension>('vscode.git');
  if (!git?.isActive || !workspace.isTrusted) return undefined;
  try {
    const repository = git.exports.getAPI(1).getRepository(file);
    if (!repository) return undefined;
    const root = `${repository.rootUri.path}/`;
    const paths = LISTS.flatMap(list => repository.state[list] ?? []).map(({ uri }) => uri.path);
    return [...new Set(paths.filter(path => path.startsWith(root)).map(path => path.slice(root.length)))];
  } catch {
    // it can be installed but disabled
    return undefined;
  }
}
