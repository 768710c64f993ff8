import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInterpolations } from '../../server/src/expression/interpolation.ts';

/** GitLab's pattern, with the white space that RE2 knows. */
const BLOCK = /\$\[\[[\t\n\f\r ]*([^\t\n\f\r ][^\n]*?[^\t\n\f\r ])[\t\n\f\r ]*\]\]/gu;

describe('blocks of a text', () => {
  test('are those that the pattern of GitLab finds', () => {
    const pieces = ['$[[', ']]', ']', '[', '$', ' ', '\n', 'a', '😀', '|', '.', 'inputs.a'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), parts => {
        const text = parts.join('');
        const expected = [...text.matchAll(BLOCK)].map(({ 0: block, index }) => [index, block]);
        expect(parseInterpolations(text).map(({ span, text: block }) => [span.start, block])).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['$[[ a', '$[[ a ]', '$[[', '$[[ ]]', '$[[ inputs.a\nb ]]', '[[ inputs.a ]]'])('%j is plain text', text =>
    expect(parseInterpolations(text)).toEqual([]),
  );

  test.each([
    ['$[[ inputs.a ]]', ['inputs', 'a'], []],
    ['$[[inputs.a|truncate(0, 2)| expand_vars ]]', ['inputs', 'a'], ['truncate(0, 2)', 'expand_vars']],
    ['$[[ inputs.a.b.c.d.e ]]', ['inputs', 'a', 'b', 'c', 'd.e'], []],
    ['$[[ inputs.a[0] ]]', ['inputs', 'a[0]'], []],
    ['$[[ inputs.a | | ]]', ['inputs', 'a'], []],
    ['$[[ inputs.a | | b ]]', ['inputs', 'a'], ['', 'b']],
  ])('%j', (text, path, calls) => {
    const [block] = parseInterpolations(`x ${text} y`);
    expect(block?.path.map(({ text: part }) => part)).toEqual(path);
    expect(block?.calls.map(({ text: call }) => call)).toEqual(calls);
    for (const { text: part, span } of [...(block?.path ?? []), ...(block?.calls ?? [])])
      expect(`x ${text} y`.slice(span.start, span.end)).toBe(part);
  });

  test('many brackets that never close take no time', () => {
    const started = performance.now();
    parseInterpolations('$[[ inputs.a\n'.repeat(100_000));
    parseInterpolations('$[[ '.repeat(100_000));
    parseInterpolations(`${'$[[ a\n'.repeat(100_000)} ]]`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
