/** The problems of files that are not open, for users who want them for the whole workspace. */
import type { Diagnostic } from 'vscode-languageserver';
import { recognise } from '../features/recognise.ts';
import type { Project } from '../ci/project.ts';
import { isSameList } from '../text/identity.ts';
import type { Uri } from '../text/span.ts';
import type { RunnerConfig } from '../runner-config/read.ts';
import { linesOf } from '../text/lines.ts';
import { attempt, type Log } from './guard.ts';
import { diagnosticsOf, problemsOf } from './problems.ts';
import type { Later } from '../workspace/environment.ts';
import { configDiagnostics, configProblems, isExcludedConfig } from './runner-config.ts';
import type { Session } from './session.ts';
import { lineTable } from '../yaml/document/line-table.ts';
import type { Settings } from './settings.ts';

export interface Unopened {
  /** Judges the files of a repository again after its pipelines changed, and clears those that are gone. */
  judge(folder: Uri): Promise<void>;
  /** The editor has opened the file, with this spelling of its URI. */
  opened(id: Uri, uri: string): void;
}

/** What the problems of a file depend on, and how they are found. */
interface Judgement {
  readonly inputs: readonly unknown[];
  readonly diagnose: () => readonly Diagnostic[];
}

/** The problems that were shown for a file, and what they depended on. */
interface Shown {
  readonly folder: Uri;
  readonly inputs: readonly unknown[];
  readonly text: string;
}

/** So many files are judged in a row, so that requests are answered in between. */
const AT_ONCE = 10;

/** Does nothing for folders that nobody asked to search. */
export function unopenedOf(session: Session, log: Log, later: Later): Unopened {
  const shown = new Map<Uri, Shown>();
  const latest = new Map<Uri, object>();
  const send = (uri: Uri, diagnostics: readonly Diagnostic[]): void =>
    session.outlet.show({ uri, diagnostics: [...diagnostics] });
  const clear = (uri: Uri): void => {
    if (shown.delete(uri)) send(uri, []);
  };
  const show = (uri: Uri, folder: Uri, judgement: Judgement | undefined): void => {
    if (!judgement) return clear(uri);
    const { inputs, diagnose } = judgement;
    const before = shown.get(uri);
    if (before && isSameList(before.inputs, inputs)) return;
    const diagnostics = attempt(log, 'diagnose', [], diagnose);
    const text = JSON.stringify(diagnostics);
    shown.set(uri, { folder, inputs, text });
    if (text !== (before?.text ?? '[]')) send(uri, diagnostics);
  };

  return {
    async judge(folder) {
      const turn = {};
      latest.set(folder, turn);
      const files = session.workspace.surveyed(folder);
      const configs = new Map((await session.workspace.surveyedRunnerConfigs(folder)).map(one => [one.uri, one]));
      const isGone = (uri: Uri): boolean => !files.has(uri) && !configs.has(uri);
      for (const [uri, { folder: of }] of [...shown]) if (of === folder && isGone(uri)) clear(uri);
      if (files.size === 0 && configs.size === 0) return;
      // those of a file, since the repository that a folder is in is unknown
      const settings = await session.settings.of(`${folder}.gitlab-ci.yml`);
      let count = 0;
      for (const uri of new Set([...files.keys(), ...configs.keys()])) {
        if (++count % AT_ONCE === 0) await new Promise<void>(resolve => later(0, resolve));
        if (latest.get(folder) !== turn) return;
        if (session.documents.has(uri)) continue;
        const config = configs.get(uri);
        const judgement = config
          ? ofConfig(session, config, settings)
          : ofFile(session, uri, files.get(uri) ?? [], settings);
        show(uri, folder, judgement);
      }
    },
    opened(id, uri) {
      if (id === uri) shown.delete(id);
      else clear(id);
    },
  };
}

/** Of a file of pipelines; nothing if a setting excludes it. Otherwise it is a CI file, since a pipeline includes it. */
function ofFile(session: Session, uri: Uri, owners: readonly Project[], settings: Settings): Judgement | undefined {
  const document = owners[0]?.documents.get(uri);
  const isExcluded =
    !document || recognise(uri, document.text, settings.files, 'yaml', 'A pipeline includes it.').service === 'none';
  if (isExcluded) return undefined;
  const judged = { document, owners, settings, lines: lineTable(document) };
  return {
    inputs: [document, settings, ...owners],
    diagnose: () => diagnosticsOf(session, judged, problemsOf(session, judged)),
  };
}

/** Of a runner's settings; nothing if a setting excludes them. */
function ofConfig(session: Session, config: RunnerConfig, settings: Settings): Judgement | undefined {
  if (isExcludedConfig(config.uri, settings)) return undefined;
  const judged = { uri: config.uri, config, settings, lines: linesOf(config.text) };
  return {
    inputs: [config.text, settings],
    diagnose: () => configDiagnostics(session, judged, configProblems(judged)),
  };
}
