/** Texts and events that ask for much, or for nonsense: an answer in time, and never an exception. */
import { describe, expect, test } from 'vitest';
import { answerEvent } from '../../server/src/features/plan/event-plan.ts';
import { randomFrom } from '../broken-text.ts';
import { casesIn, type Document } from './runs.ts';

function answer(yaml: string, event: unknown = {}): Document {
  const line = JSON.stringify({ yaml, event });
  const document = answerEvent(line, () => () => ({ file: '', line: 1, column: 1 })) as unknown as Document;
  // An exception is answered as an error, too; here there shall be none.
  expect(document.errors.join('\n')).not.toMatch(/Cannot read|not a function|not iterable|Maximum call|undefined/);
  return document;
}

function many(count: number, one: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => one(index)).join('');
}

const values = (count: number): string => `[${Array.from({ length: count }, (_, index) => `"${index}"`).join(', ')}]`;

/** Each would take hours, or more memory than there is, if it were followed to the end. */
const HOSTILE: Readonly<Record<string, string>> = {
  'a matrix of 200 times 200': `a: {script: x, parallel: {matrix: [{A: ${values(200)}, B: ${values(200)}}]}}\n`,
  'needs of copies of copies': many(
    60,
    index =>
      `j${index}:\n  script: x\n  parallel: 200\n  needs: [${Array.from({ length: index }, (_, at) => `j${at}`).join(', ')}]\n`,
  ),
  'thousands of braces': `a:\n  script: x\n  rules:\n    - changes: ["${'{a,b}'.repeat(2000)}"]\n`,
  'nested braces': `a:\n  script: x\n  rules:\n    - exists: ["${'{'.repeat(900)}a${'}'.repeat(900)}*"]\n`,
  'stars without an end': `a:\n  script: x\n  rules:\n    - exists: ["${'**/*a'.repeat(300)}"]\n`,
  'a pattern made to explode': `a:\n  script: x\n  rules:\n    - if: $X =~ /^(a+)+${'(a|a)*'.repeat(50)}$/\n`,
  'variables that double': `variables:\n${many(60, index => `  V${index}: "$V${index + 1}$V${index + 1}"\n`)}  V60: long\na:\n  script: x\n  rules:\n    - exists: ["$V0"]\n`,
  'variables in a chain': `variables:\n${many(5000, index => `  V${index}: "$V${index + 1}"\n`)}a:\n  script: x\n  rules:\n    - exists: ["$V0"]\n`,
  'variables in a cycle': `variables:\n${many(2000, index => `  V${index}: "$V${(index + 1) % 2000}"\n`)}a: {script: x}\n`,
  'needs in a cycle': many(500, index => `j${index}: {script: x, needs: [j${(index + 1) % 500}]}\n`),
  'rules by aliases of aliases': `.a: &a [{if: $X}]\n${many(5, index => `.${'bcdefghi'[index] ?? ''}: &${'bcdefghi'[index] ?? ''} [${`*${'abcdefgh'[index] ?? ''}, `.repeat(9)}]\n`)}j: {script: x, rules: *f}\n`,
  'rules by the thousand': `a:\n  script: x\n  rules:\n${many(5000, index => `    - if: $X == "${index}"\n`)}`,
  'an endless condition': `a:\n  script: x\n  rules:\n    - if: ${'($A || '.repeat(20_000)}\n`,
};

const files = Array.from({ length: 300 }, (_, index) => `${'a/'.repeat(20)}${'a'.repeat(100)}${index}`);
const EVENT = { source: 'push', ref: 'main', ref_type: 'branch', before: 'commit', changed: files, files };

test.each(Object.entries(HOSTILE))('%s', (_, text) => {
  const started = process.cpuUsage().user;
  expect(answer(text, { ...EVENT, variables: { X: 'a'.repeat(10_000) } })).toHaveProperty('jobs');
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
