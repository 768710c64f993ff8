/** Texts and events that are expensive or nonsense: there is an answer in time, and never an exception. */
import { describe, expect, test } from 'vitest';
import { answerEvent } from '../../server/src/features/plan/event-plan.ts';
import { randomFrom } from '../broken-text.ts';
import { casesIn, type Document } from './runs.ts';

function answer(yaml: string, event: unknown = {}): Document {
  const line = JSON.stringify({ yaml, event });
  const document = answerEvent(line, () => () => ({ file: '', line: 1, column: 1 })) as unknown as Document;
  // Exceptions are also answered with an error, so errors are not accepted here.
  expect(document.errors.join('\n')).not.toMatch(/Cannot read|not a function|not iterable|Maximum call|undefined/);
  return document;
}

function many(count: number, one: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => one(index)).join('');
}

const values = (count: number): string => `[${Array.from({ length: count }, (_, index) => `"${index}"`).join(', ')}]`;

/** Each would take hours, or more memory than there is, if it were evaluated completely. */
const HOSTILE = {
  'a matrix of 200 times 200': `a: {script: x, parallel: {matrix: [{A: ${values(200)}, B: ${values(200)}}]}}\n`,
  'a need of as many copies': `a: {script: x}\nb:\n  stage: deploy\n  script: x\n  needs: [{job: a, parallel: {matrix: [{A: ${values(200)}, B: ${values(200)}}]}}]\n`,
  'needs of copies of copies': many(
    60,
    index =>
      `j${index}:\n  script: x\n  parallel: 200\n  needs: [${Array.from({ length: index }, (_, at) => `j${at}`).join(', ')}]\n`,
  ),
  'thousands of braces': `a:\n  script: x\n  rules:\n    - changes: ["${'{a,b}'.repeat(2000)}"]\n`,
  'nested braces': `a:\n  script: x\n  rules:\n    - exists: ["${'{'.repeat(900)}a${'}'.repeat(900)}*"]\n`,
  'stars without an end': `a:\n  script: x\n  rules:\n    - exists: ["${'**/*a'.repeat(300)}"]\n`,
  'a pattern made to explode': `a:\n  script: x\n  rules:\n    - if: $X =~ /^(a+)+${'(a|a)*'.repeat(50)}$/\n`,
  'a pattern of a variable that is made to explode': `variables: {P: "/^${'(a|aa)+'.repeat(50)}$/"}\na:\n  script: x\n  rules:\n    - if: $X =~ $P\n`,
  'a pattern that looks around': `a:\n  script: x\n  rules:\n    - if: $X =~ /(?=a)(?!b)(a)\\1/\n`,
  'a pattern that repeats without an end': `a:\n  script: x\n  rules:\n    - if: $X =~ /((a{1000}){1000}){1000}/\n`,
  'variables that double': `variables:\n${many(60, index => `  V${index}: "$V${index + 1}$V${index + 1}"\n`)}  V60: long\na:\n  script: x\n  rules:\n    - exists: ["$V0"]\n`,
  'variables in a chain': `variables:\n${many(5000, index => `  V${index}: "$V${index + 1}"\n`)}a:\n  script: x\n  rules:\n    - exists: ["$V0"]\n`,
  'variables in a cycle': `variables:\n${many(2000, index => `  V${index}: "$V${(index + 1) % 2000}"\n`)}a: {script: x}\n`,
  'needs in a cycle': many(500, index => `j${index}: {script: x, needs: [j${(index + 1) % 500}]}\n`),
  'rules by aliases of aliases': `.a: &a [{if: $X}]\n${many(5, index => `.${'bcdefghi'[index] ?? ''}: &${'bcdefghi'[index] ?? ''} [${`*${'abcdefgh'[index] ?? ''}, `.repeat(9)}]\n`)}j: {script: x, rules: *f}\n`,
  'rules by the thousand': `a:\n  script: x\n  rules:\n${many(5000, index => `    - if: $X == "${index}"\n`)}`,
  'a condition that does not parse': `a:\n  script: x\n  rules:\n    - if: $A == == ) && "\n`,
  'an endless condition': `a:\n  script: x\n  rules:\n    - if: ${'($A || '.repeat(20_000)}\n`,
} as const satisfies Readonly<Record<string, string>>;

