/** The hook that has a handler in place of a script. */
import { hooks, preStopHandler } from '../spec/hooks.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';

const FIELDS: Readonly<Record<string, unknown>> = hooks.shape.fields;

export const HANDLER_HOOK = Object.keys(FIELDS).find(name => FIELDS[name] === preStopHandler) ?? '';

/** The hook in a job, a template or `default`. */
export function handlerHookIn(entry: Value | undefined): Member | undefined {
  return member(member(entry, 'hooks')?.value, HANDLER_HOOK);
}
