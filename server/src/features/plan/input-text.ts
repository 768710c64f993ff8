/** Inputs as texts, which GitLab converts to the type that the file declares. */
import { isNull } from '../../ci/blank.ts';
import { datumToS, inspect, toS } from '../../ci/ruby-text.ts';
import type { Value } from '../../yaml/value/value.ts';

/** Nothing for a value that is not known, or that no input can have. */
export function inputText(value: Value): string | undefined {
  if (value.kind === 'list') return value.items.every(({ kind }) => kind === 'scalar') ? inspect(value) : undefined;
  return value.kind === 'scalar' && !isNull(value) ? toS(value) : undefined;
}

/** By name; nothing without any. */
export function inputTexts(inputs: Value | undefined): Readonly<Record<string, string>> | undefined {
  if (inputs?.kind !== 'map' || inputs.members.size === 0) return undefined;
  const pairs = [...inputs.members.values()].flatMap(({ name, value }) => {
    const text = inputText(value);
    return text === undefined ? [] : [[datumToS(name), text] as const];
  });
  return Object.fromEntries(pairs);
}
