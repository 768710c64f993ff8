/** One line for every request that the server answers. */
import { DocumentDiagnosticReportKind, ResponseError } from 'vscode-languageserver';
import type {
  CodeLens,
  CompletionItem,
  Connection,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  InlayHint,
  InlayHintParams,
  RenameFilesParams,
  SelectionRange,
  SelectionRangeParams,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensRangeParams,
  WorkspaceDiagnosticParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { answerActions } from './actions.ts';
import { OPEN_LENS_COMMAND } from './announced.ts';
import { answering } from './answering.ts';
import { answerCompletions, NO_COMPLETIONS } from './completions.ts';
import { actionsInConfiguration, completionsInConfiguration, hoverInConfiguration } from './configuration.ts';
import { withDocumentation } from './documentation.ts';
import { answerEffective } from './effective.ts';
import { answerWorkspaceSymbols, hooksAsked } from './workspace-wide.ts';
import { outdated, request, throwIfCancelled, type Log } from './guard.ts';
import { answerHints } from './hints.ts';
import { answerHookPreview } from './hook-preview.ts';
import { answerHover } from './hovers.ts';
import { lensOf } from './lens-data.ts';
import { answerLens, answerLenses } from './lenses.ts';
import { answerDefinition, answerHighlights, answerLinks, answerReferences } from './navigation.ts';
import { answerOpenLens, lensAsked, type LensParams } from './open-lens.ts';
import { answerSymbols } from './outline.ts';
import { answerPicture } from './picture.ts';
import { shownAs } from './progress.ts';
import { type Pulled } from './pulled.ts';
import { answerPrepareRename, answerRename, answerWillRename } from './renames.ts';
import {
  EFFECTIVE_HOOKS,
  HOOK_PREVIEW,
  PICTURE,
  PLAN,
  SCENARIO,
  SCENARIO_FIELDS,
  type HookPreviewParams,
  type PictureParams,
  type PlanParams,
  type ScenarioAnswer,
  type ScenarioFieldsAnswer,
  type ScenarioFieldsParams,
  type ScenarioParams,
} from './requests.ts';
import { answerConfigActions, answerConfigCompletions, answerConfigHover, answeringConfig } from './runner-config.ts';
import { answerFields, answerPlan, answerScenario } from './scenario.ts';
import type { Session } from './session.ts';
import { answerFolds, answerLinked, answerOnType, answerSelections } from './structure.ts';
import { answerTokens, answerTokensDelta, answerTokensIn } from './tokens.ts';

/** `asking` has the problems for clients that pull them; `changed` is called when another scenario becomes active. */
export function answerAll(
  connection: Connection,
  session: Session,
  log: Log,
  { asking, changed }: { readonly asking: Pulled | undefined; readonly changed: () => void },
): void {
  answerHelp(connection, session, log);
  answerDocuments(connection, session, log);
  answerOwn(connection, session, log, changed);
  answerStructure(connection, session, log);
  if (asking) answerPulls(connection, asking, log);
  answerWorkspaceWide(connection, session, log);
}

/** Requests that are answered in CI files, in a runner's settings and in our own configuration file. */
function answerHelp(connection: Connection, session: Session, log: Log): void {
  const { full, hover } = answering(session, log);
  const config = answeringConfig(session, log);
  connection.onHover(
    config(
      'hover',
      null,
      (subject, { position }) => answerConfigHover(session, subject, position),
      hover(
        'hover',
        null,
        (subject, { position }) => answerHover(session, subject, position),
        (open, { position }) => hoverInConfiguration(session, open, position),
      ),
    ),
  );
  connection.onCompletion(
    config(
      'completion',
      NO_COMPLETIONS,
      (subject, { position }) => answerConfigCompletions(session, subject, position),
      full(
        'completion',
        NO_COMPLETIONS,
        (subject, params) => answerCompletions(session, subject, params),
        (open, params) => completionsInConfiguration(session, open, params),
      ),
    ),
  );
  connection.onCodeAction(
    config(
      'codeAction',
      [],
      (subject, params) => answerConfigActions(session, subject, params),
      full(
        'codeAction',
        [],
        (subject, params) => answerActions(session, subject, params),
        (open, params) => actionsInConfiguration(session, open, params),
      ),
    ),
  );
}

interface LensAbout {
  readonly textDocument: { readonly uri: string };
}

/** Requests of every editor about a document. */
function answerDocuments(connection: Connection, session: Session, log: Log): void {
  const { full, settled } = answering(session, log);
  connection.onCompletionResolve((item, token) =>
    request(log, 'completionItem/resolve', item, (asked: CompletionItem) =>
      withDocumentation(asked, session.documentation, session.abilities),
    )(item, token),
  );
  connection.onDocumentSymbol(full('documentSymbol', [], subject => answerSymbols(session, subject)));
  const noTokens: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(full('semanticTokens', noTokens, answerTokens));
  connection.languages.semanticTokens.onRange(
    full('semanticTokens/range', noTokens, (subject, { range }: SemanticTokensRangeParams) =>
      answerTokensIn(subject, range),
    ),
  );
  connection.languages.semanticTokens.onDelta(
    full<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
      'semanticTokens/delta',
      noTokens,
      (subject, { previousResultId }) => answerTokensDelta(subject, previousResultId),
    ),
  );
  connection.onDefinition(
    settled('definition', null, (subject, { position }) => answerDefinition(session, subject, position)),
  );
  connection.onReferences(
    shownAs(
      session,
      'Finding references',
      settled('references', [], (subject, params) => answerReferences(session, subject, params)),
    ),
  );
  connection.onDocumentHighlight(
    full('documentHighlight', [], (subject, { position }) => answerHighlights(subject, position)),
  );
  connection.onDocumentLinks(full('documentLink', [], subject => answerLinks(session, subject)));
  connection.onPrepareRename(
    settled('prepareRename', null, (subject, { position }) => answerPrepareRename(session, subject, position)),
  );
  connection.onRenameRequest(
    shownAs(
      session,
      'Renaming',
      settled('rename', null, (subject, params) => answerRename(session, subject, params, connection)),
    ),
  );
  connection.onCodeLens(full('codeLens', [], subject => answerLenses(session, subject)));
  connection.onCodeLensResolve((lens, token) => {
    const data = lensOf(lens.data);
    if (!data) return lens;
    const resolve = full<LensAbout, CodeLens | ResponseError>('codeLens/resolve', outdated, subject =>
      answerLens(session, subject, lens, data),
    );
    return resolve({ textDocument: data }, token);
  });
}

