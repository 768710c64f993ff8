/** The document symbols of one block, relative to it. */
import { fieldOf, find } from '../../readings/find.ts';
import { hooks, preStopHandler } from '../../spec/hooks.ts';
import { entries } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { cachedByName } from '../../text/cached.ts';
import { span } from '../../text/span.ts';
import type { Block, Pair, PieceKind } from '../../yaml/tree.ts';
import { partSymbol } from './parts.ts';
import { keywordSaid } from './root.ts';
import { keyText, pairsOf, pairSymbol, symbolOf, valueOf, type DocumentSymbol, type SymbolRole } from './symbol.ts';
import { wordsOf } from './words.ts';

/** An entry of the root. */
export interface EntrySymbol {
  /** The name of the entry in the pipeline. */
  readonly entry: string;
  /** The stage written in it, in words. */
  readonly stage: string;
  /** Without its stage, which only the pipeline knows. Of a job, with its hooks only. */
  readonly short: DocumentSymbol;
  /** With all that is told of it; made when it is asked for, since a long outline tells less. */
  readonly whole: () => DocumentSymbol;
}

/** The symbols of a block; cached with the block. */
export const symbolsOf = cachedByName(symbolsIn);

/** An entry and its content; if the block cannot be parsed, at least its name. */
function symbolsIn(block: Block, piece: PieceKind): readonly EntrySymbol[] {
  const { root, text } = block;
  if (root?.kind === 'map' && root.pairs.length > 0) return root.pairs.map(pair => entrySymbol(pair, text, piece));
  return unread(text);
}

function entrySymbol(pair: Pair, text: string, piece: PieceKind): EntrySymbol {
  const { key, value } = pair;
  const entry = keyText(key, text);
  const keys = pairsOf(value).map(each => keyText(each.key, text));
  const field = piece === 'ignored' ? undefined : find([entry], { piece, entryKeys: keys })?.field;
  const role = roleOf(field, piece);
  const stage = wordsOf(valueOf(value, 'stage'), text);
  if (role === 'hooks' || (role === 'keyword' && field !== entries.default)) {
    const said = role === 'hooks' ? { role, children: hookSymbols(value, text) } : keywordSaid(entry, value, text);
    const symbol = pairSymbol(pair, text, said);
    return { entry, stage, short: withoutKeys(symbol), whole: () => symbol };
  }
  const toldOf = (parts: typeof partSymbol): DocumentSymbol =>
    pairSymbol(pair, text, { role, children: partsOf(value, text, field, parts) });
  let whole: DocumentSymbol | undefined;
  return { entry, stage, short: toldOf(() => []), whole: () => (whole ??= toldOf(partSymbol)) };
}

/** For a long outline. */
function withoutKeys(symbol: DocumentSymbol): DocumentSymbol {
  const children = symbol.children.filter(({ role }) => role !== 'key');
  return children.length < symbol.children.length ? { ...symbol, children } : symbol;
}

/** The keys of a job as `parts` tells them, and its hooks. */
function partsOf(
  value: Pair['value'],
  text: string,
  field: Field | undefined,
  parts: typeof partSymbol,
): readonly DocumentSymbol[] {
  const isHooks = ({ key }: Pair): boolean => field !== undefined && fieldOf(field.shape, keyText(key, text)) === hooks;
  return pairsOf(value).flatMap(one =>
    isHooks(one)
      ? [pairSymbol(one, text, { role: 'hooks', children: hookSymbols(one.value, text) })]
      : parts(one, text),
  );
}

function roleOf(field: Field | undefined, piece: PieceKind): SymbolRole {
  if (field === hooks) return 'hooks';
  if (piece === 'header' || !field) return 'keyword';
  if (field === entries.hiddenJob) return 'template';
  if (field === entries.triggerJob) return 'trigger-job';
  return field === entries.job ? 'job' : 'keyword';
}

function hookSymbols(value: Pair['value'], text: string): readonly DocumentSymbol[] {
  return pairsOf(value).map(hook => {
    const isHandler = fieldOf(hooks.shape, keyText(hook.key, text)) === preStopHandler;
    const children = isHandler ? pairsOf(hook.value).map(one => pairSymbol(one, text, { role: 'handler' })) : [];
    const detail = isHandler ? children.map(({ name }) => name).join(', ') : wordsOf(hook.value, text);
    return pairSymbol(hook, text, { role: 'hook', detail, children });
  });
}

/** The first line of a block that could not be parsed, if it begins with a name and a colon. */
function unread(text: string): readonly EntrySymbol[] {
  const found = /^(?!#)\S[^\r\n]*?(?=:(?:\s|$))/m.exec(text);
  if (!found) return [];
  const [name] = found;
  const at = span(found.index, found.index + name.length);
  const whole = span(at.start, Math.max(at.end, text.trimEnd().length));
  const symbol = symbolOf(name, whole, at, { role: 'job' });
  return [{ entry: name, stage: '', short: symbol, whole: () => symbol }];
}
