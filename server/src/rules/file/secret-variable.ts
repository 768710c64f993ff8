/** Warns of a variable in the script of a hook that its environment does not have: containers get no secrets from the runner. */
import { predefinedVariables } from '../../spec/predefined.ts';
import { guardedEach } from '../../text/failure.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits } from '../engine/visits.ts';
import { commandOf, shellScriptOf } from './exec-command.ts';
import { variablesRead } from './shell/variables.ts';

export const secretVariable: BlockRule = {
  codes: ['secret-variable'],
  check(context, report) {
    guardedEach('secret-variable', handlerVisits(context), visit => {
      const command = commandOf(visit);
      const script = command && shellScriptOf(command);
      for (const name of script ? variablesRead(script.text) : [])
        if (Object.hasOwn(predefinedVariables, name) && predefinedVariables[name]?.secret)
          report({
            code: 'secret-variable',
            message: `\`$${name}\` is empty in a hook: the runner gives containers no secret variables, it exports them in the scripts of the job. Write what the hook needs to a file in the script, and read that.`,
            at: script?.value.at ?? visit.member.value.at,
          });
    });
  },
};
