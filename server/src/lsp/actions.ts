/** Answers requests for code actions: quick fixes and silencing comments where the cursor is, and everything safe at once. */
import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver';
import type {
  CodeAction,
  CodeActionContext,
  CodeActionParams,
  Location,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { codeActions, fixAll, type CodeAction as Action } from '../features/code-actions.ts';
import { spanOf, toDiagnostic, toTextEdit } from './convert.ts';
import { locationOf, type Session, type Subject } from './session.ts';
import { normal } from './uris.ts';

/** "Fix all" of this server alone; editors run it by itself on save where they are told to. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.gitlabCi`;

export const ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL];

export function answerActions(session: Session, subject: Subject, { range, context }: CodeActionParams): CodeAction[] {
  if (!session.abilities.codeActionLiterals) return [];
  return [...quickFixes(session, subject, range, context), ...fixingAll(session, subject, context)];
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
  const found = owners.flatMap(project => codeActions(project, document, span, { rules: settings.rules }));
  return once(found.flatMap(action => toCodeAction(session, subject, action)));
}

/** What several pipelines of a document suggest alike. */
function once(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edit }) => {
    const id = JSON.stringify([title, edit]);
    return !seen.has(id) && seen.add(id);
  });
}

/** Not among the actions that an editor asks for at every move of the cursor: working them all out is dear. */
function fixingAll(session: Session, subject: Subject, context: CodeActionContext): CodeAction[] {
  if (!isWanted(context, FIX_ALL) || (!context.only && context.triggerKind === CodeActionTriggerKind.Automatic))
    return [];
  const { project, document, settings, lines, open } = subject;
  const changes = fixAll(project, document, { rules: settings.rules });
  if (changes.length === 0) return [];
  const edits = changes.map(change => toTextEdit(lines, change));
  return [
    {
      title: 'Fix all GitLab CI problems that have one safe fix',
      kind: FIX_ALL,
      edit: workspaceEdit(session, new Map([[open.uri, edits]])),
    },
  ];
}

/** A kind is wanted if it, or one that it is part of, is asked for, or if nothing is said. */
function isWanted({ only }: CodeActionContext, kind: string): boolean {
  return !only || only.some(wanted => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
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
      title,
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
    byFile.set(uri, [...(byFile.get(uri) ?? []), { range, newText: text }]);
  return byFile;
}

export function workspaceEdit(
  { abilities, documents }: Session,
  edits: ReadonlyMap<string, TextEdit[]>,
): WorkspaceEdit {
  if (!abilities.versionedEdits) return { changes: Object.fromEntries(edits) };
  return {
    documentChanges: Array.from(edits, ([uri, list]) => ({
      textDocument: { uri, version: documents.get(normal(uri))?.version ?? null },
      edits: list,
    })),
  };
}
