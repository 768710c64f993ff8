/** What the answers with code actions share: which are asked for, and how their edits are told. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeActionContext, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { normal } from '../text/uri.ts';
import type { Session } from './session.ts';

/** "Fix all" of this server alone; editors run it by themselves on saving where they are told to. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.gitlabCi`;

/** A kind is wanted if it, or one that it is part of, is asked for, or if nothing is said. */
export function isWanted({ only }: CodeActionContext, kind: string): boolean {
  return !only || only.some(wanted => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
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
