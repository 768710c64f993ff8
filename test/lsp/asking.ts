/** Asks a server everything about one place of a file, and finds the ranges in what it answers. */
import { LSPErrorCodes, ResponseError, type Position, type Range } from 'vscode-languageserver';
import type { Lines } from '../../server/src/text/lines.ts';
import type { Started } from './connect.ts';

/** What is answered about a text of any size. */
const METHODS = [
  'codeAction',
  'completion',
  'hover',
  'documentSymbol',
  'semanticTokens/full',
  'documentHighlight',
  'definition',
  'codeLens',
  'documentLink',
  'foldingRange',
  'selectionRange',
  'linkedEditingRange',
  'inlayHint',
];

/** Questions about names as well, which cost what a file has of them. */
export const EVERY = [...METHODS, 'semanticTokens/range', 'references', 'prepareRename', 'rename'];

/** The answers to every request; a rename that is refused answers with what it says. */
export async function askAll(
  { client }: Started,
  uri: string,
  position: Position,
  methods: readonly string[] = METHODS,
): Promise<unknown[]> {
  const params = {
    textDocument: { uri },
    position,
    positions: [position],
    range: { start: position, end: position },
    context: { diagnostics: [], includeDeclaration: true },
    newName: 'renamed',
  };
  const ask = (name: string): Promise<unknown> => client.sendRequest<unknown>(`textDocument/${name}`, params);
  return Promise.all(methods.map(name => (/rename/i.test(name) ? ask(name).catch(refusal) : ask(name))));
}

/** What a person is told of a name that cannot be changed; any other failure stays one. */
function refusal(error: unknown): unknown {
  if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return error.message;
  throw error;
}

/** Every range in an answer, edits and related places included. */
export function rangesIn(answer: unknown): Range[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const found = 'start' in answer && 'end' in answer ? [answer as Range] : [];
  return [...found, ...Object.values(answer).flatMap(rangesIn)];
}

/** A position is inside when it names a place that the text has, and the end does not come before the start. */
export function isInside(lines: Lines, { start, end }: Range): boolean {
  const isPlace = (at: Position): boolean => {
    const back = lines.positionAt(lines.offsetAt(at));
    return back.line === at.line && back.character === at.character;
  };
  return isPlace(start) && isPlace(end) && lines.offsetAt(start) <= lines.offsetAt(end);
}
