/** What counts as nothing to Ruby and to Rails. */
import { member, type Value } from '../yaml/value/value.ts';

/** An empty value, `~` or `null`. */
export function isNull(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && value.datum.type === 'null';
}

/** Falsy in Ruby: nil and `false`. */
export function isFalsy(value: Value): boolean {
  return isNull(value) || booleanOf(value) === false;
}

/** Rails' `present?`: neither falsy nor an empty collection nor a blank text. An unknown value may be present. */
export function isPresent(value: Value | undefined): boolean {
  if (!value || isFalsy(value)) return false;
  if (value.kind === 'list') return value.items.length > 0;
  if (value.kind === 'map') return value.open || value.members.size > 0;
  if (value.kind === 'unknown') return true;
  const { datum } = value;
  return !(datum.type === 'string' || datum.type === 'symbol') || datum.value.trim() !== '';
}

/** The text of a value, or `undefined` if it is not a string. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.datum.type === 'string' ? value.datum.value : undefined;
}

/** `true` or `false`, or `undefined` if the value is neither. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  return value?.kind === 'scalar' && value.datum.type === 'boolean' ? value.datum.value : undefined;
}

/** The value of a key; an empty one counts as none. */
export function given(value: Value | undefined, key: string): Value | undefined {
  const held = member(value, key)?.value;
  return isNull(held) ? undefined : held;
}
