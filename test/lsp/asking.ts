/** Sends every request for one place of a file to a server, and finds the ranges in the answers. */
import { LSPErrorCodes, ResponseError, type Position, type Range } from 'vscode-languageserver';
import type { Lines } from '../../server/src/text/lines.ts';
import type { Started } from './connect.ts';

/**
 * Requests that are fast on texts of any size. `every-request.test.ts` checks that no request is missing from these
 * lists.
 */
const OF_TEXTS = [
  'textDocument/codeAction',
  'textDocument/completion',
  'textDocument/hover',
  'textDocument/documentSymbol',
  'textDocument/semanticTokens/full',
  'textDocument/semanticTokens/full/delta',
  'textDocument/documentHighlight',
  'textDocument/definition',
  'textDocument/codeLens',
  'textDocument/documentLink',
  'textDocument/foldingRange',
  'textDocument/selectionRange',
  'textDocument/linkedEditingRange',
  'textDocument/onTypeFormatting',
  'textDocument/inlayHint',
  'codeLens/resolve',
  'completionItem/resolve',
  'gitlabCi/effectiveHooks',
  'gitlabCi/hookPreview',
  'gitlabCi/picture',
  'gitlabCi/plan',
  'gitlabCi/scenario',
  'gitlabCi/scenarioFields',
  'workspace/executeCommand',
  'workspace/symbol',
];

/** Requests about names, whose cost depends on the names of a file. */
const OF_NAMES = [
  'textDocument/semanticTokens/range',
  'textDocument/references',
  'textDocument/prepareRename',
  'textDocument/rename',
  'workspace/willRenameFiles',
];

/** All requests that any client may send. */
export const EVERY: readonly string[] = [...OF_TEXTS, ...OF_NAMES];

/** Requests of clients that pull problems. */
export const PULLS: readonly string[] = ['textDocument/diagnostic', 'workspace/diagnostic'];

/** The parameters of a request for a place; most requests can share the same ones. */
export function paramsOf(method: string, uri: string, position: Position): object {
  const about = {
    textDocument: { uri },
    position,
    positions: [position],
    range: { start: position, end: position },
    context: { diagnostics: [], includeDeclaration: true },
    newName: 'renamed',
    ch: '\n',
    options: { tabSize: 2, insertSpaces: true },
    previousResultId: '1',
    previousResultIds: [],
  };
  switch (method) {
    case 'codeLens/resolve':
      return { range: AT_START, data: { uri, kind: 'uses', name: 'job' } }; // in the form of the server's answers
    case 'completionItem/resolve':
      return { label: 'x', data: { list: 1, item: 0 } };
    case 'workspace/executeCommand':
      return { command: 'gitlabCi.effectiveHooks', arguments: [about] };
    case 'workspace/symbol':
      return { query: '' };
    case 'workspace/willRenameFiles':
      return { files: [{ oldUri: uri, newUri: uri.replace(/[^/]*$/, 'renamed.yml') }] };
    default:
      return about;
  }
}

const AT_START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The answers to every request; for what is refused, the reason. */
export async function askAll(
  { client }: Started,
  uri: string,
  position: Position,
  methods: readonly string[] = OF_TEXTS,
): Promise<unknown[]> {
  const ask = (name: string): Promise<unknown> => client.sendRequest<unknown>(name, paramsOf(name, uri, position));
  return Promise.all(methods.map(name => (/rename|^codeLens/i.test(name) ? ask(name).catch(refusal) : ask(name))));
}

/** Why a name cannot be changed, or that a lens does not exist any more; any other failure remains a failure. */
function refusal(error: unknown): unknown {
  if (error instanceof ResponseError && REFUSALS.has(error.code)) return error.message;
  throw error;
}

const REFUSALS: ReadonlySet<number> = new Set([LSPErrorCodes.RequestFailed, LSPErrorCodes.ContentModified]);

/** Every range in an answer, including edits and related places. */
export function rangesIn(answer: unknown): Range[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const found = 'start' in answer && 'end' in answer ? [answer as Range] : [];
  return [...found, ...Object.values(answer).flatMap(rangesIn)];
}

/** Whether both ends of a range exist in the text, and the end is not before the start. */
export function isInside(lines: Lines, { start, end }: Range): boolean {
  const isPlace = (at: Position): boolean => {
    const back = lines.positionAt(lines.offsetAt(at));
    return back.line === at.line && back.character === at.character;
  };
  return isPlace(start) && isPlace(end) && lines.offsetAt(start) <= lines.offsetAt(end);
}
