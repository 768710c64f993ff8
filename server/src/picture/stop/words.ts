/** The course of a stop in sentences: for readers who do not see the drawing, and for what it cannot show. */
import { canRun, instantsOf, LAST_SECONDS, type StopCase, type StopFacts, type StopTimes } from './stop.ts';

/** The steps in order. */
export function stepsOf(facts: StopFacts, times: StopTimes, stopCase: StopCase): readonly string[] {
  const { term, kill } = instantsOf(facts, times);
  return [
    BEFORE[stopCase],
    `${STOPS[stopCase]} The grace period of ${times.grace} s begins.`,
    ...hookSteps(facts, times, stopCase),
    `After ${term} s the processes of the container get TERM.`,
    `After ${kill} s, KILL ends what still runs.`,
  ];
}

const BEFORE: Readonly<Record<StopCase, string>> = {
  ends: 'The script succeeds, and after_script runs. All containers go on running.',
  fails:
    'A command of the script fails, and after_script runs. That does not end a container: all of them go on running.',
  cancelled: 'The runner ends the script, and after_script runs. All containers go on running.',
  drained: 'The script is running when Kubernetes takes the pod off the node.',
  exits: 'The main process of the build container ends or crashes, or uses too much memory. The job fails.',
};

const DELETES = 'The runner deletes the pod.';
const STOPS: Readonly<Record<StopCase, string>> = {
  ends: DELETES,
  fails: DELETES,
  cancelled: DELETES,
  drained: 'The pod is evicted.',
  exits: `${DELETES} The other containers are still running.`,
};

function hookSteps(facts: StopFacts, { grace, takes }: StopTimes, stopCase: StopCase): readonly string[] {
  if (!canRun(facts) || grace === 0) return [];
  const names = stopCase === 'exits' ? facts.containers.filter(name => name !== 'build') : facts.containers;
  const where = listed(facts.mayHaveMore ? [...names, 'services that are not known here'] : names);
  return [
    `${BEGINS[facts.handler](where)}${stopCase === 'drained' ? ' The script goes on meanwhile.' : ''}`,
    takes > grace
      ? `After ${grace} s the grace period is over, and the hook is cut off.`
      : `The hook ends after ${takes} s.`,
  ];
}

const BEGINS: Readonly<Record<StopFacts['handler'], (where: string) => string>> = {
  exec: where =>
    `The command starts in each container at the same time, in ${where}. A program that is missing in one of them fails there only.`,
  http_get: where =>
    `The kubelet sends the request from the node to the address of the pod, once for each of ${where}.`,
  unknown: where => `A hook that is not known here starts for ${where}.`,
  tcp_socket: () => '',
  refused: () => '',
  none: () => '',
};

/** What one might expect to run but does not. */
export function leftOutOf(facts: StopFacts, times: StopTimes, stopCase: StopCase): readonly string[] {
  const all = [...leftOutOfHook(facts, times), ...leftOutOfJob(facts, stopCase)];
  return all.length > 0 ? all : ['Nothing is left out.'];
}

function leftOutOfHook(facts: StopFacts, { grace, takes }: StopTimes): readonly string[] {
  if (facts.handler === 'none')
    return ['A hook: the job has none. One in the runner’s config.toml runs, if there is one.'];
  if (facts.handler === 'tcp_socket')
    return [
      'The hook: Kubernetes takes tcp_socket here, but the kubelet cannot run it. All that is left is the event FailedPreStopHook.',
    ];
  if (grace === 0)
    return [
      `The hook: with a grace period of 0 it is passed over. The containers get TERM at once, and KILL after ${LAST_SECONDS} s.`,
    ];
  if (takes > grace)
    return [
      `The rest of the hook: it takes ${takes} s, and the grace period is ${grace} s. The container has ${LAST_SECONDS} s left after it.`,
    ];
  return [];
}

function leftOutOfJob(facts: StopFacts, stopCase: StopCase): readonly string[] {
  const hasServices = facts.mayHaveMore || facts.containers.length > 2;
  const services = hasServices && canRun(facts) ? ['The hook in a service that has ended by itself before.'] : [];
  switch (stopCase) {
    case 'ends':
      return services;
    case 'fails':
      return ['The commands of the script after the one that failed.', ...services];
    case 'cancelled':
      return ['The rest of the script.', ...services];
    case 'drained':
      return [
        'after_script, and what the runner does after it: the job is ended from outside.',
        'The rest of the script, from TERM or KILL on.',
        ...services,
      ];
    case 'exits':
      return [
        ...(canRun(facts)
          ? ['The hook in the build container: a container that ends by itself has no pre-stop hook.']
          : []),
        'The rest of the script, and after_script: there is no container for them.',
        ...services,
      ];
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
