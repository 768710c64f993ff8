/** The pre-stop handler as GitLab would pass it on, whatever happens to it then. */
import { isNull } from '../ci/blank.ts';
import { HANDLER_HOOK } from '../ci/handler-hook.ts';
import { member, type ScalarValue, type Value } from '../yaml/value/value.ts';
import { remade, sequence, withScalars } from './make.ts';

/** The handler in the hooks of a job: the command as one flat list, the scheme in upper case, without empty fields. */
export function sentHandler(hooks: Value | undefined): Value | undefined {
  const handler = member(hooks, HANDLER_HOOK)?.value;
  return handler && sent(handler);
}

/** If only one of several fields is allowed, invalid content stays as written: checks report it. */
function sent(handler: Value): Value {
  if (handler.kind !== 'map') return asText(handler);
  const kinds = remade(handler, (name, { value }) => [name, name === 'exec' ? commandOf(value) : fieldsOf(value)]);
  return asText(kinds);
}

function commandOf(value: Value): Value {
  if (value.kind === 'scalar') return isNull(value) ? value : sequence(value.at, [value]);
  return value.kind === 'list' ? { ...value, items: value.items.flatMap(flat) } : value;
}

function flat(item: Value): readonly Value[] {
  return item.kind === 'list' ? item.items.flatMap(flat) : [item];
}

function fieldsOf(value: Value): Value {
  if (value.kind !== 'map') return value;
  return remade(value, (name, held) => {
    if (isNull(held.value)) return undefined;
    return [name, name === 'scheme' ? withScalars(held.value, upperCase) : held.value];
  });
}

function upperCase(scalar: ScalarValue): ScalarValue {
  const { datum } = scalar;
  return datum.type === 'string' ? { ...scalar, datum: { ...datum, value: datum.value.toUpperCase() } } : scalar;
}

/** JSON has no symbols: Ruby writes them as strings. */
function asText(value: Value): Value {
  return withScalars(value, scalar =>
    scalar.datum.type === 'symbol' ? { ...scalar, datum: { type: 'string', value: scalar.datum.value } } : scalar,
  );
}
