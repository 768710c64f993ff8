/**
 * The pieces of the table: every key of every record, the rules between keys, and every column of the fields of hooks.
 */
import { hooks } from '../../server/src/spec/hooks.ts';
import { header, pipeline } from '../../server/src/spec/pipeline.ts';
import { take, type Piece } from './piece.ts';

/** Columns that no field can lack; their content is checked by the table's own test. */
const INDISPENSABLE = new Set(['doc', 'shape', 'example', 'sources']);

/** Columns that only people read, in the reference manual. */
const FOR_THE_MANUAL = new Set(['notes']);

/** Steps of no interest to readers are left out of the path. */
const STEPS = new Set(['shape', 'fields', 'item', 'list', 'scalar', 'map', 'others', '0']);

type Dictionary = Record<string, unknown>;

export const tablePieces = take([
  ...keysBelow('pipeline', pipeline),
  ...keysBelow('header', header),
  ...columnsBelow('hooks', hooks),
]);

function keysBelow(from: string, root: unknown): readonly Piece[] {
  return walk(from, root).flatMap(({ path, value }) => {
    if (value['kind'] !== 'record') return [];
    return [...keysOf(path, value['fields'] as Dictionary), ...itemsOf(`${path} (rule)`, value['rules'])];
  });
}

function columnsBelow(from: string, root: unknown): readonly Piece[] {
  return walk(from, root).flatMap(({ path, value }) => {
    if (value['kind'] === 'record') return itemsOf(`${path} (foreign key)`, value['foreign']);
    if (!('doc' in value && 'shape' in value)) return itemsOf(`${path} (word)`, value['values'] ?? value['usual']);
    const columns = Object.keys(value).filter(column => !INDISPENSABLE.has(column) && !FOR_THE_MANUAL.has(column));
    return keysOf(`${path} (column)`, value, columns);
  });
}

function keysOf(path: string, from: Dictionary, keys = Object.keys(from)): readonly Piece[] {
  return keys.map(key => ({ name: `${path}.${key}`, remove: () => void Reflect.deleteProperty(from, key) }));
}

function itemsOf(path: string, list: unknown): readonly Piece[] {
  if (!Array.isArray(list)) return [];
  return list.map((item: Dictionary, index) => ({
    name: `${path} ${index + 1}: ${wordsOf(item).join(' ')}`,
    remove: () => void list.splice(index, 1),
  }));
}

/** The name of an item of a list. */
function wordsOf({ kind, keys, key, needs, other, name, value }: Dictionary): readonly string[] {
  return [kind, keys, key, needs, other, name, value].flat().filter(word => typeof word === 'string');
}

/** Every object of the table once, under the first path that leads to it. */
function walk(
  path: string,
  value: unknown,
  seen = new Set<unknown>(),
): readonly { readonly path: string; readonly value: Dictionary }[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const below = Object.entries(value).flatMap(([key, item]) =>
    walk(STEPS.has(key) ? path : `${path}.${key}`, item, seen),
  );
  return Array.isArray(value) ? below : [{ path, value: value as Dictionary }, ...below];
}
