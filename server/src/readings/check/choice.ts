/** Keys of which exactly one must be there. */
import type { KeyRule } from '../../spec/shape.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { removeEntries } from '../../yaml/edit.ts';
import { capital, enumerate, fix, subject, type At } from './at.ts';
import type { Understood } from './unknown-key.ts';

/** Reports every key but the first, or that there is none. */
export function checkChoice(report: Report, rule: KeyRule, understood: readonly Understood[], at: At): void {
  if (rule.kind !== 'exactlyOne') return;
  const chosen = understood.filter(({ name }) => rule.keys.includes(name));
  if (chosen.length === 0 && at.complete) report(noneOf(rule, at));
  for (const surplus of chosen.slice(1)) report(surplusOf(rule, surplus, chosen));
}

export type ExactlyOne = Extract<KeyRule, { kind: 'exactlyOne' }>;

/** No key of them, where none can come from elsewhere. */
export function noneOf(rule: ExactlyOne, at: At): Finding {
  return {
    code: 'no-handler',
    severity: rule.severity,
    message: `${capital(subject(at))} needs exactly one of ${enumerate(rule.keys, 'and')}, found none: ${rule.becauseNone}.`,
    at: at.owner,
  };
}

function surplusOf(rule: ExactlyOne, surplus: Understood, chosen: readonly Understood[]): Finding {
  const others = chosen.filter(other => other !== surplus);
  return {
    code: 'one-handler',
    severity: rule.severity,
    message: `\`${surplus.name}\` stands beside ${enumerate(
      others.map(({ name }) => name),
      'and',
    )}, but only one of them can be used: ${rule.becauseMany}. Keep one.`,
    at: surplus.member.key,
    related: others.map(({ name, member }) => ({ at: member.key, message: `\`${name}\` is here` })),
    fixes: chosen.flatMap(kept => keepOnly(kept, chosen)),
  };
}

function keepOnly(kept: Understood, chosen: readonly Understood[]): readonly Fix[] {
  const others = chosen.filter(other => other !== kept);
  const keys = others.flatMap(({ member }): readonly Place[] => [...member.replaced, member.key]);
  return fix(`Keep only ${kept.name}`, removeEntries(keys));
}
