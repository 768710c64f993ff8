/** Syntax errors of the shell in the command of a pre-stop handler, as far as a shell runs it. */
import { guardedEach } from '../../text/failure.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';
import { commandOf, isScript, shellScriptOf, type Command } from './exec-command.ts';
import { lineFault } from './shell/line-fault.ts';
import { isForUnixShell, isReplaced, partOf, type ShellLine } from './shell/lines.ts';

export const execSyntax: BlockRule = {
  codes: ['shell-syntax'],
  check(context, report) {
    guardedEach('shell-syntax', handlerVisits(context), visit => {
      const command = commandOf(visit);
      const lines = command ? linesOf(command) : [];
      if (lines.length === 0 || lines.some(isReplaced)) return;
      const found = lineFault(lines);
      if (!found || !isForUnixShell(lines)) return;
      const { line, fault } = found;
      report({ code: 'shell-syntax', message: fault.message, at: partOf(line, fault.at) });
    });
  },
};

/** The text after `-c`, or the items if they are the lines of a script. */
function linesOf(command: Command): readonly ShellLine[] {
  const script = shellScriptOf(command);
  if (script) return [script];
  return isScript(command) ? command.words : [];
}
