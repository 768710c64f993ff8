/** Answers requests for semantic tokens: all of a file, those of a part, or what changed since the last answer. */
import type {
  Range,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
  SemanticTokensLegend,
} from 'vscode-languageserver';
import { tokens, type BlockTokens, type Token, type TokenType } from '../features/tokens.ts';
import { linesOf } from '../text/lines.ts';
import { spanOf, type LineTable } from './convert.ts';
import type { Subject } from './session.ts';

const TYPES: Readonly<Record<TokenType, string>> = {
  job: 'function',
  template: 'class',
  stage: 'enumMember',
  variable: 'variable',
  input: 'parameter',
  key: 'property',
  hook: 'event',
  handler: 'method',
};

const ORDER = Object.keys(TYPES) as readonly TokenType[];

/** Standard names, so that every theme has colours for them. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: ORDER.map(type => TYPES[type]),
  tokenModifiers: ['declaration', 'defaultLibrary'],
};

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

/** The last answer about each open document, by its table of lines, which stays the same one through edits. */
const answers = new WeakMap<LineTable, Answer>();
let count = 0;

function remember(lines: LineTable, data: readonly number[]): string {
  const id = String(++count);
  answers.set(lines, { id, data });
  return id;
}

/** Everything between what is the same at both ends. */
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

/** Five numbers a token: lines and characters since the one before, length, type and modifiers. */
function encoded(blocks: readonly BlockTokens[], lines: LineTable): number[] {
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  for (const { block, start, tokens: found } of blocks) {
    const [first] = found;
    if (!first) continue;
    const from = lines.positionAt(start);
    for (const { line, character, length, type, modifiers } of placed(block, found)) {
      const at = { line: from.line + line, character: line === 0 ? from.character + character : character };
      data.push(at.line - last.line, at.line === last.line ? at.character - last.character : at.character);
      data.push(length, type, modifiers);
      last = at;
    }
  }
  return data;
}

interface PlacedToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

const PLACED = new WeakMap<readonly Token[], readonly PlacedToken[]>();

/** By lines of the block; kept as long as its tokens. */
function placed({ text }: BlockTokens['block'], found: readonly Token[]): readonly PlacedToken[] {
  const known = PLACED.get(found);
  if (known) return known;
  const table = linesOf(text);
  const made = found.map(({ span, type, defines, builtin }) => ({
    ...table.positionAt(span.start),
    length: span.end - span.start,
    type: ORDER.indexOf(type),
    modifiers: (defines ? 1 : 0) + (builtin ? 2 : 0),
  }));
  PLACED.set(found, made);
  return made;
}
