/** `--help` can be read on a terminal of 80 columns. */
import { expect, test } from 'vitest';
import { CHECK } from '../../server/src/hosts/cli/check.ts';
import { helpOf, helpOfCommand, usageOf } from '../../server/src/hosts/cli/help.ts';
import { PLAN } from '../../server/src/hosts/cli/plan.ts';
import { RESOLVE } from '../../server/src/hosts/cli/resolve.ts';

const COMMANDS = [CHECK, RESOLVE, PLAN];

test('no line is wider than 80 columns, and no word is lost', () => {
  const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  for (const text of [helpOf('tool', COMMANDS), ...COMMANDS.map(command => helpOfCommand('tool', command))])
    expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
  for (const { usage, does } of COMMANDS) {
    expect(words(helpOf('tool', COMMANDS))).toContain(words(`${usage} ${does}`));
    expect(words(helpOfCommand('tool', { usage, does }))).toBe(words(`Usage: tool ${usage} ${does}`));
  }
});

test('what a command does stands indented below its usage, and options in brackets stay on one line', () => {
  const usage = `run FILE… ${'[--some-option NAME] '.repeat(4)}[--last VALUE]`;
  expect(helpOf('tool', [{ usage, does: 'Run files, one after the other. '.repeat(3).trim() }])).toBe(`\
Usage: tool COMMAND

Commands:

  run FILE… [--some-option NAME] [--some-option NAME] [--some-option NAME]
      [--some-option NAME] [--last VALUE]
    Run files, one after the other. Run files, one after the other. Run files,
    one after the other.

Options:

  --version
    Print the version.

  --help
    Print this text; behind a command, how that one is used.`);
});

test('brackets that hold more than a line has room for are wrapped', () => {
  expect(usageOf(`plan [${'--word WORD '.repeat(8)}--end]`)).toBe(`\
Usage: plan [--word WORD --word WORD --word WORD --word WORD --word WORD --word
         WORD --word WORD --word WORD --end]`);
});
