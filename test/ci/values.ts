/** Values as plain data, for comparison in tests. */
import type { Datum, Value } from '../../server/src/yaml/value/value.ts';

/** Converts a value to strings, numbers, lists and objects; an unknown value becomes a string in angle brackets. */
export function plain(value: Value | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'map') return Object.fromEntries([...value.members].map(([id, held]) => [id, plain(held.value)]));
  return value.kind === 'scalar' ? plainDatum(value.datum) : `<${value.why}>`;
}

function plainDatum(datum: Datum): unknown {
  if (datum.type === 'null') return null;
  if (datum.type === 'integer') return Number(datum.value);
  return 'value' in datum ? datum.value : datum.type;
}
