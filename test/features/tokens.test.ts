/** The colours of names, in a readable form. */
import { describe, expect, test } from 'vitest';
import { tokens } from '../../server/src/features/tokens.ts';
import { shift } from '../../server/src/text/span.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { fixtureTexts } from '../fixture-files.ts';

const URI = 'file:///project/.gitlab-ci.yml';

/** `name type` of every token, with `+` for a definition and `*` for a name that GitLab defines. */
function drawn(text: string): readonly string[] {
  return tokens(parse(URI, text)).flatMap(({ start, of: { tokens: found } }) =>
    found.map(({ span, type, defines, builtin }) => {
      const { start: from, end } = shift(start, span);
      return `${text.slice(from, end)} ${type}${defines ? '+' : ''}${builtin ? '*' : ''}`;
    }),
  );
}

describe('tokens', () => {
  test.each([
    ['job:\n  extends: [.base, other]\n', ['job job+', '.base template', 'other job']],
    ['.base: { image: x }\ndefault: { image: y }\nvariables: {}\n', ['.base template+']],
    ['default:\n  script: a\n', ['default job+']],
    ['job:\n  needs: [a, { job: b }, { pipeline: c, job: d }]\n', ['job job+', 'a job', 'b job']],
    ['job:\n  environment: { name: x, on_stop: stop }\n', ['job job+', 'stop job']],
    ['job:\n  script: !reference [.a, script]\n', ['job job+', '.a template', 'script key']],
    ['job:\n  script: !reference [default, image]\n', ['job job+', 'image key']],
    ['stages: [one, .pre]\njob: { stage: one }\n', ['one stage+', '.pre stage+*', 'job job+', 'one stage']],
    [
      'variables:\n  A: $B\n  C: { value: x$D, description: $E }\n',
      ['A variable+', '$B variable', 'C variable+', '$D variable'],
    ],
    [
      'job:\n  variables: { A: b }\n  script:\n    - echo "$A" ${CI_JOB_ID} $$X\n',
      ['job job+', 'A variable+', '$A variable', '${CI_JOB_ID} variable*'],
    ],
    ['job:\n  script: |\n    a $A\n    b $B\n', ['job job+', '$A variable', '$B variable']],
    ['job:\n  rules: [{ if: $A == "$B", variables: { C: d } }]\n', ['job job+', '$A variable', 'C variable+']],
    [
      'job:\n  hooks:\n    pre_get_sources_script: a\n    pre_stop_k8s_container_handler: { exec: [$A] }\n',
      ['job job+', 'pre_get_sources_script hook', 'pre_stop_k8s_container_handler hook', 'exec handler'],
    ],
    [
      'spec:\n  inputs:\n    level:\n---\n"$[[ inputs.level ]]":\n  stage: $[[ inputs.level | truncate(0,1) ]]\n',
      ['level input+', '"$[[ inputs.level ]]" job+', 'inputs.level input'],
    ],
    ['job:\n  timeout: $A\n  # $B\n', ['job job+']],
    ['job:\n  script:\n', ['job job+']],
    ['"a\n  b":\n  script: x\n', []],
  ])('%j', (text, expected) => expect(drawn(text)).toEqual(expected));

  test('with CRLF', () => {
    expect(drawn('job:\r\n  stage: one\r\n  script:\r\n    - $A\r\n')).toEqual([
      'job job+',
      'one stage',
      '$A variable',
    ]);
  });
});

test('of every fixture and of the beginnings of it: in order, apart, on one line', () => {
  for (const text of fixtureTexts())
    for (const end of [text.length, text.length >> 1, text.length - 3]) {
      const part = text.slice(0, Math.max(0, end));
      const spans = tokens(parse(URI, part)).flatMap(({ start, of: { tokens: found } }) =>
        found.map(({ span }) => shift(start, span)),
      );
      const wrong = spans.filter(
        ({ start, end: to }, index) =>
          start < (spans[index - 1]?.end ?? 0) || to <= start || /[\r\n]/.test(part.slice(start, to)),
      );
      expect(wrong, part).toEqual([]);
      expect(spans.at(-1)?.end ?? 0).toBeLessThanOrEqual(part.length);
    }
});

test('after an edit only the tokens of its block are made anew', () => {
  const text = Array.from({ length: 200 }, (_, index) => `job${index}:\n  stage: s\n  script: echo $A\n`).join('');
  const before = parse(URI, text);
  const was = tokens(before).map(({ of: { tokens: found } }) => found);
  const at = text.indexOf('job100:');
  const after = update(before, [{ span: { start: at, end: at }, text: '\n' }]);
  const is = tokens(after).map(({ of: { tokens: found } }) => found);
  expect(is.filter(found => !was.includes(found)).length).toBeLessThan(3);
  const part = tokens(after, { start: at, end: at + 10 });
  expect(part.length).toBeLessThan(4);
  expect(part.flatMap(({ of: { tokens: found } }) => found).length).toBeGreaterThan(2);
});
