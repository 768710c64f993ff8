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
import {
  keyText,
  pairsOf,
  pairSymbol,
  symbolOf,
  valueOf,
  type DocumentSymbol,
  type Said,
  type SymbolRole,
} from './symbol.ts';
import { wordsOf } from './words.ts';

/** An entry of the root. */
export interface EntrySymbol {
  /** The name of the entry in the pipeline. */
  readonly entry: string;
  /** The stage written in it, in words. */
  readonly stage: string;
  /** Without its stage, which only the pipeline knows. */
  readonly symbol: DocumentSymbol;
  /** The number of symbols. */
  readonly count: number;
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
  const symbol = pairSymbol(pair, text, saidOf(entry, pair, text, roleOf(field, piece), field));
  return { entry, stage: wordsOf(valueOf(value, 'stage'), text), symbol, count: countOf(symbol) };
}

function countOf({ children }: DocumentSymbol): number {
  return children.reduce((sum, child) => sum + countOf(child), 1);
}

function saidOf(entry: string, { value }: Pair, text: string, role: SymbolRole, field: Field | undefined): Said {
  if (role === 'hooks') return { role, children: hookSymbols(value, text) };
  if (role === 'keyword' && field !== entries.default) return keywordSaid(entry, value, text);
  const isHooks = ({ key }: Pair): boolean => field !== undefined && fieldOf(field.shape, keyText(key, text)) === hooks;
  const children = pairsOf(value).flatMap(one =>
    isHooks(one)
      ? [pairSymbol(one, text, { role: 'hooks', children: hookSymbols(one.value, text) })]
      : partSymbol(one, text),
  );
  return { role, children };
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
  return [{ entry: name, stage: '', symbol: symbolOf(name, whole, at, { role: 'job' }), count: 1 }];
}
