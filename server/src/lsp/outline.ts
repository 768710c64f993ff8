/** Answers requests for document symbols: a tree, or a list for clients that know no other. */
import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { symbols, type DocumentSymbol as OutlineSymbol, type SymbolRole } from '../features/symbols.ts';
import { short } from '../text/shown.ts';
import { rangeOf, type LineTable } from './convert.ts';
import type { Session, Subject } from './session.ts';

export function answerSymbols({ abilities }: Session, subject: Subject): DocumentSymbol[] | SymbolInformation[] {
  const { project, document, lines, open } = subject;
  const found = symbols(project, document);
  return abilities.nestedSymbols
    ? found.map(symbol => toTree(symbol, lines))
    : found.flatMap(symbol => toList(symbol, lines, open.uri));
}

/** The kinds of the protocol that stand for what an entry is. */
export const SYMBOL_KINDS: Readonly<Record<SymbolRole, SymbolKind>> = {
  keyword: SymbolKind.Property,
  job: SymbolKind.Function,
  template: SymbolKind.Class,
  'trigger-job': SymbolKind.Module,
  hooks: SymbolKind.Namespace,
  hook: SymbolKind.Event,
  handler: SymbolKind.Field, // an icon of its own: functions and methods share one
};

function toTree(
  { name, role, detail, span, selectionSpan, children }: OutlineSymbol,
  lines: LineTable,
): DocumentSymbol {
  return {
    name,
    kind: SYMBOL_KINDS[role],
    ...(detail === '' ? {} : { detail: short(detail) }),
    range: rangeOf(lines, span),
    selectionRange: rangeOf(lines, selectionSpan),
    children: children.map(child => toTree(child, lines)),
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
