/** What is known of a job whose containers are stopped, and how they are: what its course is made of. */

/** Why the containers are stopped. */
export const STOP_CASES = ['ends', 'fails', 'cancelled', 'drained', 'exits'] as const;
export type StopCase = (typeof STOP_CASES)[number];

/** What a job is said to do in each case. */
export const CASE_TITLES: Readonly<Record<StopCase, string>> = {
  ends: 'The job ends',
  fails: 'The job fails',
  cancelled: 'The job is cancelled',
  drained: 'The node is drained',
  exits: 'The container exits by itself',
};

export interface StopFacts {
  /** The handler that takes effect: `unknown` where a part that cannot be read decides, `refused` where it is not exactly one. */
  readonly handler: 'exec' | 'http_get' | 'tcp_socket' | 'none' | 'unknown' | 'refused';
  /** The containers of the pod, those of services last. */
  readonly containers: readonly string[];
  /** Whether there may be more services than are known. */
  readonly mayHaveMore: boolean;
  /** How many seconds the command takes at least, where it says so itself. */
  readonly atLeast?: number;
}

/** Seconds that a person can set. */
export interface StopTimes {
  /** The grace period: how long Kubernetes waits from the stop to KILL. */
  readonly grace: number;
  /** How long the hook takes if nothing cuts it off. */
  readonly takes: number;
}

/** Kubernetes' own default. */
export const USUAL_GRACE = 30;
/** Assumed of a hook that does not say how long it takes. */
export const USUAL_TIME = 5;
/** More than a day of either helps nobody. */
export const LONGEST_TIME = 86_400;
/** What the kubelet leaves a container after a hook that took all of the grace period. */
export const LAST_SECONDS = 2;

/** Whether the kubelet has something to run. */
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
