/** A command that YAML does not read as a string gets one message and one fix, which makes it one. */
import { describe, expect, it } from 'vitest';
import { fixesOf } from '../check.ts';
import { readFixture } from '../fixture.ts';

const COMMANDS = [
  '[ -f x ]',
  '[ -f x ] && make',
  '[ "$A" ] && make',
  '[ `id -u` -eq 0 ]',
  '[[ $A == b ]]',
  '! grep y',
  '{echo a; echo b}',
  '{ echo a; echo b; }',
  '`date`',
  '*.sh',
  '& x',
];

const PLACES: readonly (readonly [name: string, of: (command: string) => string])[] = [
  ['the last item', command => `job:\n  script:\n    - make\n    - ${command}\n`],
  [
    'the first item',
    command => `job:\n  hooks:\n    pre_get_sources_script:\n      - ${command}\n      - a\n  script: a\n`,
  ],
  ['the only line', command => `job:\n  script: ${command}\n  stage: test\n`],
];

describe.each(PLACES)('as %s', (_, textOf) => {
  it.each(COMMANDS)('%s', command => {
    const fixes = fixesOf(readFixture(textOf(command)));
    // `& x` is no valid command
    const left = fixes.map(({ before, after }) => [before.length, after.filter(({ code }) => code !== 'shell-syntax')]);
    expect(left).toEqual([[1, []]]);
    expect([textOf(`"${command}"`), textOf(`'${command}'`)]).toContain(fixes[0]?.text);
  });
});

it.each(['&lines\n    - make', '!!str make', '[make]', '[ make, test ]', "! 'make'"])('%s is no command', value => {
  expect(fixesOf(readFixture(`job:\n  script: ${value}\n`))).toEqual([]);
});
