/**
 * Messages between this server and its own client beyond the protocol: the only server file that the client imports.
 */
import type { DirEntry, ReadFailure } from '../ci/files.ts';
import type { Recognition } from '../features/recognise.ts';
import type { Opening } from '../features/plan/picture-places.ts';
import type { FieldInput, FieldVariable } from '../features/plan/fields.ts';
import type { HookPreview } from '../picture/hook-preview.ts';
import type { Picture } from '../picture/picture.ts';
import type { ScenarioForm } from '../simulation/scenario-form.ts';

export { CONFIGURATION_FILE } from '../features/recognise/names.ts';
export { readFileSettings, recognise } from '../features/recognise.ts';
export { isRunnerConfig, RUNNER_CONFIG_GLOB } from '../runner-config/is-runner-config.ts';
export type { FileLists, Recognition } from '../features/recognise.ts';
export type { FieldInput, FieldVariable } from '../features/plan/fields.ts';
export type { ScenarioForm } from '../simulation/scenario-form.ts';

/** The section of the settings that is pulled with `workspace/configuration`. */
export const SECTION = 'gitlabCi';

/** Client to server, before `didOpen`: the document cannot be changed, so only documentation is useful in it. */
export const READ_ONLY = 'gitlabCi/readOnly';
export interface ReadOnlyParams {
  readonly uri: string;
}

/** Server to client: what an open document is taken for; sent when it is opened and whenever that changes. */
export const RECOGNISED = 'gitlabCi/recognised';
export interface RecognisedParams extends Recognition {
  readonly uri: string;
}

/**
 * Server to client: requests the text of a file, or why it cannot be read; nothing outside of `root` is allowed, not
 * even through links.
 */
export const READ_FILE = 'gitlabCi/readFile';
/** Server to client: requests the content of a folder. */
export const LIST_FOLDER = 'gitlabCi/listFolder';
export interface FileParams {
  readonly uri: string;
  /** The folder of the repository, with a slash at the end. */
  readonly root: string;
}
export interface FileAnswer {
  readonly text?: string;
  readonly failed?: ReadFailure;
}
export interface FolderAnswer {
  readonly entries: readonly DirEntry[];
}

/**
 * Client to server: requests the effective hooks of a job as a text to show. Without a name, the job at the position.
 */
export const EFFECTIVE_HOOKS = 'gitlabCi/effectiveHooks';
export interface EffectiveHooksParams {
  readonly textDocument: { readonly uri: string };
  readonly position?: { readonly line: number; readonly character: number };
  readonly job?: string;
}
export interface EffectiveHooksAnswer {
  readonly job: string;
  readonly text: string;
}

/** Client to server: chooses the scenario of a folder, if `choice` is given, and requests all scenarios. */
export const SCENARIO = 'gitlabCi/scenario';
export interface ScenarioParams {
  readonly textDocument: { readonly uri: string };
  /** For a workspace folder, or for a file outside of all folders. */
  readonly choice?: ScenarioChoice & { readonly folder: string };
}
/** What a user chose in a folder; kept by the client. */
export interface ScenarioChoice {
  readonly name: string;
  /** The user's own scenarios. */
  readonly own: readonly ScenarioForm[];
}
export interface ScenarioAnswer {
  readonly inForce: string;
  /** Whether there is a pipeline, as a sentence. */
  readonly pipeline: string;
  readonly scenarios: readonly ListedScenario[];
  /** What is wrong with the written scenarios, as sentences. */
  readonly faults: readonly string[];
}
export interface ListedScenario {
  readonly name: string;
  /** What starts the pipeline, in words. */
  readonly about: string;
  /** A built-in scenario, one of the settings, or one of the user. */
  readonly from: 'usual' | 'settings' | 'own';
  /** The initial values of the fields in the editor. */
  readonly source: string;
  readonly ref: string;
  /** What `workflow:rules` decide there, in words; absent without any. */
  readonly workflow?: string;
}

/** Client to server: requests the choices for describing a scenario for a file. */
export const SCENARIO_FIELDS = 'gitlabCi/scenarioFields';
export interface ScenarioFieldsParams {
  readonly textDocument: { readonly uri: string };
}
export interface ScenarioFieldsAnswer {
  readonly refs: readonly string[];
  readonly inputs: readonly FieldInput[];
  /** Those that the pipeline offers to whoever runs it, then those that its rules use. */
  readonly variables: readonly FieldVariable[];
}

/** Client to server: requests the plan of the pipeline that a file belongs to, as `plan --format json` prints it. */
export const PLAN = 'gitlabCi/plan';
export interface PlanParams {
  readonly textDocument: { readonly uri: string };
}

