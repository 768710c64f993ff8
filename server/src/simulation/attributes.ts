/** How a job runs: by its own keys and those of the deciding rule. */
import { booleanOf, given, textOf } from '../ci/blank.ts';
import { toS } from '../ci/ruby-text.ts';
import { isDoubt, type Doubt, type Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import type { NeedList } from './needs.ts';
import type { Attributes } from './plan.ts';
import type { Variables } from './scope.ts';
import { over, variablesIn } from './yaml-variables.ts';

/** What the job itself says. */
export interface Own {
  readonly value: Value;
  /** Including those that it inherits and those of its matrix. */
  readonly variables: Variables;
  readonly needs: NeedList;
  readonly needsIn: (value: Value) => NeedList;
}

/** What an include that was not read, or an unknown input, leaves open. */
export const UNREAD: Doubt = { on: ['a value that was not read'] };

/** With the deciding rule, or without one. */
export function attributesOf(own: Own, rule: Value | undefined): Attributes {
  const needs = needsBy(own, rule);
  return {
    when: wordIn(rule, 'when') ?? wordIn(own.value, 'when') ?? 'on_success',
    allowFailure: flagIn(rule) ?? ownAllowFailure(own.value),
    startIn: startIn(rule) ?? startIn(own.value),
    variables: over(own.variables, variablesIn(member(rule, 'variables')?.value)),
    needs: needs.open || (needs === own.needs && isOpenAbout(own.value, 'needs')) ? UNREAD : needs.needs,
    dag: needs !== own.needs || given(own.value, 'needs') !== undefined,
  };
}

/** Whether a job is in the pipeline by a rule that matches: `never` belongs to rules, so a template cannot bring it to the job. */
export function letsIn(own: Own, rule: Value): Truth {
  const held = given(own.value, 'when');
  const when = wordIn(rule, 'when') ?? (held ? wordIn(own.value, 'when') : undefined);
  return isDoubt(when) ? when : when !== 'never';
}

/** The needs of a rule replace those of the job, if it has any. */
function needsBy({ needs, needsIn }: Own, rule: Value | undefined): NeedList {
  const value = given(rule, 'needs');
  const found = value && needsIn(value);
  return found && (found.needs.length > 0 || found.open) ? found : needs;
}

/** Whether the key may come from somewhere that was not read, such as a template. */
function isOpenAbout(value: Value | undefined, key: string): boolean {
  const held = given(value, key);
  return held ? held.kind === 'unknown' : value?.kind === 'map' && value.open;
}

function wordIn(value: Value | undefined, key: string): string | Doubt | undefined {
  return isOpenAbout(value, key) ? UNREAD : textOf(given(value, key));
}

function startIn(value: Value | undefined): string | Doubt | undefined {
  if (isOpenAbout(value, 'start_in')) return UNREAD;
  const held = given(value, 'start_in');
  return held?.kind === 'scalar' ? toS(held) : undefined;
}

function flagIn(value: Value | undefined): boolean | Doubt | undefined {
  if (isOpenAbout(value, 'allow_failure')) return UNREAD;
  return booleanOf(given(value, 'allow_failure'));
}

/** `exit_codes` alone do not allow other failures; a manual job may fail unless it says otherwise. */
function ownAllowFailure(job: Value): boolean | Doubt {
  if (given(job, 'allow_failure')?.kind === 'map') return false;
  return flagIn(job) ?? wordIn(job, 'when') === 'manual';
}
