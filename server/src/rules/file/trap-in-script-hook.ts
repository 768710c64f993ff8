/**
 * Hints at a `trap` in a script hook that is meant for the end of the container: its shell is gone by then. There is no
 * fix, since the hook that would do it is only proposed: a GitLab of today refuses it.
 */
import { HANDLER_HOOK } from '../../ci/handler-hook.ts';
import { hooks } from '../../spec/hooks.ts';
import { guardedEach } from '../../text/failure.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { BlockRule } from '../engine/rule.ts';
import { textOf, visitsIn } from '../engine/visits.ts';
import { tokensOf } from './shell/words.ts';

export const trapInScriptHook: BlockRule = {
  codes: ['trap-in-script-hook'],
  check(context, report) {
    guardedEach('trap-in-script-hook', visitsIn(context), visit => {
      if (visit.field !== hooks.shape.fields.pre_get_sources_script) return;
      for (const line of linesIn(visit.member.value)) {
        if (!trapsStop(textOf(line) ?? '')) continue;
        report({
          code: 'trap-in-script-hook',
          message: `This \`trap\` is gone before the job is stopped: the shell of \`${visit.name}\` ends once the sources are there. What has to run before a container ends is for \`${HANDLER_HOOK}\`.`,
          at: line.at,
        });
      }
    });
  },
};

function linesIn(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(linesIn) : [value];
}

/** Whether a line is a `trap` for TERM and nothing else. */
function trapsStop(line: string): boolean {
  if (!line.trimStart().startsWith('trap ')) return false;
  const tokens = tokensOf(line) ?? [];
  const [, action, ...signals] = tokens.map(({ text }) => text);
  const isStop = signals.some(signal => /^(?:(?:SIG)?TERM|15)$/i.test(signal));
  return isStop && action !== '' && action !== '-' && tokens.every(({ kind }) => kind === 'word');
}
