/**
 * The content of a TOML file as nested values: tables in several parts, with dots or in braces become one mapping each.
 */
import type { AST } from 'toml-eslint-parser';
import type { Place, Span } from '../text/span.ts';
import type { Datum, MapValue, Member, Value } from '../yaml/value/value.ts';

/** Keys from the top, with the index of an entry where there are several. */
export type Path = readonly (string | number)[];

/** A table from its header on, or a key with its value. */
export interface Statement {
  readonly path: Path;
  /** All of it; for a table, including its own keys. */
  readonly span: Span;
  /** Each key of its name, with the path of what it names. */
  readonly parts: readonly { readonly path: Path; readonly span: Span }[];
  /** For a table only: what is between the brackets. */
  readonly header?: Span;
}

type MakePlace = (span: Span) => Place;

/** Members are added while the tree is walked. */
interface Table extends MapValue {
  readonly members: Map<string, Member>;
}

interface Tables {
  readonly kind: 'list';
  readonly at: Place;
  readonly via: readonly [];
  readonly items: Value[];
}

/** All values from the top of the file. */
export function valueOf(tree: AST.TOMLTopLevelTable | undefined, place: MakePlace): MapValue {
  const root = newTable(place({ start: 0, end: 0 }));
  for (const node of tree?.body ?? []) {
    if (node.type === 'TOMLKeyValue') addPair(root, node, place);
    else {
      const table = tableAt(root, node, place);
      for (const pair of node.body) addPair(table, pair, place);
    }
  }
  return root;
}

/** The table that a header opens: with `[[…]]`, a new entry. */
function tableAt(root: Table, node: AST.TOMLTable, place: MakePlace): Table {
  const keys = node.key.keys;
  const above = keys.slice(0, -1).reduce((table, key) => innerTable(table, key, place), root);
  const last = keys.at(-1);
  if (!last) return root;
  if (node.kind === 'standard') return innerTable(above, last, place);
  const known = above.members.get(nameOf(last))?.value;
  const table = newTable(place(spanOf(node)));
  const list: Tables =
    known?.kind === 'list' ? (known as Tables) : { kind: 'list', at: place(spanOf(node)), via: [], items: [] };
  list.items.push(table);
  if (known !== list) add(above, last, list, place);
  return table;
}

/** The table below a key; as in TOML, the last one if several share the key. */
function innerTable(table: Table, key: Key, place: MakePlace): Table {
  const known = table.members.get(nameOf(key))?.value;
  const inner = known?.kind === 'list' ? known.items.at(-1) : known;
  if (inner?.kind === 'map') return inner as Table;
  const made = newTable(place(spanOf(key)));
  add(table, key, made, place);
  return made;
}

function addPair(table: Table, { key, value }: AST.TOMLKeyValue, place: MakePlace): void {
  const above = key.keys.slice(0, -1).reduce((inner, part) => innerTable(inner, part, place), table);
  const last = key.keys.at(-1);
  if (last) add(above, last, contentOf(value, place), place);
}

function add({ members }: Table, key: Key, value: Value, place: MakePlace): void {
  const name = nameOf(key);
  members.set(name, { key: place(spanOf(key)), name: { type: 'string', value: name }, value, replaced: [] });
}

function contentOf(node: AST.TOMLContentNode, place: MakePlace): Value {
  const at = place(spanOf(node));
  if (node.type === 'TOMLArray')
    return { kind: 'list', at, via: [], items: node.elements.map(element => contentOf(element, place)) };
  if (node.type === 'TOMLValue') return { kind: 'scalar', at, via: [], datum: datumOf(node) };
  const table = newTable(at);
  for (const pair of node.body) addPair(table, pair, place);
  return table;
}

function datumOf(node: AST.TOMLValue): Datum {
  switch (node.kind) {
    case 'string':
      return { type: 'string', value: node.value };
    case 'integer':
      return { type: 'integer', value: node.bigint };
    case 'float':
      return { type: 'float', value: node.value };
    case 'boolean':
      return { type: 'boolean', value: node.value };
    default:
      return { type: 'forbidden', className: 'Date' };
  }
}

/** Every table and key, with its path. */
export function statementsIn({ body }: AST.TOMLTopLevelTable): readonly Statement[] {
  return body.flatMap(node => {
    if (node.type === 'TOMLKeyValue') return [pairIn(node, [])];
    const path = node.resolvedKey;
    const parts = node.key.keys.map((key, index) => ({ path: upTo(path, index), span: spanOf(key) }));
    const table: Statement = { path, span: spanOf(node), parts, header: spanOf(node.key) };
    return [table, ...node.body.map(pair => pairIn(pair, path))];
  });
}

/** The path up to a key of it; the index of an entry belongs to the key before it. */
function upTo(path: Path, index: number): Path {
  let names = -1;
  const end = path.findIndex(part => typeof part === 'string' && ++names > index);
  return end < 0 ? path : path.slice(0, end);
}

function pairIn(node: AST.TOMLKeyValue, table: Path): Statement {
  const names = node.key.keys.map(nameOf);
  const parts = node.key.keys.map((key, index) => ({
    path: [...table, ...names.slice(0, index + 1)],
    span: spanOf(key),
  }));
  return { path: [...table, ...names], span: spanOf(node), parts };
}

type Key = AST.TOMLBare | AST.TOMLQuoted;

function nameOf(key: Key): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function spanOf({ range: [start, end] }: AST.HasLocs): Span {
  return { start, end };
}

function newTable(at: Place): Table {
  return { kind: 'map', at, via: [], open: false, members: new Map() };
}
