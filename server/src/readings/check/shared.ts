/**
 * Checks the value of a key once for all mappings that contain it: the content of a template is part of every job that
 * extends it, and the content of a job is merged again after every edit of the template.
 */
import type { Field } from '../../spec/shape.ts';
import type { Finding, Report } from '../../text/problem.ts';
import { asWritten } from '../../yaml/value/step.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { At } from './at.ts';

/** What was found, and what it depends on besides the value; nearly every value has one outcome only. */
interface Outcome {
  readonly at: At;
  readonly findings: readonly Finding[];
  readonly other: Outcome | undefined;
}

const OUTCOMES = new WeakMap<Value, Outcome>();

/** The same as checking the value itself, since no check looks at the steps by which a value arrived. */
export function checkShared(report: Report, field: Field, value: Value, at: At): void {
  if (value.kind !== 'list' && value.kind !== 'map') return at.inside(report, field.shape, value, at);
  const written = asWritten(value);
  const latest = OUTCOMES.get(written);
  let outcome = latest;
  while (outcome && !isSame(written, outcome.at, at)) outcome = outcome.other;
  if (!outcome) OUTCOMES.set(written, (outcome = outcomeOf(written, { field, at, other: latest })));
  for (const finding of outcome.findings) report(finding);
}

function outcomeOf(
  written: Value,
  { field, at, other }: Omit<Outcome, 'findings'> & { readonly field: Field },
): Outcome {
  const findings: Finding[] = [];
  at.inside(finding => findings.push(finding), field.shape, written, at);
  return { at, findings: findings.length > 0 ? findings : NONE, other };
}

/** One list for all of the many values without findings. */
const NONE: readonly Finding[] = [];

/** Whether a check of the value finds the same. Lists are never merged, so they are always complete. */
function isSame({ kind }: Value, a: At, b: At): boolean {
  return (
    a.field === b.field &&
    a.name === b.name &&
    a.owner === b.owner &&
    a.hidden === b.hidden &&
    (kind === 'list' || a.complete === b.complete) &&
    a.unsure === b.unsure &&
    a.item === b.item &&
    a.filled === b.filled
  );
}
