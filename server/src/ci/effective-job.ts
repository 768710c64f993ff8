/** What a job resolves to: its merged value, and the hooks that take effect, each part with its origin. */
import { hooks as hooksField } from '../spec/hooks.ts';
import type { Finding } from '../text/problem.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { booleanOf, isNull } from './blank.ts';
import type { JobKind } from './job-kind.ts';
import { merge, POLICIES, type Inheritance } from './merge.ts';
import { withStep } from '../yaml/value/step.ts';

export interface EffectiveJob {
  readonly name: string;
  readonly kind: JobKind;
  /** After includes, `extends` and `!reference`. */
  readonly value: Value;
  /** The hooks that take effect: including those of `default:`, without empty hooks, with flat script lists. */
  readonly hooks: Value | undefined;
  /** What GitLab refuses on the way: the first fault of each step. */
  readonly faults: readonly Finding[];
  /** False if a file that was not read may add to it. */
  readonly complete: boolean;
}

export interface JobOptions {
  readonly inheritance: Inheritance;
}

/** The hooks of a job, from its merged value and that of `default:`. */
export function effectiveHooks(
  job: Value,
  standard: Value | undefined,
  { inheritance }: JobOptions,
): Value | undefined {
  const own = given(member(job, 'hooks')?.value);
  const inherited = inheritsHooks(job) ? member(standard, 'hooks') : undefined;
  const below = inherited && given(withStep(inherited.value, { rule: 'default', at: inherited.key }));
  if (!own || !below) return tidy(own ?? below);
  return tidy(merge(POLICIES.hooks[inheritance], below, inheritance === 'perHook' ? withoutNulls(own) : own));
}

/** Whether `inherit:` lets the job inherit the hooks of `default:`. */
export function inheritsHooks(job: Value): boolean {
  return inheritsDefault(job, 'hooks');
}

/** Whether `inherit:` lets the job inherit that key of `default:`. */
export function inheritsDefault(job: Value, key: string): boolean {
  const choice = member(member(job, 'inherit')?.value, 'default')?.value;
  if (choice?.kind === 'list') return choice.items.some(item => isWord(item, key));
  return booleanOf(choice) !== false;
}

function isWord(item: Value, word: string): boolean {
  if (item.kind === 'unknown') return true;
  return item.kind === 'scalar' && item.datum.type === 'string' && item.datum.value === word;
}

/** To GitLab, an empty value is not given. */
function given(value: Value | undefined): Value | undefined {
  return value && isNull(value) ? undefined : value;
}

function withoutNulls(hooks: Value): Value {
  if (hooks.kind !== 'map') return hooks;
  return { ...hooks, members: new Map([...hooks.members].filter(([, held]) => !isNull(held.value))) };
}

/** The hooks as GitLab passes them on: known hooks in its order, without empty ones. */
function tidy(hooks: Value | undefined): Value | undefined {
  if (hooks?.kind !== 'map') return hooks;
  const members = new Map<string, Member>();
  for (const [id, field] of Object.entries(hooksField.shape.fields)) {
    const held = hooks.members.get(id);
    if (held && !isNull(held.value)) members.set(id, field.shape.kind === 'either' ? flattened(held) : held);
  }
  for (const [id, held] of hooks.members) if (!members.has(id) && !isNull(held.value)) members.set(id, held);
  return { ...hooks, members };
}

function flattened(held: Member): Member {
  const { value } = held;
  if (value.kind === 'map' || value.kind === 'unknown') return held;
  if (value.kind === 'scalar')
    return { ...held, value: { kind: 'list', items: [value], at: value.at, via: value.via } };
  return { ...held, value: { ...value, items: value.items.flatMap(flat) } };
}

function flat(item: Value): readonly Value[] {
  return item.kind === 'list' ? item.items.flatMap(flat) : [item];
}