/** The beginning of the error, or the outcome of the job `a`. */
const ANSWERS: Readonly<Record<keyof typeof HOSTILE, string | boolean | readonly string[]>> = {
  'a matrix of 200 times 200': '`matrix` makes 40000 combinations, but at most 200 are allowed',
  'a need of as many copies': '`matrix` makes 40000 combinations, but at most 200 are allowed',
  'needs of copies of copies': '`j1 1/200` needs more than 50 jobs',
  'thousands of braces': ['the pattern {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b…'],
  'nested braces': false,
  'stars without an end': false,
  'a pattern made to explode': true,
  'a pattern of a variable that is made to explode': true,
  'a pattern that looks around': 'GitLab refuses this pattern: RE2 has no look-ahead',
  'a pattern that repeats without an end': ['the pattern /((a{1000}){1000}){1000}/'],
  'variables that double': ['$V45'],
  'variables in a chain': ['$V101'],
  'variables in a cycle': 'Cycle of variables: `V0` needs `V1`',
  'needs in a cycle': 'Cycle of needs: `j0` needs `j1`',
  'rules by aliases of aliases': 'Aliases expand to more than GitLab reads',
  'rules by the thousand': false,
  'a condition that does not parse': 'Unexpected `"`. The string has no closing',
  'an endless condition': 'Missing value after `(`',
};

const files = Array.from({ length: 300 }, (_, index) => `${'a/'.repeat(20)}${'a'.repeat(100)}${index}`);
const EVENT = { source: 'push', ref: 'main', ref_type: 'branch', before: 'commit', changed: files, files };

test.each(Object.keys(HOSTILE) as (keyof typeof HOSTILE)[])('%s', name => {
  const started = process.cpuUsage().user;
  const { errors, jobs } = answer(HOSTILE[name], { ...EVENT, variables: { X: 'a'.repeat(10_000) } });
  const { included, on } = jobs['a'] ?? {};
  const expected = ANSWERS[name];
  if (typeof expected === 'string') expect(errors[0]?.slice(0, expected.length)).toBe(expected);
  else expect([errors, included === 'depends' ? on : included]).toEqual([[], expected]);
  expect((process.cpuUsage().user - started) / 1_000_000).toBeLessThan(20);
});

describe('nonsense', () => {
  const random = randomFrom(12);
  const odd = (): unknown => {
    const all = [
      null,
      1,
      '',
      'x',
      true,
      [],
      {},
      [null, 'a', 3],
      { a: { value: {} } },
      '../..',
      '/',
      '\0',
      { __proto__: null },
    ];
    return all[Math.floor(random() * all.length)];
  };
  const keys = [
    ...['source', 'ref', 'ref_type', 'before', 'changed', 'files', 'compare', 'variables', 'schedule_variables'],
    ...['schedule_description', 'project_variables', 'default_branch', 'protected', 'commit_message', 'kubernetes'],
    ...['open_merge_requests', 'merge_request', 'chat_command', '__proto__', 'constructor'],
  ];
  const texts = casesIn('pipelines').slice(0, 150);

  test('in every key of an event', () => {
    for (const { yaml } of texts) {
      const event = Object.fromEntries(keys.filter(() => random() < 0.5).map(key => [key, odd()]));
      expect(answer(yaml, event), JSON.stringify(event)).toHaveProperty('jobs');
    }
  });

  test('replaces every value of a pipeline', () => {
    for (const { yaml, event } of texts) {
      const text = yaml.replaceAll(/: [^{[\n]+$/gm, found => (random() < 0.2 ? `: ${JSON.stringify(odd())}` : found));
      expect(answer(text, event), text).toHaveProperty('errors');
    }
  });
});