/** Requests that only our own clients send; `changed` is called when another scenario becomes active. */
function answerOwn(connection: Connection, session: Session, log: Log, changed: () => void): void {
  const { settled } = answering(session, log);
  connection.onRequest<ScenarioAnswer | null, unknown>(
    SCENARIO,
    settled('scenario', null, (subject, params: ScenarioParams) => {
      const answer = answerScenario(session, subject, params);
      if (params.choice) changed();
      return answer;
    }),
  );
  connection.onRequest<ScenarioFieldsAnswer | null, unknown>(
    SCENARIO_FIELDS,
    settled('scenarioFields', null, (subject, _: ScenarioFieldsParams) => answerFields(session, subject)),
  );
  connection.onRequest(
    PLAN,
    settled('plan', null, (subject, _: PlanParams) => answerPlan(session, subject)),
  );
  connection.onRequest(
    PICTURE,
    settled('picture', null, (subject, params: PictureParams) => answerPicture(session, subject, params)),
  );
  connection.onRequest(
    HOOK_PREVIEW,
    settled('hookPreview', null, (subject, params: HookPreviewParams) => answerHookPreview(session, subject, params)),
  );
}

/** Problems for clients that pull them. */
function answerPulls(connection: Connection, asking: Pulled, log: Log): void {
  const { diagnostics } = connection.languages;
  const none: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const ofDocument = request(log, 'diagnostic', none, ({ textDocument, previousResultId }: DocumentDiagnosticParams) =>
    asking.document(textDocument.uri, previousResultId),
  );
  const ofWorkspace = request(
    log,
    'workspace/diagnostic',
    { items: [] },
    ({ previousResultIds }: WorkspaceDiagnosticParams) => ({ items: asking.workspace(previousResultIds) }),
  );
  diagnostics.on(async (params, token) => orThrow(await ofDocument(params, token)));
  diagnostics.onWorkspace(async (params, token) => orThrow(await ofWorkspace(params, token)));
}

/** For handlers that have to throw refusals for the protocol library. */
function orThrow<Answer>(answer: Answer | ResponseError): Answer {
  if (answer instanceof ResponseError) throw answer;
  return answer;
}

/** Requests about the structure of a text. */
function answerStructure(connection: Connection, session: Session, log: Log): void {
  const { full, hover, settled } = answering(session, log);
  connection.onFoldingRanges(hover('foldingRange', [], answerFolds));
  connection.onSelectionRanges(
    hover<SelectionRangeParams, SelectionRange[] | null>('selectionRange', null, (subject, { positions }) =>
      answerSelections(subject, positions),
    ),
  );
  connection.languages.onLinkedEditingRange(
    full('linkedEditingRange', null, (subject, { position }) => answerLinked(subject, position)),
  );
  connection.onDocumentOnTypeFormatting(
    full('onTypeFormatting', [], (subject, params) => answerOnType(session, subject, params)),
  );
  connection.languages.inlayHint.on(
    settled<InlayHintParams, InlayHint[]>('inlayHint', [], (subject, { range }) =>
      answerHints(session, subject, range),
    ),
  );
}

/** Requests about the whole workspace, or about a document that only arguments name. */
function answerWorkspaceWide(connection: Connection, session: Session, log: Log): void {
  const willRename = request(log, 'willRenameFiles', null, async (params: RenameFilesParams, token) => {
    await session.workspace.settled();
    throwIfCancelled(token);
    return answerWillRename(session, params);
  });
  connection.workspace.onWillRenameFiles(async (params, token) => orThrow(await willRename(params, token)));
  connection.onWorkspaceSymbol(
    shownAs(
      session,
      'Finding symbols',
      request(log, 'workspace/symbol', [], async ({ query }: WorkspaceSymbolParams, token) => {
        await session.workspace.settled();
        throwIfCancelled(token);
        return answerWorkspaceSymbols(session, query);
      }),
    ),
  );
  const { settled } = answering(session, log);
  const effective = settled('effectiveHooks', null, answerEffective);
  connection.onRequest(EFFECTIVE_HOOKS, effective);
  const openLens = settled('openLens', null, (subject, params: LensParams) =>
    answerOpenLens(connection, session, subject, params),
  );
  connection.onExecuteCommand((params, token, reporter) => {
    if (params.command === OPEN_LENS_COMMAND) return openLens(lensAsked(params), token);
    return shownAs(session, 'Finding effective hooks', effective)(hooksAsked(params), token, reporter);
  });
}
