/** Decides whether a predefined variable already has a value where it is used. */
import { namesOfJobs, type Phase, type PredefinedVariable } from '../spec/predefined.ts';

/**
 * When GitLab reads it: while it processes includes, decides whether there is a pipeline, names it, decides which jobs
 * it has, creates them or names their environments.
 */
export type Moment = 'include' | 'workflow' | 'name' | 'rules' | 'creation' | 'environment';

const KNOWN: Readonly<Record<Moment, readonly Phase[]>> = {
  include: ['early'],
  workflow: ['early', 'pipeline'],
  name: ['early', 'pipeline'],
  rules: ['early', 'pipeline'],
  creation: ['early', 'pipeline'],
  environment: ['early', 'pipeline'],
};

/** Before there is a pipeline, there is no job either. */
const WITHOUT_JOB: readonly Moment[] = ['include', 'workflow', 'name'];

export function isKnownAt(moment: Moment, name: string, { phase, afterWorkflow }: PredefinedVariable): boolean {
  if (!KNOWN[moment].includes(phase) || (moment === 'workflow' && afterWorkflow)) return false;
  if (WITHOUT_JOB.includes(moment)) return !namesOfJobs.test(name);
  return moment !== 'environment' || !name.startsWith('CI_ENVIRONMENT_');
}
