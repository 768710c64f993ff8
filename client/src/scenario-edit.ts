/** Asks the user for a scenario: its name, what starts it, on which ref, with which variables and changed files. */
import { extensions, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import type {
  FieldVariable,
  ScenarioAnswer,
  ScenarioFieldsAnswer,
  ScenarioForm,
} from '../../server/src/lsp/requests.ts';
import { inert } from './inert.ts';

/** The form, with the active scenario as a start; nothing if the user cancels. */
export async function describeScenario(
  { scenarios, inForce }: ScenarioAnswer,
  { refs, variables }: ScenarioFieldsAnswer,
  known: ScenarioForm | undefined,
  file: Uri,
): Promise<ScenarioForm | undefined> {
  const name = await window.showInputBox({
    title: TITLE,
    prompt: 'Name of the scenario',
    value: known?.name ?? `my ${inForce}`,
  });
  if (!name) return undefined;
  const usual = scenarios.filter(({ from }) => from === 'usual');
  const basedOn = await choose(
    'What starts the pipeline',
    usual.map(one => ({ label: one.name, description: one.about })),
    known?.basedOn ?? inForce,
  );
  const base = usual.find(one => one.name === basedOn);
  if (basedOn === undefined) return undefined;
  const first = known?.ref ?? base?.ref;
  const ref = await chooseOrType('Branch or tag', [...new Set([...(first === undefined ? [] : [first]), ...refs])]);
  if (ref === undefined) return undefined;
  const rest = await askValues(variables, known, file);
  return rest && { name, basedOn, ...rest, ...(ref !== base?.ref && { ref }) };
}

async function askValues(
  fields: readonly FieldVariable[],
  known: ScenarioForm | undefined,
  file: Uri,
): Promise<Pick<ScenarioForm, 'variables' | 'changed'> | undefined> {
  const variables = await askVariables(fields, known?.variables ?? {});
  const changed = variables && (await askChanged(known?.changed, file));
  if (!changed) return undefined;
  return { variables, ...(changed !== 'unknown' && { changed }) };
}

const TITLE = 'GitLab CI: Edit Scenario';

async function choose(placeHolder: string, rows: readonly QuickPickItem[], first: string): Promise<string | undefined> {
  const sorted = rows.toSorted((a, b) => Number(b.label === first) - Number(a.label === first));
  return (await window.showQuickPick(sorted, { title: TITLE, placeHolder, matchOnDescription: true }))?.label;
}

const OTHER = 'Another one…';

async function chooseOrType(prompt: string, offers: readonly string[], value = ''): Promise<string | undefined> {
  const rows = [...offers.map(offer => ({ label: inert(offer), answer: offer })), { label: OTHER, answer: undefined }];
  const picked = await window.showQuickPick(rows, { title: TITLE, placeHolder: prompt });
  if (picked?.label !== OTHER) return picked?.answer;
  return window.showInputBox({ title: TITLE, prompt, value });
}

/** Asks for variables one after the other, until the user is done. */
async function askVariables(
  fields: readonly FieldVariable[],
  before: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const values = new Map(Object.entries(before));
  for (;;) {
    const names = [...new Set([...values.keys(), ...fields.map(({ name }) => name)])];
    const rows = names.map(name =>
      rowFor(
        name,
        fields.find(field => field.name === name),
        values.get(name),
      ),
    );
    const done = { label: '$(check) Done', name: undefined };
    const other = { label: `$(add) ${OTHER}`, name: '' };
    const picked = await window.showQuickPick<QuickPickItem & { readonly name: string | undefined }>(
      [done, ...rows, other],
      {
        title: TITLE,
        placeHolder: 'Variables of the run: choose one to set it',
        matchOnDescription: true,
      },
    );
    if (!picked) return undefined;
    if (picked.name === undefined) return Object.fromEntries(values);
    const name = picked.name || (await window.showInputBox({ title: TITLE, prompt: 'Name of the variable' }));
    const field = fields.find(one => one.name === name);
    const value = name ? await askValue(name, field, values.get(name)) : undefined;
    if (name && value !== undefined) values.set(name, value);
  }
}

function rowFor(name: string, field: FieldVariable | undefined, value: string | undefined) {
  const usual = field?.value === undefined ? '' : `${field.value} by the file`;
  const detail = field?.description === undefined ? {} : { detail: inert(field.description) };
  return { label: inert(`$${name}`), description: inert(value === undefined ? usual : `= ${value}`), ...detail, name };
}

async function askValue(name: string, field: FieldVariable | undefined, before: string | undefined) {
  const value = before ?? field?.value ?? '';
  const prompt = `Value of $${inert(name)}`;
  return field?.options
    ? chooseOrType(prompt, field.options, value)
    : window.showInputBox({ title: TITLE, prompt, value });
}

/** The changed files: of the working tree, typed, or unknown. */
async function askChanged(
  before: readonly string[] | undefined,
  file: Uri,
): Promise<readonly string[] | 'unknown' | undefined> {
  const tree = changedInWorkingTree(file);
  const rows = [
    ...(before ? [{ label: `As before: ${before.length} files`, answer: before }] : []),
    { label: 'Not known', description: 'rules with changes depend on them', answer: 'unknown' as const },
    ...(tree ? [{ label: `Those of the working tree: ${tree.length} files`, answer: tree }] : []),
    { label: 'Type them…', answer: undefined },
  ];
  const picked = await window.showQuickPick(rows, { title: TITLE, placeHolder: 'Changed files' });
  if (!picked) return undefined;
  if (picked.answer !== undefined) return picked.answer;
  const typed = await window.showInputBox({
    title: TITLE,
    prompt: 'Paths from the root of the repository, with commas between',
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
