/** Answers requests to rename: jobs, templates and anchors, and files that includes name. */
import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type {
  Connection,
  Position,
  PrepareRenameResult,
  RenameFilesParams,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { changesForMoves } from '../features/rename-file.ts';
import { prepareRename, rename } from '../features/rename.ts';
import { sentence } from '../text/shown.ts';
import { workspaceEdit } from './action-kinds.ts';
import { byUri } from './actions.ts';
import { offsetOf, rangeOf } from './convert.ts';
import type { Session, Subject } from './session.ts';
import { editsOf } from './spots.ts';
import { normal } from '../text/uri.ts';

/** What can be renamed at a position; a refusal is an error whose message the editor shows. */
export function answerPrepareRename(
  session: Session,
  { document, lines }: Subject,
  position: Position,
): PrepareRenameResult | null {
  const found = prepareRename(session.workspace.all(document), document, offsetOf(lines, position));
  if (!found) return null;
  if ('refused' in found) throw refusal(found.refused, session);
  return { range: rangeOf(lines, found.span), placeholder: found.placeholder };
}

export function answerRename(
  session: Session,
  { document, lines }: Subject,
  { position, newName }: RenameParams,
  connection: Connection,
): WorkspaceEdit | null {
  const projects = session.workspace.all(document);
  const found = rename(projects, document, offsetOf(lines, position), newName);
  if (!found) return null;
  if ('refused' in found) throw refusal(found.refused, session);
  // a notification: the library's request needs an ability that not all clients have
  for (const note of found.notes)
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Info,
      message: sentence(session.abilities.translate(note)),
    });
  return workspaceEdit(session, byUri(editsOf(session, projects, found.changes)));
}

/** The changes of includes in all known pipelines when files are moved. */
export function answerWillRename(session: Session, { files }: RenameFilesParams): WorkspaceEdit | null {
  const projects = session.workspace.every();
  const moves = files.map(({ oldUri, newUri }) => ({ from: normal(oldUri), to: normal(newUri) }));
  const edits = editsOf(session, projects, changesForMoves(projects, moves));
  return edits.length > 0 ? workspaceEdit(session, byUri(edits)) : null;
}

function refusal(reason: string, { abilities }: Session): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, sentence(abilities.translate(reason)));
}
