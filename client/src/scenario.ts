/** The active scenario: its name in the status bar, and the command to choose another one. */
import {
  Disposable,
  l10n,
  StatusBarAlignment,
  window,
  workspace,
  type Memento,
  type StatusBarItem,
  type TextDocument,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  SCENARIO,
  SCENARIO_FIELDS,
  type ScenarioAnswer,
  type ScenarioChoice,
  type ScenarioFieldsAnswer,
  type ScenarioParams,
} from '../../server/src/lsp/requests.ts';
import { inert } from './inert.ts';
import type { describeScenario } from './scenario-edit.ts';
import { workflowOf } from './scenario-rows.ts';

export const CHOOSE_SCENARIO = 'gitlabCi.chooseScenario';
export const EDIT_SCENARIO = 'gitlabCi.editScenario';

/** The key of the choices in the workspace state, which are kept by folder. */
const STATE = 'gitlabCi.scenarios';

type Choices = Readonly<Record<string, ScenarioChoice>>;

export interface ScenarioBar {
  readonly choose: () => Promise<void>;
  readonly edit: () => Promise<void>;
  /** Checks again what the active file is. */
  readonly update: () => void;
  readonly dispose: () => void;
}

/** The earlier choices, for a server that starts. */
export function chosenBefore(state: Memento): Choices {
  return state.get<Choices>(STATE, {});
}

/** The questions about a scenario are loaded when it is edited. */
export type DescribeScenario = (...asked: Parameters<typeof describeScenario>) => ReturnType<typeof describeScenario>;

export function showScenario(
  state: Memento,
  client: () => Promise<BaseLanguageClient> | undefined,
  isCiFile: (document: TextDocument) => boolean,
  describe: DescribeScenario,
): ScenarioBar {
  const item = window.createStatusBarItem('gitlabCi.scenario', StatusBarAlignment.Right, 100);
  item.name = l10n.t('GitLab CI Scenario');
  item.command = CHOOSE_SCENARIO;
  const ask = async <Answer>(method: string, params: ScenarioParams): Promise<Answer | undefined> => {
    const answer: unknown = await (await client())?.sendRequest(method, params);
    return (answer ?? undefined) as Answer | undefined;
  };
  const inFront = (): TextDocument | undefined => {
    const document = window.activeTextEditor?.document;
    return document && isCiFile(document) ? document : undefined;
  };
  const askInFront = async () => {
    const document = inFront();
    return { document, answer: document && (await ask<ScenarioAnswer>(SCENARIO, aboutDocument(document))) };
  };
  const show = (answer: ScenarioAnswer | undefined): void => present(item, answer);
  const update = async (): Promise<void> => {
    const { document, answer } = await askInFront();
    if (document === inFront()) show(answer);
  };
  const quietly = (): void => void update().catch(() => item.hide());
  const choiceFor = (folder: string): ScenarioChoice => chosenBefore(state)[folder] ?? { name: 'push', own: [] };
  const take = async (document: TextDocument, choice: ScenarioChoice): Promise<void> => {
    const folder = folderOf(document);
    await state.update(STATE, { ...chosenBefore(state), [folder]: choice });
    show(await ask<ScenarioAnswer>(SCENARIO, { ...aboutDocument(document), choice: { ...choice, folder } }));
  };
  const edit = async (): Promise<void> => {
    const { document, answer } = await askInFront();
    if (!document || !answer) return tellNoFile();
    const fields = await ask<ScenarioFieldsAnswer>(SCENARIO_FIELDS, aboutDocument(document));
    const before = choiceFor(folderOf(document));
    const known = before.own.find(({ name }) => name === answer.inForce);
    const form = await describe(answer, fields ?? { refs: [], inputs: [], variables: [] }, known, document.uri);
    if (form?.name === undefined) return;
    const others = before.own.filter(({ name }) => name !== form.name);
    await take(document, { name: form.name, own: [...others, form] });
  };
  const choose = async (): Promise<void> => {
    const { document, answer } = await askInFront();
    if (!document || !answer) return tellNoFile();
    for (const fault of answer.faults) void window.showWarningMessage(l10n.t('GitLab CI scenarios: {0}', inert(fault)));
    const picked = await pickScenario(answer);
    if (picked === EDIT) return edit();
    if (picked !== undefined) await take(document, { name: picked, own: choiceFor(folderOf(document)).own });
  };
  const watching = Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(quietly),
    workspace.onDidChangeConfiguration(event => event.affectsConfiguration('gitlabCi') && quietly()),
    workspace.onDidSaveTextDocument(quietly),
  );
  return { choose, edit, update: quietly, dispose: () => void watching.dispose() };
}

function present(item: StatusBarItem, answer: ScenarioAnswer | undefined): void {
  if (!answer) {
    item.hide();
    return;
  }
  item.text = `$(play-circle) ${inert(answer.inForce)}`;
  const about = answer.scenarios.find(({ name }) => name === answer.inForce)?.about ?? '';
  item.tooltip = `${l10n.t('GitLab CI scenario: {0}', about)}\n${answer.pipeline}`;
  item.accessibilityInformation = { label: l10n.t('GitLab CI scenario {0}: {1}', answer.inForce, about) };
  item.show();
}

function aboutDocument({ uri }: TextDocument): ScenarioParams {
  return { textDocument: { uri: uri.toString() } };
}

/** What a choice applies to: the workspace folder, or a file outside of all folders. */
function folderOf({ uri }: TextDocument): string {
  return (workspace.getWorkspaceFolder(uri)?.uri ?? uri).toString();
}

async function tellNoFile(): Promise<void> {
  await window.showInformationMessage(l10n.t('Open a GitLab CI file first.'));
}

const EDIT = Symbol('edit');

function describedBy({ about, from }: ScenarioAnswer['scenarios'][number]): string {
  if (from === 'usual') return about;
  return from === 'settings' ? l10n.t('{0} (settings)', about) : l10n.t('{0} (yours)', about);
}

async function pickScenario({ scenarios, inForce }: ScenarioAnswer): Promise<string | typeof EDIT | undefined> {
  const rows = scenarios.map(one => ({
    label: inert(one.name),
    description: inert(describedBy(one)),
    picked: one.name === inForce,
    answer: one.name,
    ...workflowOf(one),
  }));
  const last = { label: `$(edit) ${l10n.t('Edit Scenario…')}`, description: '', picked: false, answer: EDIT } as const;
  const options = {
    title: l10n.t('GitLab CI: Which Jobs Run'),
    placeHolder: l10n.t('In force: {0}', inert(inForce)),
    matchOnDescription: true,
  };
  const picked = await window.showQuickPick<(typeof rows)[number] | typeof last>([...rows, last], options);
  return picked?.answer;
}
