/** Variables that a hook asks for and that only the script of its job sets: a hook is another process. */
import { given, textOf } from '../../ci/blank.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { handlerHookIn } from '../../ci/handler-hook.ts';
import { cachedBy } from '../../text/cached.ts';
import { rulesIn } from '../../simulation/rules.ts';
import { predefinedVariables } from '../../spec/predefined.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import type { Heir, InheritedEdit } from '../engine/inherited-edit.ts';
import type { RunRule } from '../engine/pipeline-rules.ts';
import type { MergedFinding } from '../engine/reported.ts';
import type { Scene } from '../engine/scene.ts';
import { commandIn, shellScriptOf } from '../file/exec-command.ts';
import { variablesRead } from '../file/shell/variables.ts';
import { tokensOf } from '../file/shell/words.ts';

export const scriptVariables: RunRule = { codes: ['script-variable'], check: findingsOf, stays };

/** Nearly no job has a hook that runs a script of a shell. */
function stays(_scene: Scene, _edit: InheritedEdit, { parts }: Heir): boolean {
  return parts.every(part => !hasShellScript(part));
}

const hasShellScript = cachedBy((part: Value): boolean => scriptIn(part) !== undefined);

/** The script that `exec` of a job or a template has a shell run. */
function scriptIn(job: Value): ReturnType<typeof shellScriptOf> {
  const exec = member(handlerHookIn(job)?.value, 'exec')?.value;
  const command = exec && commandIn(exec);
  return command && shellScriptOf(command);
}

function findingsOf(scene: Scene, job: EffectiveJob): readonly MergedFinding[] {
  const script = job.kind === 'job' && job.complete ? scriptIn(job.value) : undefined;
  if (!script) return [];
  const read = variablesRead(script.text);
  const set = read.size > 0 ? setBy(job.value) : new Set<string>();
  const names = [...read].filter(name => set.has(name) && !isKnown(scene, job, name));
  if (names.length === 0) return [];
  const [have, them] = names.length > 1 ? ['have', 'them'] : ['has', 'it'];
  return [
    {
      finding: {
        code: 'script-variable',
        message: `${names.map(name => `\`$${name}\``).join(' and ')} ${have} no value in a hook: the script of \`${job.name}\` sets ${them}, but a hook is a process of its own. Set ${them} in \`variables\`, or write a file in the script and read that.`,
        at: script.value.at,
      },
      via: script.value.via,
    },
  ];
}

/** The names that the scripts of the job set; what is only set for one command is none of them. */
function setBy(job: Value): ReadonlySet<string> {
  const lines = ['before_script', 'script'].flatMap(key => textsIn(given(job, key)));
  return new Set(lines.flatMap(line => commandsIn(line).flatMap(namesSet)));
}

/** The words of each command of a line. */
function commandsIn(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const { kind, text } of tokensOf(line) ?? []) {
    if (kind === 'word') commands.at(-1)?.push(text);
    else commands.push([]);
  }
  return commands;
}

function namesSet(words: readonly string[]): readonly string[] {
  const assigned = words[0] === 'export' ? words.slice(1) : words;
  const names = assigned.map(word => /^([A-Za-z_]\w*)=/.exec(word)?.[1]);
  return words[0] === 'export' || !names.includes(undefined) ? names.flatMap(name => name ?? []) : [];
}

function textsIn(value: Value | undefined): readonly string[] {
  return value?.kind === 'list' ? value.items.flatMap(textsIn) : [textOf(value) ?? []].flat();
}

/** What the file, GitLab or an image may have set for the container as well. */
function isKnown({ configuration }: Scene, { value }: EffectiveJob, name: string): boolean {
  if (Object.hasOwn(predefinedVariables, name) || OF_IMAGES.test(name)) return true;
  const rules = [value, configuration.entry('workflow')?.value].flatMap(holder =>
    rulesIn(member(holder, 'rules')?.value),
  );
  const holders = [value, ...rules].map(holder => member(holder, 'variables')?.value);
  return [...holders, configuration.entry('variables')?.value].some(
    variables =>
      variables?.kind === 'unknown' || (variables?.kind === 'map' && (variables.open || variables.members.has(name))),
  );
}

const OF_IMAGES = /^(?:PATH|HOME|USER|SHELL|LANG|LC_\w+|TZ|PWD|TMPDIR|LD_LIBRARY_PATH)$/;
