/** What the runner receives about the hooks of a job: `hooks` in the job's payload. */
import { HANDLER_HOOK } from '../ci/handler-hook.ts';
import { hooks as hooksField } from '../spec/hooks.ts';
import type { Value } from '../yaml/value/value.ts';
import { sentHandler } from './handler.ts';
import { sentJson, type SentJson } from './sent-json.ts';

/** A type rather than an interface, so that it is assignable to JSON. */
export type Payload = {
  readonly hooks: readonly PayloadHook[];
  /** The entries that no released GitLab sends. */
  readonly proposed: readonly string[];
};

/**
 * A hook with lines has `script`, which runners read today. A handler has a field of its own: runners could not decode
 * a mapping in `script` and would fail to read the whole job, but they ignore fields that they do not know.
 */
export type PayloadHook =
  | { readonly name: string; readonly script: SentJson }
  | { readonly name: string; readonly handler: SentJson };

/** The entries in GitLab's order; a part that is not known here is `null`. */
export function payloadOf(hooks: Value | undefined): Payload {
  if (hooks?.kind !== 'map') return { hooks: [], proposed: [] };
  const entries = [...hooks.members].map(([name, { value }]): PayloadHook => {
    const handler = name === HANDLER_HOOK ? sentHandler(hooks) : undefined;
    return handler ? { name, handler: sentJson(handler) } : { name, script: sentJson(value) };
  });
  return { hooks: entries, proposed: entries.flatMap(({ name }) => (isProposed(name) ? [name] : [])) };
}

function isProposed(name: string): boolean {
  const fields: Readonly<Record<string, { readonly status?: object }>> = hooksField.shape.fields;
  const status = Object.hasOwn(fields, name) ? fields[name]?.status : undefined;
  return status !== undefined && 'proposed' in status;
}
