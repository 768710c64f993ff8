/** The symbols of one block, with spans relative to it. */
import { fieldOf, find } from '../../readings/find.ts';
import { hooks, preStopHandler } from '../../spec/hooks.ts';
import { entries } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { short } from '../../text/shown.ts';
import { span } from '../../text/span.ts';
import type { Block, Node, Pair, PieceKind } from '../../yaml/tree.ts';
import type { DocumentSymbol, SymbolRole } from './symbol.ts';

/** An entry and what it holds; where the block cannot be read, at least its name. */
export function symbolsIn(block: Block, piece: PieceKind): readonly DocumentSymbol[] {
  const { root, text } = block;
  if (root?.kind === 'map' && root.pairs.length > 0) return root.pairs.map(pair => entrySymbol(pair, text, piece));
  return unread(text);
}

function entrySymbol(pair: Pair, text: string, piece: PieceKind): DocumentSymbol {
  const name = keyText(pair.key, text);
  const keys = pairsOf(pair).map(({ key }) => keyText(key, text));
  const field = piece === 'ignored' ? undefined : find([name], { piece, entryKeys: keys })?.field;
  const role = roleOf(field, piece);
  const inner = field === hooks ? hookSymbols(pair, text) : hooksIn(pair, field, text);
  return symbolOf(pair, text, {
    role,
    detail: DETAILS[role] ?? (role === 'job' ? stageOf(pair) : ''),
    children: inner,
  });
}

const DETAILS: Partial<Record<SymbolRole, string>> = { template: 'hidden job', 'trigger-job': 'trigger job' };

/** The stage of a job, as it is written. */
function stageOf(pair: Pair): string {
  const stage = pairsOf(pair).find(({ key }) => key.kind === 'scalar' && key.text === 'stage')?.value;
  return stage?.kind === 'scalar' && stage.text !== '' ? `stage ${shown(stage.text)}` : '';
}

function roleOf(field: Field | undefined, piece: PieceKind): SymbolRole {
  if (field === hooks) return 'hooks';
  if (piece === 'header' || !field) return 'keyword';
  if (field === entries.hiddenJob) return 'template';
  if (field === entries.triggerJob) return 'trigger-job';
  return field === entries.job ? 'job' : 'keyword';
}

/** The `hooks` of a job or of `default`. */
function hooksIn(pair: Pair, field: Field | undefined, text: string): readonly DocumentSymbol[] {
  const found = field ? pairsOf(pair).filter(({ key }) => fieldOf(field.shape, keyText(key, text)) === hooks) : [];
  return found.map(one => symbolOf(one, text, { role: 'hooks', detail: '', children: hookSymbols(one, text) }));
}

function hookSymbols(pair: Pair, text: string): readonly DocumentSymbol[] {
  return pairsOf(pair).map(hook => {
    const isHandler = fieldOf(hooks.shape, keyText(hook.key, text)) === preStopHandler;
    const inner = isHandler ? pairsOf(hook) : [];
    const children = inner.map(one => symbolOf(one, text, { role: 'handler', detail: '', children: [] }));
    return symbolOf(hook, text, { role: 'hook', detail: children.map(({ name }) => name).join(', '), children });
  });
}

function symbolOf(
  { key, span: at }: Pair,
  text: string,
  rest: Pick<DocumentSymbol, 'role' | 'detail' | 'children'>,
): DocumentSymbol {
  const end = Math.max(at.end, key.span.end, ...rest.children.map(child => child.span.end));
  return { name: shown(keyText(key, text)), span: span(key.span.start, end), selectionSpan: key.span, ...rest };
}

function pairsOf({ value }: Pair): readonly Pair[] {
  return value?.kind === 'map' ? value.pairs : [];
}

function keyText(key: Node, text: string): string {
  return key.kind === 'scalar' ? key.text : text.slice(key.span.start, key.span.end);
}

/** One line that is never empty, as editors need it. */
function shown(name: string): string {
  return short(name).trim() || '""';
}

/** The first line of a block that could not be read, if it begins with a name and a colon. */
function unread(text: string): readonly DocumentSymbol[] {
  const found = /^(?!#)\S[^\r\n]*?(?=:(?:\s|$))/m.exec(text);
  if (!found) return [];
  const at = span(found.index, found.index + found[0].length);
  const end = Math.max(at.end, text.trimEnd().length);
  return [
    { name: shown(found[0]), role: 'job', detail: '', span: span(at.start, end), selectionSpan: at, children: [] },
  ];
}
