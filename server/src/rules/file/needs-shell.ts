/** Hints at an `exec` written as a shell command line: as a command, it names a program that does not exist. */
import { guardedEach } from '../../text/failure.ts';
import { commandOf, isScript, type Command } from './exec-command.ts';
import type { BlockRule } from '../engine/rule.ts';
import { runByShell } from './shell-form.ts';
import { visitsIn } from '../engine/visits.ts';

export const needsShell: BlockRule = {
  codes: ['needs-shell'],
  check(context, report) {
    guardedEach('needs-shell', visitsIn(context), visit => {
      const command = commandOf(visit);
      if (!command || !isScript(command)) return;
      const edits = runByShell(command);
      report({
        code: 'needs-shell',
        message: messageFor(command),
        at: command.words[0].value.at,
        fixes: edits.length > 0 ? [{ title: 'Let a shell run it: ["sh", "-c", "…"]', edits }] : [],
      });
    });
  },
};

function messageFor({ words }: Command): string {
  const what =
    words.length > 1 ? 'These look like the lines of a script, which need a shell' : 'This line needs a shell';
  return `${what}: write \`["sh", "-c", "…"]\`. The proposal leaves open whether \`exec\` is a list of script lines or, as in Kubernetes and the runner, one command and its arguments. A command runs without a shell, so the whole line would be the name of a program.`;
}
