/** Answers requests for semantic tokens: those of a file, of a part of it, or the changes since the last answer. */
import { cachedBy } from '../text/cached.ts';
import type { Position, Range, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from 'vscode-languageserver';
import { tokens, type BlockTokens, type SemanticToken } from '../features/tokens.ts';
import { linesOf, type Lines } from '../text/lines.ts';
import { TOKEN_TYPES } from './announced.ts';
import { spanOf, type LineTable } from './convert.ts';
import type { Subject } from './session.ts';

export function answerTokens({ document, lines }: Subject): SemanticTokens {
  const data = encoded(tokens(document), lines);
  return { resultId: remember(lines, data), data };
}

export function answerTokensIn({ document, lines }: Subject, range: Range): SemanticTokens {
  return { data: encoded(tokens(document, spanOf(lines, range)), lines) };
}

export function answerTokensDelta(subject: Subject, previous: string): SemanticTokens | SemanticTokensDelta {
  const before = answers.get(subject.lines);
  const now = answerTokens(subject);
  if (before?.id !== previous || now.resultId === undefined) return now;
  return { resultId: now.resultId, edits: changeOf(before.data, now.data) };
}

interface Answer {
  readonly id: string;
  readonly data: readonly number[];
}

/** The last answer about each open document, by its line table, which stays the same object through edits. */
const answers = new WeakMap<LineTable, Answer>();
let count = 0;

function remember(lines: LineTable, data: readonly number[]): string {
  const id = String(++count);
  answers.set(lines, { id, data });
  return id;
}

/** The change between two answers, without what both begin and end with. */
function changeOf(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const data = after.slice(start, after.length - end);
  const deleteCount = before.length - end - start;
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

/** Five numbers per token: lines and characters since the previous one, length, type and modifiers. */
function encoded(blocks: ReturnType<typeof tokens>, lines: LineTable): number[] {
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  for (const { start, of } of blocks) {
    const encoded = encodedIn(of);
    if (!encoded) continue;
    const from = lines.positionAt(start);
    const first = moved(encoded.first, from);
    const index = data.length;
    for (const number of encoded.data) data.push(number);
    data[index] = first.line - last.line;
    data[index + 1] = first.line === last.line ? first.character - last.character : first.character;
    last = moved(encoded.last, from);
  }
  return data;
}

function moved({ line, character }: Position, from: Position): Position {
  return { line: from.line + line, character: line === 0 ? from.character + character : character };
}

/** The tokens of a block as if there were nothing above it: only the first token depends on that. */
interface EncodedBlock {
  readonly first: Position;
  readonly last: Position;
  readonly data: readonly number[];
}

const encodedIn = cachedBy(({ block, tokens: found }: BlockTokens): EncodedBlock | undefined =>
  found.length === 0 ? undefined : encodeIn(linesOf(block.text), found),
);

function encodeIn(table: Lines, found: readonly SemanticToken[]): EncodedBlock {
  const places = found.map(({ span }) => table.positionAt(span.start));
  const origin = { line: 0, character: 0 };
  const data = found.flatMap(({ span, type, defines, builtin }, index) => {
    const [before, at] = [places[index - 1] ?? origin, places[index] ?? origin];
    const character = at.line === before.line ? at.character - before.character : at.character;
    const modifiers = (defines ? 1 : 0) + (builtin ? 2 : 0);
    return [at.line - before.line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), modifiers];
  });
  return { first: places[0] ?? origin, last: places.at(-1) ?? origin, data };
}
