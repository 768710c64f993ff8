/** Syntax errors of the shell in the command of a pre-stop handler, as far as a shell runs it. */
import { guardedEach } from '../../text/failure.ts';
import { joinedScript } from '../../shell/joined.ts';
import { shellFault } from '../../shell/syntax.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';
import { commandOf, isScript, shellScriptOf, type Command } from './exec-command.ts';
import { isForUnixShell, isReplaced, partOf, type ShellLine } from './shell/lines.ts';

export const execSyntax: BlockRule = {
  codes: ['shell-syntax'],
  check(context, report) {
    guardedEach('shell-syntax', handlerVisits(context), visit => {
      const command = commandOf(visit);
      const lines = command ? linesOf(command) : [];
      if (lines.length === 0 || lines.some(isReplaced)) return;
      const { text, locate } = joinedScript(lines.map(line => line.text));
      const fault = shellFault(text);
      const start = fault && locate(fault.at.start);
      const line = start && lines[start.index];
      if (!line || !isForUnixShell(lines)) return;
      const at = { start: start.offset, end: start.offset + fault.at.end - fault.at.start };
      report({ code: 'shell-syntax', message: fault.message, at: partOf(line, at) });
    });
  },
};

/** The text after `-c`, or the items if they are the lines of a script. */
function linesOf(command: Command): readonly ShellLine[] {
  const script = shellScriptOf(command);
  if (script) return [script];
  return isScript(command) ? command.words : [];
}
