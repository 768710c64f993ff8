/** Answers requests that are not about a document of the editor: workspace symbols and commands. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ExecuteCommandParams, SymbolInformation } from 'vscode-languageserver';
import { workspaceSymbols } from '../features/workspace-symbols.ts';
import { oneLine } from '../text/shown.ts';
import { EFFECTIVE_HOOKS_COMMAND, OPEN_LENS_COMMAND } from './announced.ts';
import { SYMBOL_KINDS } from './outline.ts';
import type { EffectiveHooksParams } from './requests.ts';
import { locationIn, type Session } from './session.ts';
import { isRecord } from './values.ts';

export function answerWorkspaceSymbols(session: Session, query: unknown): SymbolInformation[] {
  const found = workspaceSymbols(session.workspace.every(), typeof query === 'string' ? query : '');
  return found.map(({ name, role, document, span, path }) => ({
    name,
    kind: SYMBOL_KINDS[role],
    location: locationIn(session, document, span),
    containerName: oneLine(path),
  }));
}

/** What the command is about: its first argument is a document with a position or the name of a job. */
export function hooksAsked({ command, arguments: given }: ExecuteCommandParams): EffectiveHooksParams {
  const [asked] = Array.isArray(given) ? (given as readonly unknown[]) : [];
  if (command !== EFFECTIVE_HOOKS_COMMAND || !isRecord(asked) || !isRecord(asked['textDocument'])) throw notUnderstood;
  const { uri } = asked['textDocument'];
  const { position, job } = asked;
  if (typeof uri !== 'string') throw notUnderstood;
  return {
    textDocument: { uri },
    ...(isRecord(position)
      ? { position: { line: Number(position['line']), character: Number(position['character']) } }
      : {}),
    ...(typeof job === 'string' ? { job } : {}),
  };
}

const notUnderstood = new ResponseError(
  ErrorCodes.InvalidParams,
  `Known are ${EFFECTIVE_HOOKS_COMMAND}, whose argument is { textDocument, position } or { textDocument, job }, and ${OPEN_LENS_COMMAND}, whose argument is that of a lens.`,
);
