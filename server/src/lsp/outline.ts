/** Answers requests for document symbols: a tree, or a list for clients that support nothing else. */
import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, Position, SymbolInformation } from 'vscode-languageserver';
import type { Project } from '../ci/project.ts';
import {
  outline,
  symbols,
  type DocumentSymbol as OutlineSymbol,
  type PlacedSymbol,
  type SymbolRole,
} from '../features/symbols.ts';
import { short } from '../text/shown.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { rangeOf, type LineTable } from './convert.ts';
import type { Session, Subject } from './session.ts';

export function answerSymbols({ abilities }: Session, subject: Subject): DocumentSymbol[] | SymbolInformation[] {
  const { project, document, lines, open } = subject;
  return abilities.nestedSymbols
    ? treesOf(project, document, lines)
    : symbols(project, document).flatMap(symbol => toList(symbol, lines, open.uri));
}

/** The latest answer for a document, since an editor asks for several views at once. */
const latest = new WeakMap<SourceDocument, { readonly project: Project; readonly trees: DocumentSymbol[] }>();

function treesOf(project: Project, document: SourceDocument, lines: LineTable): DocumentSymbol[] {
  const before = latest.get(document);
  if (before?.project === project) return before.trees;
  const trees = outline(project, document).map(one => placed(one, lines));
  latest.set(document, { project, trees });
  return trees;
}

/** The symbol kinds of the protocol for each role. */
export const SYMBOL_KINDS: Readonly<Record<SymbolRole, SymbolKind>> = {
  keyword: SymbolKind.Property,
  job: SymbolKind.Function,
  template: SymbolKind.Class,
  'trigger-job': SymbolKind.Module,
  key: SymbolKind.Key,
  rule: SymbolKind.Boolean,
  step: SymbolKind.Method,
  stage: SymbolKind.EnumMember,
  variable: SymbolKind.Variable,
  input: SymbolKind.TypeParameter,
  include: SymbolKind.File,
  hooks: SymbolKind.Namespace,
  hook: SymbolKind.Event,
  handler: SymbolKind.Field, // a kind with its own icon, since functions and methods share one
};

/**
 * The answer for an entry is reused if the entry has not moved: most edits move nothing, and there may be thousands of
 * symbols.
 */
function placed({ start, symbol, detail }: PlacedSymbol, lines: LineTable): DocumentSymbol {
  const from = lines.positionAt(start);
  const known = answered.get(symbol);
  const isThere = known?.from.line === from.line && known.from.character === from.character;
  if (isThere && known.detail === detail) return known.tree;
  const tree = toTree(symbol, detail, { positionAt: offset => lines.positionAt(start + offset) });
  answered.set(symbol, { from, detail, tree });
  return tree;
}

interface Answered {
  readonly from: Position;
  readonly detail: string;
  readonly tree: DocumentSymbol;
}

const answered = new WeakMap<OutlineSymbol, Answered>();

function toTree(
  { name, role, span, selectionSpan, children }: OutlineSymbol,
  detail: string,
  lines: Pick<LineTable, 'positionAt'>,
): DocumentSymbol {
  return {
    name,
    kind: SYMBOL_KINDS[role],
    ...(detail === '' ? {} : { detail: short(detail) }),
    range: rangeOf(lines, span),
    selectionRange: rangeOf(lines, selectionSpan),
    ...(children.length > 0 && { children: children.map(child => toTree(child, child.detail, lines)) }),
  };
}

function toList(
  { name, role, span, children }: OutlineSymbol,
  lines: LineTable,
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  const own: SymbolInformation = {
    name,
    kind: SYMBOL_KINDS[role],
    location: { uri, range: rangeOf(lines, span) },
    ...(containerName === undefined ? {} : { containerName }),
  };
  return [own, ...children.flatMap(child => toList(child, lines, uri, name))];
}
