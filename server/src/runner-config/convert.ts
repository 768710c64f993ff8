/** Converts between the hooks of a runner in `config.toml` and those of jobs in YAML. */
import { HANDLER_HOOK } from '../ci/handler-hook.ts';
import { mapping, remade } from '../projection/make.ts';
import { yamlOf } from '../yaml/value/print.ts';
import type { MapValue, Value } from '../yaml/value/value.ts';
import { memberOf, type LifecycleHook } from './hooks.ts';

/** The hook of the runner for which jobs have a keyword. */
export const CONVERTIBLE = 'pre_stop';

/** `hooks` of `default` that do for all jobs of a pipeline what the table does for all jobs of the runner. */
export function hooksText({ member: { value } }: LifecycleHook): string | undefined {
  if (value.kind !== 'map') return undefined;
  const { at } = value;
  const hooks = mapping(at, { hooks: mapping(at, { [HANDLER_HOOK]: handlerOf(value) }) });
  return yamlOf(mapping(at, { default: hooks }), {});
}

/** The handler as jobs write it: names in lower case, and the command without a table of its own. */
export function handlerOf(table: MapValue): Value {
  return remade(table, (id, { value }) => {
    const kind = id.toLowerCase();
    const command = kind === 'exec' ? memberOf(value, 'command')?.value : undefined;
    return [kind, command ?? lowerCased(value)];
  });
}

function lowerCased(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(lowerCased) };
  return value.kind === 'map' ? remade(value, (id, held) => [id.toLowerCase(), lowerCased(held.value)]) : value;
}
