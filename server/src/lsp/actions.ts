/**
 * Answers requests for code actions: quick fixes and suppressing comments at the cursor, refactorings, and "fix all".
 */
import { addTo } from '../text/grouped.ts';
import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionContext, CodeActionParams, Location, TextEdit } from 'vscode-languageserver';
import { toRunnerConfiguration } from '../features/runner-config/convert.ts';
import { codeActions, type CodeAction as Action } from '../features/code-actions.ts';
import { fixAll } from '../features/fix-all.ts';
import { refactorings } from '../features/refactor/refactorings.ts';
import { sentence } from '../text/shown.ts';
import { isWanted, workspaceEdit } from './action-kinds.ts';
import { CONVERT, FIX_ALL, REFACTORING_KINDS } from './announced.ts';
import { spanOf, toDiagnostic, toTextEdit } from './convert.ts';
import { judgementOf } from './problems.ts';
import { conversionActions } from './runner-config.ts';
import { locationOf, type Session, type Subject } from './session.ts';

export function answerActions(session: Session, subject: Subject, { range, context }: CodeActionParams): CodeAction[] {
  if (!session.abilities.codeActionLiterals) return [];
  return [
    ...quickFixes(session, subject, range, context),
    ...refactored(session, subject, range, context),
    ...converted(session, subject, range, context),
    ...fixingAll(session, subject, context),
  ];
}

function quickFixes(
  session: Session,
  subject: Subject,
  range: CodeActionParams['range'],
  context: CodeActionContext,
): CodeAction[] {
  if (!isWanted(context, CodeActionKind.QuickFix)) return [];
  const { owners, document, settings, lines } = subject;
  const span = spanOf(lines, range);
  const found = codeActions(owners, document, span, judgementOf(settings, session));
  return once(found.flatMap(action => toCodeAction(session, subject, action)));
}

/** Removes actions that several pipelines of a document suggest alike. */
function once(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edit }) => {
    const id = JSON.stringify([title, edit]);
    return !seen.has(id) && seen.add(id);
  });
}

/**
 * Whether the user did not ask: editors request actions at every move of the cursor, and expensive ones are left out
 * then.
 */
function isUnasked({ only, triggerKind }: CodeActionContext): boolean {
  return !only && triggerKind === CodeActionTriggerKind.Automatic;
}

/** Impossible refactorings are listed with the reason if the client asks for refactorings and can show it. */
function refactored(
  session: Session,
  { owners, document, lines, open }: Subject,
  range: CodeActionParams['range'],
  context: CodeActionContext,
): CodeAction[] {
  if (isUnasked(context) || !Object.values(REFACTORING_KINDS).some(kind => isWanted(context, kind))) return [];
  const { translate } = session.abilities;
  const tells = session.abilities.disabledActions && context.only !== undefined;
  return refactorings(owners, document, spanOf(lines, range)).flatMap(
    ({ title: full, kind, changes, disabled }): CodeAction[] => {
      const title = sentence(translate(full));
      if (!isWanted(context, REFACTORING_KINDS[kind])) return [];
      if (disabled !== undefined)
        return tells
          ? [{ title, kind: REFACTORING_KINDS[kind], disabled: { reason: sentence(translate(disabled)) } }]
          : [];
      const edits = changes.map(change => toTextEdit(lines, change));
      return [{ title, kind: REFACTORING_KINDS[kind], edit: workspaceEdit(session, new Map([[open.uri, edits]])) }];
    },
  );
}

/** A pre-stop hook converted to tables of a runner. */
function converted(
  session: Session,
  { owners, document, lines, settings }: Subject,
  range: CodeActionParams['range'],
  context: CodeActionContext,
): CodeAction[] {
  if (!isWanted(context, CONVERT)) return [];
  const { start } = spanOf(lines, range);
  return conversionActions(session, toRunnerConfiguration(owners, document, start, settings));
}

function fixingAll(session: Session, subject: Subject, context: CodeActionContext): CodeAction[] {
  if (!isWanted(context, FIX_ALL) || isUnasked(context)) return [];
  const { owners, document, settings, lines, open } = subject;
  const changes = fixAll(owners, document, settings);
  if (changes.length === 0) return [];
  const edits = changes.map(change => toTextEdit(lines, change));
  return [
    {
      title: session.abilities.translate('Fix all GitLab CI problems that have one safe fix'),
      kind: FIX_ALL,
      edit: workspaceEdit(session, new Map([[open.uri, edits]])),
    },
  ];
}

function toCodeAction(session: Session, subject: Subject, { title, problem, edits, preferred }: Action): CodeAction[] {
  const locate = locationOf.bind(undefined, session, subject);
  const at = locate(problem.at);
  const written = edits.flatMap(edit => {
    const location = locate(edit.at);
    return location ? [{ location, text: edit.text }] : [];
  });
  if (!at || written.length < edits.length) return [];
  return [
    {
      title: sentence(session.abilities.translate(title)),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(problem, at.range, locate, session.abilities)],
      edit: workspaceEdit(session, byUri(written)),
      ...(preferred && session.abilities.preferredActions ? { isPreferred: true } : {}),
    },
  ];
}

export function byUri(
  edits: readonly { readonly location: Location; readonly text: string }[],
): ReadonlyMap<string, TextEdit[]> {
  const byFile = new Map<string, TextEdit[]>();
  for (const {
    location: { uri, range },
    text,
  } of edits)
    addTo(byFile, uri, { range, newText: text });
  return byFile;
}
