/** Warns of a hook that takes longer than the grace period by what it says itself: Kubernetes cuts it off. */
import { guardedEach } from '../../text/failure.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';
import { commandOf, shellScriptOf } from './exec-command.ts';
import { secondsOfCommand } from './shell/command-time.ts';

export const slowHook: BlockRule = {
  codes: ['slow-hook'],
  check(context, report) {
    guardedEach('slow-hook', handlerVisits(context), visit => {
      const command = commandOf(visit);
      const seconds = command ? secondsOfCommand(command) : 0;
      if (!command || seconds <= 0) return;
      const { value } = shellScriptOf(command) ?? command.words[0];
      report({ code: 'slow-hook', takes: seconds, message: messageFor(seconds), at: value.at });
    });
  },
};

function messageFor(seconds: number): string {
  const what =
    seconds === Infinity
      ? 'This loop or `sleep` never ends, but the grace period does'
      : `This takes at least ${seconds} s, longer than the grace period`;
  return `${what}: Kubernetes cuts the hook off then, and the container has 2 s left. The grace period is 30 s unless the runner has another one: \`gitlabCi.kubernetes.gracePeriod\` says which.`;
}
