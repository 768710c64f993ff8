/** The hook that has a handler in place of a script. */
import { hooks, preStopHandler } from '../spec/hooks.ts';

const FIELDS: Readonly<Record<string, unknown>> = hooks.shape.fields;

export const HANDLER_HOOK = Object.keys(FIELDS).find(name => FIELDS[name] === preStopHandler) ?? '';
