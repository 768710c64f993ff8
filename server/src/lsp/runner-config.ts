/** Answers about a runner's `config.toml`, which is no CI file: its problems, hovers, completions and actions. */
import { CodeActionKind } from 'vscode-languageserver';
import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  CompletionList,
  Diagnostic,
  Hover,
  Position,
  ResponseError,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import { recognise } from '../features/recognise.ts';
import { runnerConfigCompletions } from '../features/runner-config/completion.ts';
import { toJobHooks, type HookConversion } from '../features/runner-config/convert.ts';
import { runnerConfigHover } from '../features/runner-config/hover.ts';
import { runnerConfigActions, runnerConfigFixAll, runnerConfigProblems } from '../features/runner-config/problems.ts';
import { isRunnerConfig } from '../runner-config/is-runner-config.ts';
import { readRunnerConfig, type RunnerConfig } from '../runner-config/read.ts';
import { cachedBy } from '../text/cached.ts';
import { sentence } from '../text/shown.ts';
import type { Place, Uri } from '../text/span.ts';
import type { LocatedProblem } from '../workspace/publish.ts';
import { listOf } from './completions.ts';
import { offsetOf, rangeOf, spanOf, toDiagnostic, toTextEdit } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { outdated, request, throwIfCancelled, type Log } from './guard.ts';
import { toMarkup } from './markup.ts';
import { isWanted, workspaceEdit } from './action-kinds.ts';
import { CONVERT, FIX_ALL } from './announced.ts';
import { openAt, type Session } from './session.ts';
import type { Settings } from './settings.ts';

/** An open `config.toml` as the features take it. */
export interface ConfigSubject {
  readonly open: OpenDocument;
  readonly config: RunnerConfig;
  readonly settings: Settings;
  /** Whether it can be changed. */
  readonly writable: boolean;
}

const configOf = cachedBy((open: OpenDocument): RunnerConfig | undefined => {
  const text = open.lines.text;
  return isRunnerConfig(open.id, text) ? readRunnerConfig(open.id, text) : undefined;
});

/** The document as a runner's settings, if it is that and the settings do not exclude it. */
export function configSubject(session: Session, open: OpenDocument, settings: Settings): ConfigSubject | undefined {
  const config = configOf(open);
  const service = config ? serviceFor(open.id, settings) : 'none';
  if (!config || service === 'none') return undefined;
  return { open, config, settings, writable: service === 'full' && !session.readOnly.has(open.id) };
}

/** Whether the settings exclude a runner's settings. */
export function isExcludedConfig(uri: Uri, settings: Settings): boolean {
  return serviceFor(uri, settings) === 'none';
}

function serviceFor(uri: Uri, { files }: Settings): ReturnType<typeof recognise>['service'] {
  return recognise(uri, '', { ...files, include: ['**/*.toml'] }).service;
}

/** What is judged, and its line table. */
export type JudgedConfig = Pick<ConfigSubject, 'config' | 'settings'> & {
  readonly uri: string;
  readonly lines: Parameters<typeof rangeOf>[0];
};

type ConfigHandler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError>;

/** Answers for such a file itself, and has every other one answered as a CI file. */
export function answeringConfig(session: Session, log: Log) {
  return <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
    name: string,
    empty: R,
    answer: (subject: ConfigSubject, params: P) => R,
    otherwise: ConfigHandler<P, R>,
  ): ConfigHandler<P, R> => {
    const own = request(log, name, empty, async (params: P, token) => {
      const { uri } = params.textDocument;
      const open = openAt(session, uri);
      if (!open) return empty;
      const settings = session.settings.cached(open.uri) ?? (await session.settings.of(open.uri));
      throwIfCancelled(token);
      if (openAt(session, uri) !== open) throw outdated;
      const subject = configSubject(session, open, settings);
      return subject ? answer(subject, params) : empty;
    });
    return (params, token) => {
      // the message may be anything until a handler has looked at it
      const { textDocument } = params as { readonly textDocument?: Partial<TextDocumentIdentifier> };
      const open = typeof textDocument?.uri === 'string' ? openAt(session, textDocument.uri) : undefined;
      return open && configOf(open) ? own(params, token) : otherwise(params, token);
    };
  };
}

/** The problems with their places. */
export function configProblems({
  config,
  settings,
}: Pick<ConfigSubject, 'config' | 'settings'>): readonly LocatedProblem[] {
  return runnerConfigProblems(config, settings).map(problem => ({ problem, at: problem.at.span }));
}

export function configDiagnostics(
  session: Session,
  { uri, lines }: Pick<JudgedConfig, 'uri' | 'lines'>,
  problems: readonly LocatedProblem[],
): Diagnostic[] {
  const locate = ({ span }: Place) => ({ uri, range: rangeOf(lines, span) });
  return problems.map(({ problem, at }) => toDiagnostic(problem, rangeOf(lines, at), locate, session.abilities));
}

export function answerConfigHover(
  { abilities }: Session,
  { open: { lines }, config }: ConfigSubject,
  position: Position,
): Hover | null {
  const found = runnerConfigHover(config.text, offsetOf(lines, position));
  return found
    ? {
        contents: toMarkup(found.markdown, abilities.hoverFormat, abilities.translate),
        range: rangeOf(lines, found.span),
      }
    : null;
}

export function answerConfigCompletions(
  session: Session,
  { open, config: { text }, writable }: ConfigSubject,
  position: Position,
): CompletionList {
  const { snippets } = session.abilities;
  const found = writable ? runnerConfigCompletions(text, offsetOf(open.lines, position), { snippets }) : [];
  return listOf(session, open, found);
}

export function answerConfigActions(
  session: Session,
  subject: ConfigSubject,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const { abilities } = session;
  const { open, config, settings, writable } = subject;
  if (!abilities.codeActionLiterals || !writable) return [];
  const span = spanOf(open.lines, range);
  const written = (edits: Parameters<typeof toTextEdit>[1][]) =>
    workspaceEdit(session, new Map([[open.uri, edits.map(edit => toTextEdit(open.lines, edit))]]));
  const fixes = isWanted(context, CodeActionKind.QuickFix) ? runnerConfigActions(config, span, settings) : [];
  const all = isWanted(context, FIX_ALL) && context.only ? runnerConfigFixAll(config, settings) : [];
  return [
    ...fixes.map(({ title, problem, edits, preferred }): CodeAction => ({
      title: sentence(abilities.translate(title)),
      kind: CodeActionKind.QuickFix,
      diagnostics: configDiagnostics(session, open, [{ problem, at: problem.at.span }]),
      edit: written(edits.map(({ at, text }) => ({ span: at.span, text }))),
      ...(preferred && abilities.preferredActions ? { isPreferred: true } : {}),
    })),
    ...conversionActions(session, isWanted(context, CONVERT) ? toJobHooks(config, span) : undefined),
    ...(all.length > 0 ? [{ title: abilities.translate(FIX_THIS_FILE), kind: FIX_ALL, edit: written([...all]) }] : []),
  ];
}

const FIX_THIS_FILE = 'Fix all problems of this file that have one safe fix';

/** For clients that can open a new text, for which the protocol has no request. */
export function conversionActions({ abilities }: Session, conversion: HookConversion | undefined): CodeAction[] {
  const { openTextCommand, translate } = abilities;
  if (!conversion || openTextCommand === undefined) return [];
  const { language, text } = conversion;
  const title = translate(conversion.title);
  return [{ title, kind: CONVERT, command: { title, command: openTextCommand, arguments: [{ language, text }] } }];
}
