/** The symbols below keywords of the root and of the header: each stage, variable, include and input. */
import type { Node, Pair } from '../../yaml/tree.ts';
import { rulesSaid } from './rules.ts';
import { keyText, pairsOf, pairSymbol, symbolOf, valueOf, type DocumentSymbol, type Said } from './symbol.ts';
import { counted, flat, wholeOf, wordsOf } from './words.ts';

/** What is shown about a keyword of the root; nothing if its value is enough. */
export function keywordSaid(name: string, value: Node | undefined, text: string): Said {
  const children = KEYWORDS.get(name)?.(value, text);
  const isTold = children !== undefined && (children.length > 0 || value?.kind === 'map');
  return { role: 'keyword', ...(isTold ? { children } : { detail: wordsOf(value, text) }) };
}

const KEYWORDS: ReadonlyMap<string, (value: Node | undefined, text: string) => readonly DocumentSymbol[]> = new Map([
  ['stages', stages],
  ['variables', variables],
  ['include', includes],
  ['workflow', workflow],
  ['spec', inputs],
]);

function stages(value: Node | undefined, text: string): readonly DocumentSymbol[] {
  const items = value?.kind === 'list' ? flat(value) : [];
  return items.flatMap(item => itemSymbol(item, wordsOf(item, text), { role: 'stage' }));
}

function variables(value: Node | undefined, text: string): readonly DocumentSymbol[] {
  return pairsOf(value).map(pair =>
    pairSymbol(pair, text, { role: 'variable', detail: wordsOf(valueOf(pair.value, 'value') ?? pair.value, text) }),
  );
}

function includes(value: Node | undefined, text: string): readonly DocumentSymbol[] {
  return flat(value).flatMap(item => {
    const pair = pairsOf(item).find(({ key }) => SOURCES.includes(keyText(key, text)));
    return pair ? [includeSymbol(item, pair, text)] : itemSymbol(item, wordsOf(item, text), { role: 'include' });
  });
}

/** Where a file can come from; an entry has exactly one of these. */
const SOURCES = ['local', 'project', 'remote', 'template', 'component', 'artifact'];

/** A file by its path or address, with its source and its conditions. */
function includeSymbol(item: Node, source: Pair, text: string): DocumentSymbol {
  const kind = keyText(source.key, text);
  const file = kind === 'project' ? valueOf(item, 'file') : undefined;
  const from = file ? `${kind} ${wordsOf(source.value, text)}` : kind;
  const rules = flat(valueOf(item, 'rules')).length;
  const details = [from, ...(rules > 0 ? [counted(rules, 'rule')] : [])];
  const name = wordsOf(file ?? source.value, text);
  return symbolOf(name, item.span, source.key.span, { role: 'include', detail: details.join(', ') });
}

function workflow(value: Node | undefined, text: string): readonly DocumentSymbol[] {
  const rules = pairsOf(value).filter(({ key }) => keyText(key, text) === 'rules');
  return rules.map(pair => pairSymbol(pair, text, rulesSaid(pair.value, text)));
}

/** The inputs that a file declares: type and default. */
function inputs(value: Node | undefined, text: string): readonly DocumentSymbol[] {
  return pairsOf(valueOf(value, 'inputs')).map(pair => {
    const standard = pairsOf(pair.value).find(({ key }) => keyText(key, text) === 'default');
    const type = wordsOf(valueOf(pair.value, 'type'), text) || 'string';
    const detail = `${type}, ${standard ? `default ${wordsOf(standard.value, text) || '""'}` : 'required'}`;
    return pairSymbol(pair, text, { role: 'input', detail });
  });
}

/** Nothing for an item that has not been written yet. */
function itemSymbol(item: Node, name: string, said: Said): readonly DocumentSymbol[] {
  const at = wholeOf(item);
  return at.end > at.start ? [symbolOf(name, at, at, said)] : [];
}
