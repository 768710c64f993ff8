/**
 * Hints at variables in a handler that neither GitLab nor the runner expands. There is no fix: only a shell could
 * expand them.
 */
import { preStopHandler } from '../../spec/hooks.ts';
import { guardedEach } from '../../text/failure.ts';
import type { Place } from '../../text/span.ts';
import { commandOf, isScript, readsDollars } from './exec-command.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits, textOf, type Visit } from '../engine/visits.ts';

export const unexpandedVariable: BlockRule = {
  codes: ['unexpanded-variable'],
  check(context, report) {
    guardedEach('unexpanded-variable', handlerVisits(context), visit => {
      for (const { variable, at } of variablesIn(visit))
        report({ code: 'unexpanded-variable', message: messageFor(visit, variable), at });
    });
  },
};

interface Use {
  readonly variable: string;
  readonly at: Place;
}

/** Fields that are not strings have a message of their own for invalid values. */
function variablesIn(visit: Visit): readonly Use[] {
  const { field, member } = visit;
  if (field === preStopHandler.shape.fields.exec) return variablesInCommand(visit);
  if (field.shape.kind !== 'text' || field.expands?.length !== 0) return [];
  return usesIn(textOf(member.value), member.value.at, ANY_BEGINS);
}

/** A shell expands variables, but not the inputs of a job. */
function variablesInCommand(visit: Visit): readonly Use[] {
  const command = commandOf(visit);
  if (!command) return [];
  const pattern = isScript(command) || readsDollars(command) ? INPUT_BEGINS : ANY_BEGINS;
  return command.words.flatMap(({ text, value }) => usesIn(text, value.at, pattern));
}

const INPUT_BEGINS = /\$\{\{/g;
const ANY_BEGINS = /\$(?:\{\{|\{[A-Za-z_]|[A-Za-z_]\w*)/g;

function usesIn(text: string | undefined, at: Place, begins: RegExp): readonly Use[] {
  const variable = firstUse(text ?? '', begins);
  return variable === undefined ? [] : [{ variable, at }];
}

/** What is not closed is no use, and where one is not, none of the same form behind it is. */
function firstUse(text: string, begins: RegExp): string | undefined {
  const open = new Set<string>();
  for (const { 0: found, index } of text.matchAll(begins)) {
    const brackets = /^\$(\{*)/.exec(found)?.[1] ?? '';
    if (brackets === '') return found;
    if (open.has(brackets)) continue;
    const close = '}'.repeat(brackets.length);
    const end = text.indexOf(close, index + found.length);
    if (end >= 0) return text.slice(index, end + close.length);
    open.add(brackets);
  }
  return undefined;
}

function messageFor({ field }: Visit, variable: string): string {
  if (variable.startsWith('${{'))
    return `\`${variable}\` is not expanded here: the runner replaces job inputs in scripts and some other keys, but not in hooks. Use a CI/CD variable in a shell, or an input of the file, \`$[[ inputs.… ]]\`.`;
  const shell =
    field === preStopHandler.shape.fields.exec
      ? ' Start a shell to expand it: `["sh", "-c", "…"]`.'
      : ' Write the value itself, or take it from an input of the file, `$[[ inputs.… ]]`.';
  return `\`${variable}\` is not expanded here: neither GitLab nor the runner replaces variables in a pre-stop handler.${shell}`;
}
