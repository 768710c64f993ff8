/** What answers with code actions share: which kinds are requested, and how edits are sent. */
import type { CodeActionContext, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { normal } from '../text/uri.ts';
import type { Session } from './session.ts';

/** A kind is wanted if it, or a kind that contains it, is requested, or if no kinds are given. */
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
