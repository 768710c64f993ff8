/** Answers the request for the effective hooks of a job. */
import { effectiveHooksText, jobNameAt } from '../features/effective-hooks.ts';
import { offsetOf } from './convert.ts';
import type { EffectiveHooksAnswer, EffectiveHooksParams } from './requests.ts';
import type { Subject } from './session.ts';

export function answerEffective(
  { document, lines, owners, settings }: Subject,
  { position, job }: EffectiveHooksParams,
): EffectiveHooksAnswer | null {
  const name = job ?? (position && jobNameAt(owners, document, offsetOf(lines, position)));
  const text = name === undefined ? undefined : effectiveHooksText(owners, name, settings);
  return name === undefined || text === undefined ? null : { job: name, text };
}
