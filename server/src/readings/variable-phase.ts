/** Decides whether a predefined variable already has a value where it is used. */
import { namesOfJobs, type Phase, type PredefinedVariable } from '../spec/predefined.ts';

/** When GitLab reads it: while it processes includes, decides whether there is a pipeline, or which jobs it has. */
export type Moment = 'include' | 'workflow' | 'rules';

const KNOWN: Readonly<Record<Moment, readonly Phase[]>> = {
  include: ['early'],
  workflow: ['early', 'pipeline'],
  rules: ['early', 'pipeline'],
};

export function isKnownAt(moment: Moment, name: string, { phase }: PredefinedVariable): boolean {
  // before there is a pipeline, there is no job either
  return KNOWN[moment].includes(phase) && (moment === 'rules' || !namesOfJobs.test(name));
}
