/** Reads the command of `exec`: its words, and whether it starts a shell. */
import { preStopHandler } from '../../spec/hooks.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import { textOf, type Visit } from '../engine/visits.ts';

export interface CommandWord {
  readonly text: string;
  readonly value: ScalarValue;
}

export interface Command {
  /** The list, or a text in its place. */
  readonly value: Value;
  /** The items, with nested lists flattened. */
  readonly words: readonly [CommandWord, ...CommandWord[]];
}

/** The command of an `exec`, if all of its words are known. */
export function commandOf({ field, member }: Visit): Command | undefined {
  return field === preStopHandler.shape.fields.exec ? commandIn(member.value) : undefined;
}

/** The command that the value of an `exec` holds, if every word of it is known. */
export function commandIn(value: Value): Command | undefined {
  const [first, ...rest] = wordsIn(value);
  if (!first || !rest.every(word => word !== undefined)) return undefined;
  return { value, words: [first, ...rest] };
}

function wordsIn(value: Value): readonly (CommandWord | undefined)[] {
  if (value.kind === 'list') return value.items.flatMap(wordsIn);
  const text = textOf(value);
  return [value.kind === 'scalar' && text !== undefined ? { text, value } : undefined];
}

/** Whether a text can only be meant as a shell command line: it contains spaces, quotes or operators. */
export function isLine(text: string): boolean {
  return /[\s"'`;&|<>()]/.test(text.trim());
}

/** A command whose first item is a command line was written as a script, not as a program with arguments. */
export function isScript({ words }: Command): boolean {
  return isLine(words[0].text);
}

const SHELLS = /^(?:(?:ba|da|a|k|z|c|tc|fi|)sh|busybox|cmd|powershell|pwsh)(?:\.exe)?$/i;
/** Programs whose own language uses `$` for something else. */
const DOLLARS = /^(?:[gmn]?awk|perl|sed|grep|egrep|ruby|php|jq|envsubst)$/;

/** Whether `$NAME` in an argument is expanded by a shell, or means something to the program. */
export function readsDollars({ words }: Command): boolean {
  return words.some(({ text }) => {
    const program = text.replace(/^.*[/\\]/, '');
    return SHELLS.test(program) || DOLLARS.test(program);
  });
}

/** What a shell of Unix is started with. */
export interface ShellScript extends CommandWord {
  /** Whether the first command that fails ends it. */
  readonly isStrict: boolean;
}

const UNIX_SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z|)sh$/;

/** The text after `-c`, if the command is a shell with a script. */
export function shellScriptOf({ words }: Command): ShellScript | undefined {
  const [shell, ...rest] = words;
  if (!UNIX_SHELL.test(shell.text)) return undefined;
  const flags = rest.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const script = rest[flags + 1];
  if (flags < 0 || !script || !rest.slice(0, flags).every(({ text }) => text.startsWith('-'))) return undefined;
  return { ...script, isStrict: rest.slice(0, flags + 1).some(({ text }) => /^-[a-z]*e/.test(text)) };
}

/** Whether the command is a Unix shell, with whatever it is to run. */
export function startsShell({ words }: Command): boolean {
  return UNIX_SHELL.test(words[0].text);
}
