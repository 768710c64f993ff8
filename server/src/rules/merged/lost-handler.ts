/** A job whose own hooks silently replace the pre-stop handler of `default:`. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { hooks as hooksField } from '../../spec/hooks.ts';
import type { Fix } from '../../text/problem.ts';
import { insertEntries } from '../../yaml/edit/edit.ts';
import { pairLocation } from '../../yaml/edit/pair-location.ts';
import { inheritsHooks } from '../../ci/effective-job.ts';
import { member, type MapValue, type Member, type Value } from '../../yaml/value/value.ts';
import { HANDLER_HOOK, handlerHookIn } from '../../ci/handler-hook.ts';
import type { MergedFinding } from '../engine/reported.ts';

/** The loss, if there is one; nothing if anything about it is unknown. */
export function lostHandler(job: EffectiveJob, standard: Value | undefined): readonly MergedFinding[] {
  const handler = handlerHookIn(standard);
  const own = member(job.value, 'hooks');
  if (!handler || isNull(handler.value) || !own || !isCertain(job)) return [];
  if (own.value.kind !== 'map' || !replacesOnly(own.value) || !inheritsHooks(job.value)) return [];
  return [
    {
      finding: {
        code: 'lost-handler',
        inheritance: 'replace',
        message: `This job loses \`${HANDLER_HOOK}\` of \`default\`, because its \`hooks\` replace those of \`default\` as a whole. Refer to it here to keep it, or write \`inherit: { default: … }\` without \`hooks\` if that is intended.`,
        at: own.key,
        related: [{ at: handler.key, message: 'This handler does not run for the job.' }],
        fixes: refer(own),
      },
      via: [...(own.via ?? []), ...(handler.via ?? [])],
    },
  ];
}

function isCertain({ value, complete }: EffectiveJob): boolean {
  if (!complete || value.kind !== 'map' || value.open) return false;
  const inherit = member(value, 'inherit')?.value;
  if (!inherit || isNull(inherit)) return true;
  if (inherit.kind !== 'map' || inherit.open) return false;
  const choice = member(inherit, 'default')?.value;
  if (choice?.kind === 'list') return choice.items.every(item => item.kind === 'scalar');
  return choice === undefined || choice.kind === 'scalar';
}

/** The job has other hooks and does not mention this one. */
function replacesOnly({ members, open }: MapValue): boolean {
  if (open || members.has(HANDLER_HOOK)) return false;
  const fields: Readonly<Record<string, unknown>> = hooksField.shape.fields;
  const all = [...members];
  return all.every(([name]) => Object.hasOwn(fields, name)) && all.some(([, { value }]) => !isNull(value));
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.datum.type === 'null';
}

function refer({ key }: Member): readonly Fix[] {
  const node = pairLocation(key)?.pair.value;
  if (node?.kind !== 'map') return [];
  const edits = insertEntries({ ...key, span: node.span }, [
    `${HANDLER_HOOK}: !reference [default, hooks, ${HANDLER_HOOK}]`,
  ]);
  return edits.length > 0 ? [{ title: `Keep ${HANDLER_HOOK} of default`, edits }] : [];
}