/**
 * Client to server: requests the picture of the pipeline that a file belongs to, and where everything in it is written.
 */
export const PICTURE = 'gitlabCi/picture';
export interface PictureParams {
  readonly textDocument: { readonly uri: string };
  /** As a pipeline that another one starts: on the same ref, or that of another project. */
  readonly as?: PictureOpening['as'];
  /** What the job that starts it gives to it. */
  readonly given?: PictureOpening['given'];
}
/** A pipeline that a node stands for, and how it is started; the client sends the latter back. */
export type PictureOpening = Opening;
export interface PictureAnswer {
  readonly picture: Picture;
  /** By node; of several places, the last one takes effect. */
  readonly places: Readonly<Record<string, readonly PicturePlace[]>>;
  /** The pipelines that nodes stand for. */
  readonly opens: Readonly<Record<string, PictureOpening>>;
  /** All files of the pipeline. */
  readonly files: readonly string[];
}
/** The range of an entry in a file, and of its key. */
export interface PicturePlace {
  readonly uri: string;
  readonly range: PictureRange;
  readonly key: PictureRange;
}
export interface PictureRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Client to server: requests the hooks of a job and what becomes of them, for a panel. */
export const HOOK_PREVIEW = 'gitlabCi/hookPreview';
export interface HookPreviewParams {
  readonly textDocument: { readonly uri: string };
  /** The job at this position; if there is none, the named job. */
  readonly position?: { readonly line: number; readonly character: number };
  readonly job?: string;
}
export interface HookPreviewAnswer {
  /** The name to use for the next request. */
  readonly job: string;
  readonly preview: HookPreview;
  /** By the number of an origin in the preview; null if the file is not known any more. */
  readonly places: readonly (PictureLocation | null)[];
  /** All files of the pipeline. */
  readonly files: readonly string[];
}
export interface PictureLocation {
  readonly uri: string;
  readonly range: PictureRange;
}

/** Server to client: pictures may have changed although no text was edited. */
export const PICTURES_CHANGED = 'gitlabCi/picturesChanged';

/** A copy of a job with `parallel`, and what it does in the active scenario. */
export interface ShownCopy {
  readonly name: string;
  readonly says: string;
}

/** `initializationOptions`; every part is optional, so that any client can start the server. */
export interface InitializationOptions {
  /** The client's command that opens its list of suggestions, for completions that leave a choice. */
  readonly suggestCommand?: string;
  /** Whether the client handles `gitlabCi/recognised`. */
  readonly recognised?: true;
  /** Whether the client handles `gitlabCi/picturesChanged`. */
  readonly pictures?: true;
  /** Whether the client answers `gitlabCi/readFile` and `gitlabCi/listFolder`. */
  readonly files?: true;
  /** Problems are pushed even if the client could pull them. */
  readonly pushDiagnostics?: true;
  /** The client cannot insert completions of several lines: it gets the first line. */
  readonly oneLineCompletions?: true;
  /** The client does not indent the lines of snippets. */
  readonly asIsSnippets?: true;
  /** The client indents a new line before it asks for help behind Enter. */
  readonly indentsFirst?: true;
  /** The client's command that shows the places of a lens; its arguments are URI, position and locations. */
  readonly showPlacesCommand?: string;
  /** The client's command that lists the copies of a job; its argument is a list of `ShownCopy`. */
  readonly showCopiesCommand?: string;
  /** The client's command that previews the hooks of a job; its arguments are URI and position of the job. */
  readonly previewHookCommand?: string;
  /** The client's command that opens a new text beside the active one; its argument has `language` and `text`. */
  readonly openTextCommand?: string;
  /** The scenarios that were chosen earlier, by folder. */
  readonly scenarios?: Readonly<Record<string, ScenarioChoice>>;
  /** What the server tells, in the language of the user: `l10n/README.md` describes the keys. Without it, all is English. */
  readonly translations?: Readonly<Record<string, string>>;
  /** Settings for clients that cannot be asked for them; `settings-form.ts` also finds them in other forms. */
  readonly settings?: unknown;
}

/** Capabilities that name a lock, which the server holds as long as it lives. */
export function withLock<Capabilities extends object>(capabilities: Capabilities, lock: string): Capabilities {
  return { ...capabilities, experimental: { lock } };
}

/** The lock in the capabilities of a server, if it has one. */
export function lockOf(capabilities: { readonly experimental?: unknown } | undefined): string | undefined {
  const { lock } = (capabilities?.experimental ?? {}) as { readonly lock?: unknown };
  return typeof lock === 'string' ? lock : undefined;
}
