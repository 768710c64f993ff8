/** Checks what an edit of a template replaced once for all jobs that inherit it. */
import { handlerHookIn } from '../../ci/handler-hook.ts';
import { hooksFaults } from '../../ci/hooks-faults.ts';
import { defaultOf } from '../../ci/pipeline.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { strayHooks } from '../../ci/stray-hooks.ts';
import { check } from '../../readings/check.ts';
import { entries } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { cachedBy } from '../../text/cached.ts';
import type { MapValue, Member } from '../../yaml/value/value.ts';
import type { InheritedEdit } from '../engine/inherited-edit.ts';
import type { Stays } from '../engine/pipeline-rules.ts';
import { conflictsIn, handlersOf } from './handlers.ts';
import { hasUnreached } from './unreached-rule.ts';

/** Whether a job for which nothing was wrong is still fine with the new values. */
export const staysSoundEntry: Stays = ({ project }, edit, { hasOwn, isEdited }) => {
  // hooks of its own are no use on some runners
  if (isEdited && edit.values.has('hooks')) return false;
  // its tags matter to a job with hooks of its own
  if (edit.values.has('tags') && hasOwn('hooks')) return false;
  if (edit.values.has('hooks') && mayLose(resolveJob(project, 'default')?.value)) return false;
  return (edit.name === 'default' && !isEdited) || isSound(edit);
};

/** Whether hooks of a job may replace a handler. */
function mayLose(standard: Parameters<typeof defaultOf>[0]): boolean {
  return handlerHookIn(defaultOf(standard)) !== undefined;
}

/** Whether the values are right, wherever they are inherited: none of these keys depends on what is next to it. */
const isSound = cachedBy(({ values }: InheritedEdit): boolean => {
  const held = [...values.values()];
  const [first] = held;
  if (!first) return true;
  const part: MapValue = { kind: 'map', members: values, open: false, at: first.key, via: [] };
  const faults = [...hooksFaults(part), ...strayHooks('', part), ...conflictsIn(handlersOf(part))];
  return faults.length === 0 && [...values].every(([key, one]) => isSoundValue(key, one));
});

function isSoundValue(name: string, { key, value }: Member): boolean {
  const fields: Readonly<Record<string, Field>> = entries.job.shape.fields;
  const field = fields[name];
  if (!field || field.status?.removed || field.noEffect !== undefined) return false;
  if (field === entries.job.shape.fields.rules && hasUnreached(value)) return false;
  let isSoundHere = true;
  for (const complete of [true, false])
    check(() => (isSoundHere = false), field, value, { name, owner: key, hidden: false, complete });
  return isSoundHere;
}
