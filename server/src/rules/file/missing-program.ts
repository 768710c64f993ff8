/** Hints at a program that the helper container cannot have: the runner gives the hook to every container of the pod. */
import { programsOfOtherImages } from '../../spec/containers.ts';
import { guardedEach } from '../../text/failure.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';
import { commandOf } from './exec-command.ts';
import { itemsBefore } from './shell-form.ts';

export const missingProgram: BlockRule = {
  codes: ['missing-program'],
  check(context, report) {
    guardedEach('missing-program', handlerVisits(context), visit => {
      const command = commandOf(visit);
      const [word] = command?.words ?? [];
      if (!command || !word || !programsOfOtherImages.has(word.text)) return;
      const edits = command.value.kind === 'list' ? itemsBefore(command.value, word, IF_THERE) : [];
      report({
        code: 'missing-program',
        message: `\`${word.text}\` is not in the helper container: the runner gives a hook to every container of the pod, to that one and to services as well. There it fails, and only the event \`FailedPreStopHook\` says it.`,
        at: word.value.at,
        fixes: edits.length > 0 ? [{ title: 'Run it only where it is installed', edits }] : [],
      });
    });
  },
};

const IF_THERE = ['sh', '-c', `'command -v "$0" >/dev/null || exit 0; exec "$0" "$@"'`];
