/**
 * Checks the value of a key once for all mappings that contain it: the content of a template is part of every job that
 * extends it, and the content of a job is merged again after every edit of the template.
 */
import type { Field } from '../../spec/shape.ts';
import type { Finding, Report } from '../../text/problem.ts';
import { cachedBy } from '../../text/cached.ts';
import { asWritten } from '../../yaml/value/step.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { At } from './at.ts';

/** What was found, and what it depends on besides the value. */
interface Outcome {
  readonly at: At;
  readonly findings: readonly Finding[];
}

const outcomesOf = cachedBy((_written: Value): Outcome[] => []);

/** The same as checking the value itself, since no check looks at the steps by which a value arrived. */
export function checkShared(report: Report, field: Field, value: Value, at: At): void {
  if (value.kind !== 'list' && value.kind !== 'map') return at.inside(report, field.shape, value, at);
  const written = asWritten(value);
  const outcomes = outcomesOf(written);
  let outcome = outcomes.find(known => isSame(known.at, at));
  if (!outcome) outcomes.push((outcome = outcomeOf(written, field, at)));
  for (const finding of outcome.findings) report(finding);
}

function outcomeOf(written: Value, field: Field, at: At): Outcome {
  const findings: Finding[] = [];
  at.inside(finding => findings.push(finding), field.shape, written, at);
  return { at, findings };
}

function isSame(a: At, b: At): boolean {
  return (
    a.field === b.field &&
    a.name === b.name &&
    a.owner === b.owner &&
    a.hidden === b.hidden &&
    a.complete === b.complete &&
    a.unsure === b.unsure &&
    a.item === b.item &&
    a.filled === b.filled
  );
}
