/** What is known about a job whose containers are stopped: the input for its course. */

/** Why the containers are stopped. */
export const STOP_CASES = ['ends', 'fails', 'cancelled', 'drained', 'exits'] as const;
export type StopCase = (typeof STOP_CASES)[number];

/** What happens to the job in each case. */
export const CASE_TITLES: Readonly<Record<StopCase, string>> = {
  ends: 'The job ends',
  fails: 'The job fails',
  cancelled: 'The job is cancelled',
  drained: 'The node is drained',
  exits: 'The container exits by itself',
};

export interface StopFacts {
  /** The effective handler: `unknown` if an unknown part decides, `refused` if there is not exactly one. */
  readonly handler: 'exec' | 'http_get' | 'tcp_socket' | 'none' | 'unknown' | 'refused';
  /** The containers of the pod, those of services last. */
  readonly containers: readonly string[];
  /** Whether there may be more services than are known. */
  readonly mayHaveMore: boolean;
  /** The least number of seconds that the command takes, if it says so itself. */
  readonly atLeast?: number;
}

/** Durations in seconds that the user can set. */
export interface StopTimes {
  /** The grace period: how long Kubernetes waits from the stop to KILL. */
  readonly grace: number;
  /** How long the hook takes if it is not cut off. */
  readonly takes: number;
}

/** The default of Kubernetes. */
export const USUAL_GRACE = 30;
/** Assumed for a hook that does not say how long it takes. */
export const USUAL_TIME = 5;
/** More than a day is of no use. */
export const LONGEST_TIME = 86_400;
/** What the kubelet leaves a container after a hook that took all of the grace period. */
export const LAST_SECONDS = 2;

/** Whether there is something for the kubelet to run. */
export function canRun({ handler }: StopFacts): boolean {
  return handler === 'exec' || handler === 'http_get' || handler === 'unknown';
}

export interface Instants {
  /** When the hook ends or is cut off; 0 if none runs. */
  readonly term: number;
  readonly kill: number;
}

/** Seconds after the stop at which the containers get TERM and, at the latest, KILL. */
export function instantsOf(facts: StopFacts, { grace, takes }: StopTimes): Instants {
  const term = canRun(facts) ? Math.min(takes, grace) : 0;
  return { term, kill: Math.max(grace, term + LAST_SECONDS) };
}
