/** Checks lists of name and value pairs, where people write `name: value` instead. */
import type { RecordShape } from '../../spec/shape.ts';
import type { Report } from '../../text/problem.ts';
import { quoted, rewriteMapping, sourceOf } from '../../yaml/edit/edit.ts';
import type { MapValue, Member } from '../../yaml/value/value.ts';
import { meaningOf } from '../meaning.ts';
import { enumerate, preferredFix, short, type At } from './at.ts';
import { hasForm } from './scalar.ts';

/**
 * The entries of each pair, such as `name: Host` and `value: example.com`; `undefined` if a value is more than a word.
 */
export function pairsIn(record: RecordShape, map: MapValue): readonly (readonly string[])[] | undefined {
  const names = pairNames(record);
  if (!names || map.open || map.members.size === 0) return undefined;
  if (![...map.members.keys()].every(key => isName(record, names[0], key))) return undefined;
  const rows = [...map.members.values()].map(member => pairOf(member, names));
  const whole = rows.flatMap(row => (row ? [row] : []));
  return whole.length === rows.length ? whole : undefined;
}

/** The two keys of a record that requires exactly two texts. */
export function pairNames({ fields }: RecordShape): readonly [string, string] | undefined {
  const [first, second, ...more] = Object.keys(fields);
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const both = [first, second].every(name => fields[name]?.required && fields[name].shape.kind === 'text');
  return both ? [first, second] : undefined;
}

/** Whether the key can only be the name in a pair. */
function isName({ fields }: RecordShape, first: string, key: string): boolean {
  const shape = fields[first]?.shape;
  if (shape?.kind !== 'text' || key.startsWith('\0')) return false;
  return !shape.pattern || hasForm(key, shape.pattern.source);
}

function pairOf({ key, value }: Member, [first, second]: readonly [string, string]): readonly string[] | undefined {
  if (value.kind !== 'scalar' || value.datum.type === 'null') return undefined;
  const source = sourceOf(value.at);
  if (/^[|>]|[\r\n]/.test(source)) return undefined;
  const written = value.datum.type === 'string' ? source : quoted(source, value.at.block.text);
  return [`${first}: ${sourceOf(key)}`, `${second}: ${written}`];
}

/** Reports `- Host: example.com` as one problem, not as an unknown key and two missing ones; returns whether it did. */
export function checkLonePair(report: Report, shape: RecordShape, map: MapValue, at: At): boolean {
  if (!at.item || map.members.size !== 1) return false;
  const [[key, member] = []] = map.members;
  const names = pairNames(shape);
  if (!names || !member || key === undefined || Object.hasOwn(shape.fields, key)) return false;
  const rows = meaningOf(shape, key) ? undefined : pairsIn(shape, map);
  if (!rows) return false;
  report({
    code: 'unknown-key',
    message: `Unknown key \`${short(sourceOf(member.key))}\` in an entry of \`${at.name}\`: each entry has the keys ${enumerate(names, 'and')}.`,
    at: member.key,
    fixes: preferredFix(`Write it as ${names.join(' and ')}`, () => rewriteMapping(map.at, rows.flat())),
  });
  return true;
}
