/** The text that Ruby makes of a value where GitLab compares or prints it. */
import { floatToS } from '../yaml/value/ruby-float.ts';
import type { Datum, Value } from '../yaml/value/value.ts';

/** Ruby's `to_s`. */
export function toS(value: Value): string {
  if (value.kind === 'scalar') return datumToS(value.datum);
  return inspect(value);
}

/** Ruby's `inspect`, for lists and mappings in messages. */
export function inspect(value: Value): string {
  if (value.kind === 'list') return `[${value.items.map(inspect).join(', ')}]`;
  if (value.kind === 'map') {
    const pairs = [...value.members.values()].map(
      ({ name, value: held }) => `${inspectDatum(name)} => ${inspect(held)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return value.kind === 'scalar' ? inspectDatum(value.datum) : '…';
}

function inspectDatum(datum: Datum): string {
  if (datum.type === 'string') return JSON.stringify(datum.value);
  if (datum.type === 'symbol') return `:${datum.value}`;
  return datum.type === 'null' ? 'nil' : datumToS(datum);
}

/** The text of a scalar, for example of a number in place of a job name. */
export function datumToS(datum: Datum): string {
  switch (datum.type) {
    case 'null':
      return '';
    case 'binary':
      return datum.base64;
    case 'forbidden':
      return datum.className;
    case 'float':
      return floatToS(datum.value);
    default:
      return String(datum.value);
  }
}
