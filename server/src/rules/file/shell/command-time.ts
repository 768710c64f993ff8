/** How many seconds the command of a hook takes at least. */
import { isScript, shellScriptOf, type Command } from '../exec-command.ts';
import { secondsOf, sleptOf } from './time.ts';

export function secondsOfCommand(command: Command): number {
  const script = shellScriptOf(command);
  if (script) return secondsOf(script.text, script.isStrict);
  const { words } = command;
  // lines of a script, if that is what the proposal means by them
  if (isScript(command)) return secondsOf(words.map(({ text }) => text).join('\n'));
  const [program, ...rest] = words;
  if (!/^(?:\/(?:usr\/)?bin\/)?sleep$/.test(program.text)) return 0;
  return sleptOf(rest.map(({ text }) => ({ text, isPlain: true })));
}
