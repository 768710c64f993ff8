/** The commands of the extension. */
import {
  ConfigurationTarget,
  Disposable,
  Location,
  Position,
  Range,
  Uri,
  ViewColumn,
  commands,
  env,
  l10n,
  window,
  workspace,
  type Command,
  type WorkspaceConfiguration,
} from 'vscode';
import { SECTION, type FileLists, type ShownCopy } from '../../server/src/lsp/requests.ts';
import { inert } from './inert.ts';
import { globOf, treated } from './treat.ts';

const TREAT_AS = 'gitlabCi.treatAsGitlabCi';
const TREAT_AS_NOT = 'gitlabCi.treatAsOther';

export function treatAs(): Command {
  return { command: TREAT_AS, title: l10n.t('Treat as GitLab CI') };
}

export function treatAsNot(): Command {
  return { command: TREAT_AS_NOT, title: l10n.t('Not GitLab CI') };
}

/** The command of a lens; its arguments come from the server. */
export const SHOW_PLACES = 'gitlabCi.showPlaces';

/** The command of a lens at `parallel`; its argument comes from the server. */
export const SHOW_COPIES = 'gitlabCi.showCopies';

/** The command of a conversion; its arguments come from the server. */
export const OPEN_TEXT = 'gitlabCi.openText';

export interface Actions {
  readonly restart: () => Promise<void>;
  readonly showLog: () => void;
  readonly showHooks: () => Promise<void>;
}

export function registerCommands({ restart, showLog, showHooks }: Actions): Disposable {
  return Disposable.from(
    commands.registerCommand('gitlabCi.restartServer', restart),
    commands.registerCommand('gitlabCi.showLog', showLog),
    commands.registerCommand('gitlabCi.showEffectiveHooks', showHooks),
    commands.registerCommand(SHOW_PLACES, showPlaces),
    commands.registerCommand(SHOW_COPIES, showCopies),
    commands.registerCommand(OPEN_TEXT, openText),
    commands.registerCommand(TREAT_AS, (uri?: unknown) => treat(uri, 'include')),
    commands.registerCommand(TREAT_AS_NOT, (uri?: unknown) => treat(uri, 'exclude')),
  );
}

interface Place {
  readonly uri: string;
  readonly range: { readonly start: Point; readonly end: Point };
}
interface Point {
  readonly line: number;
  readonly character: number;
}

/** Goes to the only place, or lists several beside the text. */
async function showPlaces(uri: string, at: Point, places: readonly Place[]): Promise<void> {
  const locations = places.map(({ uri: to, range }) => new Location(Uri.parse(to), rangeOf(range)));
  await commands.executeCommand(
    'editor.action.goToLocations',
    Uri.parse(uri),
    positionOf(at),
    locations,
    'peek',
    l10n.t('This place no longer exists.'),
  );
}

/** Lists the copies of a job; the name of the chosen one goes to the clipboard, since `needs` asks for it. */
async function showCopies(copies: readonly ShownCopy[]): Promise<void> {
  const rows = copies.map(({ name, says }) => ({ label: inert(name), description: inert(says), name }));
  const options = {
    title: l10n.t('Copies of the Job'),
    placeHolder: l10n.t('Choose one to copy its name'),
    matchOnDescription: true,
  };
  const picked = await window.showQuickPick(rows, options);
  if (picked) await env.clipboard.writeText(picked.name);
}

/** Opens a new text beside the active one, for the author to copy from. */
async function openText({ language, text }: { readonly language: string; readonly text: string }): Promise<void> {
  const document = await workspace.openTextDocument({ language, content: text });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: false });
}

function rangeOf({ start, end }: Place['range']): Range {
  return new Range(positionOf(start), positionOf(end));
}

function positionOf({ line, character }: Point): Position {
  return new Position(line, character);
}

/** Writes what a file is into the nearest settings: those of its folder, else of the workspace, else of the user. */
async function treat(given: unknown, as: keyof FileLists): Promise<void> {
  const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
  if (!uri) return;
  if (uri.scheme === 'untitled') {
    await window.showInformationMessage(l10n.t('Save the file first: the choice is stored by its path.'));
    return;
  }
  const settings = workspace.getConfiguration(SECTION, uri);
  const target = targetOf(uri);
  const before: FileLists = { include: listOf(settings, 'include'), exclude: listOf(settings, 'exclude') };
  const after = treated(before, globOf(pathOf(uri)), as);
  for (const list of ['include', 'exclude'] as const)
    if (after[list].join('\n') !== before[list].join('\n')) await settings.update(`files.${list}`, after[list], target);
}

/** The list in force: a nearer list replaces those farther away, so it has to repeat them. */
function listOf(settings: WorkspaceConfiguration, list: keyof FileLists): readonly string[] {
  return settings.get<readonly string[]>(`files.${list}`) ?? [];
}

/** Inside a workspace folder the path is relative to it, so that the setting can be shared. */
function pathOf(uri: Uri): string {
  return workspace.getWorkspaceFolder(uri) ? workspace.asRelativePath(uri, false) : uri.path;
}

function targetOf(uri: Uri): ConfigurationTarget {
  if (!workspace.getWorkspaceFolder(uri)) return ConfigurationTarget.Global;
  const several = (workspace.workspaceFolders?.length ?? 0) > 1;
  return several ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
}
