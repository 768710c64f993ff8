/** References and inputs that multiply: the result is limited, and the limit is reported. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
const before = (index: number): string => `!reference [.r${index - 1}`;

const FANS: Readonly<Record<string, string>> = {
  'scripts of 2^20 lines': `${lines(20, index => `.r${index}: { script: [${index > 0 ? `${before(index)}, script], ${before(index)}, script]` : 'x'}] }`)}
job: { script: [!reference [.r19, script]] }\n`,
  'mappings of 2^22 keys': `${lines(22, index => `.r${index}: { a: ${index > 0 ? `${before(index)}], b: ${before(index)}]` : 'x'} }`)}
job: { script: a, variables: !reference [.r21] }\n`,
};

function codesOf(text: string): readonly string[] {
  const document = parse('file:///w/.gitlab-ci.yml', text);
  return diagnose(projectOf(document), document, {}).map(({ code, severity }) => `${severity} ${code}`);
}

describe('references', () => {
  it.each(Object.entries(FANS))('%s are told and not followed', (_, text) => {
    expect(within(15, () => codesOf(text))).toContain('warning too-big');
  });

  it('of an ordinary size are followed', () => {
    const text = `.a: { script: [${'x, '.repeat(500)}] }\n${lines(50, index => `j${index}: { script: [!reference [.a, script]] }`)}`;
    expect(codesOf(text)).toEqual([]);
  });
});

describe('inputs', () => {
  const header = (value: string): string =>
    `spec: { inputs: { a: { type: array, default: [${value}] }, t: { default: "${'x'.repeat(10_000)}" } } }\n---\n`;

  it.each([
    ['in one text', `${header('x')}job: { script: "${'$[[ inputs.t ]]'.repeat(1000)}" }\n`],
    ['as lists in lists', `${header('x, '.repeat(3000))}job:\n  script:\n${'    - $[[ inputs.a ]]\n'.repeat(500)}`],
    ['in many jobs', `${header('x, '.repeat(3000))}${lines(500, index => `j${index}: { script: "$[[ inputs.a ]]" }`)}`],
  ])('%s come to no more than can be read', (_, text) => {
    expect(within(15, () => codesOf(text).filter(code => code.startsWith('error')))).toEqual([]);
  });
});

/** Runs something and checks its CPU time. The limit is generous: without the bounds it would take minutes. */
function within<Of>(most: number, run: () => Of): Of {
  const start = process.cpuUsage();
  const answer = run();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(most);
  return answer;
}
