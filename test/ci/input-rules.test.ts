/** Rules of inputs that refer to each other, and the limits of what `$[[ … ]]` may contain. */
import { describe, expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { locate, parse } from '../../server/src/yaml/document/document.ts';

function told(text: string): readonly string[] {
  const document = parse('file:///project/.gitlab-ci.yml', text);
  return diagnose(projectOf(document), document, {}).map(({ code, at, message }) => {
    const { start = 0, end = 0 } = locate(document, at) ?? {};
    return `${code} ${text.slice(start, end)}: ${message}`;
  });
}

/** A header with one input for each name, whose rule has the given condition. */
function withRules(conditions: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(conditions).map(([name, condition]) =>
    condition === ''
      ? `    ${name}: { options: [x] }\n`
      : `    ${name}: { rules: [{ if: '${condition}', options: [x] }] }\n`,
  );
  return `spec:\n  inputs:\n${inputs.join('')}---\njob: { script: make }\n`;
}

describe('rules of inputs', () => {
  test('that ask for themselves are refused', () => {
    expect(told(withRules({ a: '$[[ inputs.a ]] == "x"' }))).toEqual([
      'circular-inputs a: The input `a` decides about itself. Ask for another input in its rule.',
    ]);
  });

  test('that ask for each other are refused, each where it asks', () => {
    const found = told(
      withRules({ a: '$[[ inputs.b ]]', b: '"x" == $[[inputs.c]] && $CI', c: '$[[ inputs.a ]]', d: '' }),
    );
    expect(found.map(line => line.replace(/\. GitLab.*/, ''))).toEqual([
      'circular-inputs b: Rules of inputs in a cycle: `a`, `b`, `c` and back to `a`',
      'circular-inputs c: Rules of inputs in a cycle: `b`, `c`, `a` and back to `b`',
      'circular-inputs a: Rules of inputs in a cycle: `c`, `a`, `b` and back to `c`',
    ]);
  });

  test('are refused in each cycle, also where one leads to another', () => {
    const found = told(
      withRules({ a: '$[[ inputs.c ]] || $[[ inputs.b ]]', b: '$[[ inputs.a ]]', c: '$[[ inputs.c ]]' }),
    );
    expect(found.map(line => line.replace(/: .*/, ''))).toEqual([
      'circular-inputs b',
      'circular-inputs a',
      'circular-inputs c',
    ]);
  });

  test('that only lead to a cycle are not part of it', () => {
    const found = told(
      withRules({ first: '$[[ inputs.a ]]', a: '$[[ inputs.b ]]', b: '$[[ inputs.end ]] || $[[ inputs.a ]]', end: '' }),
    );
    expect(found.map(line => line.slice(0, 18))).toEqual(['circular-inputs b:', 'circular-inputs a:']);
  });

  test.each([
    [{ a: '$[[ inputs.b ]]', b: '$[[ inputs.c ]]', c: '' }],
    [{ a: '"$[[ inputs.a ]]" == $CI' }],
    [{ a: '$[[ inputs.b ]] ==', b: '$[[ inputs.a ]] ==' }],
    [{ 'a-b': '$[[ inputs.a-b ]]' }],
    [{ a: '$[[ inputs.a | truncate(0,1) ]]' }],
  ])('no cycle in %j', conditions => {
    expect(told(withRules(conditions)).filter(line => line.startsWith('circular'))).toEqual([]);
  });

  test('a chain of thousands is followed quickly', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`i${index}`, `$[[ inputs.i${(index + 1) % 2000} ]]`]),
    );
    const started = process.cpuUsage();
    expect(told(withRules(chain)).filter(line => line.startsWith('circular')).length).toBeGreaterThan(0);
    expect(process.cpuUsage(started).user).toBeLessThan(15_000_000);
  });
});

describe('an input without a value', () => {
  const header = 'spec:\n  inputs:\n    text:\n    number: { type: number }\n    list: { type: array }\n---\n';
  test.each([
    [
      'number',
      'truncate(0,1)',
      'invalid-interpolation truncate: `truncate` takes a string only, and the value in front of it is a number.',
    ],
    [
      'list',
      'expand_vars',
      'invalid-interpolation expand_vars: `expand_vars` takes a string only, and the value in front of it is a list.',
    ],
  ])('is of its type all the same: %s | %s', (name, call, expected) => {
    expect(told(`${header}job: { script: "$[[ inputs.${name} | ${call} ]]" }\n`)).toEqual([expected]);
  });

  test.each(['text | truncate(0,1)', 'list[0] | truncate(0,1)', 'number'])('takes what its type takes: %s', use => {
    expect(told(`${header}job: { script: "$[[ inputs.${use} ]]" }\n`)).toEqual([]);
  });
});

describe('limits of GitLab', () => {
  const header = (name: string): string => `spec:\n  inputs:\n    ${name}: { default: a }\n---\n`;
  const script = (text: string): string => `job:\n  script: ${text}\n`;

  test.each([
    ['1024 bytes of a name', 'n'.repeat(1024 - 'inputs.'.length), 0],
    ['1025 bytes of a name', 'n'.repeat(1025 - 'inputs.'.length), 1],
    ['bytes, not letters', 'ü'.repeat(509), 1],
    ['as many letters of two bytes as fit', 'ü'.repeat(508), 0],
  ])('%s', (_, name, count) => {
    const found = told(header(name) + script(`$[[ inputs.${name} ]]`)).filter(line => /too long/.test(line));
    expect(found.length).toBe(count);
  });

  test.each([
    [3, 0],
    [4, 1],
  ])('%i functions', (calls, count) => {
    const found = told(header('a') + script(`$[[ inputs.a${' | expand_vars'.repeat(calls)} ]]`));
    expect(found.filter(line => /Too many functions/.test(line)).length).toBe(count);
  });

  test('brackets that are not closed in front of others', () => {
    expect(told(header('a') + script('echo $[[ inputs.a ] and $[[ inputs.a ]]'))).toEqual([
      'invalid-interpolation $[[ inputs.a ]: `$[[` is not closed in front of the next one; expected `]]`.',
    ]);
  });
});
