import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { compile } from '../../server/src/pattern/compile.ts';
import { patternLiteralIn } from '../../server/src/pattern/literal.ts';

describe('what RE2 takes', () => {
  test.each([
    ['^v\\d+\\.\\d+$', '', 'v1.2', true],
    ['^v\\d+$', '', 'v1\nv2', false],
    ['^v\\d+$', 'm', 'x\nv2', true],
    ['main', 'i', 'the MAIN branch', true],
    ['a.b', '', 'a\nb', false],
    ['a.b', 's', 'a\nb', true],
    ['(?P<name>a)(?<other>b)', '', 'ab', true],
    ['\\w', '', 'ü', false],
    ['[[:alpha:]]\\z', '', '1a', true],
    ['', '', 'anything', true],
  ])('%s with the flags "%s" on %j: %s', (source, flags, text, expected) => {
    const pattern = compile(source, flags);
    expect(pattern.kind === 'pattern' && pattern.matches(text)).toBe(expected);
  });
  test('a repetition inside of a repetition ends, which a pattern of JavaScript does not', () => {
    const pattern = compile('^(a+)+$');
    expect(pattern.kind === 'pattern' && pattern.matches(`${'a'.repeat(5000)}b`)).toBe(false);
  });
});

describe('what RE2 refuses, and where', () => {
  test.each([
    ['x(?<=a)y', '(?<=', 1, 'look-behind'],
    ['\\(?!(?!a)', '(?!', 4, 'look-ahead'],
    ['(a)\\1', '\\1', 3, 'back-references'],
    ['a*b|*c', '*', 4, 'nothing to repeat'],
    ['x{1,2}a{2,1}', '{2,1}', 7, '1000 times'],
    ['(a(b)', '(', 0, 'not closed by `)`'],
    ['[)](b', '(', 3, 'not closed by `)`'],
    ['\\(a)', ')', 3, 'closes no group'],
    ['a[b', '[b', 1, 'not closed by `]`'],
    ['[z-a]', 'z-a', 1, 'class or range'],
    ['a\\', '\\', 1, 'backslash at the end'],
    ['(?P<a>a)(?P<a>b)', 'a', 12, 'same name'],
  ])('%s: %s at %i', (source, part, start, words) => {
    const pattern = compile(source);
    const fault = pattern.kind === 'fault' ? pattern.fault : undefined;
    expect(fault?.span).toEqual({ start, end: start + part.length });
    expect(fault?.message).toContain(words);
  });
  test.each([
    ['a++b', 'a+b'],
    ['(?>a)b', '(?:a)b'],
    ['a\\Z', 'a\\z'],
  ])('%s is mended to %s', (source, expected) => {
    const pattern = compile(source);
    if (pattern.kind !== 'fault' || pattern.fault.instead === undefined) throw new Error('nothing is offered');
    const { span, instead } = pattern.fault;
    expect(source.slice(0, span.start) + instead + source.slice(span.end)).toBe(expected);
  });
});

describe('a pattern with a long repetition, which is compiled only when it is matched', () => {
  const sources = [
    '@',
    '[@]',
    '(@)@',
    'x@',
    'x@y@',
    '[a-z]@$',
    '(?:ab)@',
    '(x@)@',
    'x@*',
    'x@?',
    'x@@',
    '*@',
    '\\@',
    'x\\@',
  ];
  const more = [
    '[^@',
    '(x@',
    'x@)',
    '\\Qx@\\E',
    '[+-@]',
    '[@-~]',
    'x**@',
    '\\pL@',
    '\\p@',
    '\\x@',
    '[\\x@-\\x@]',
    '(?P<a@>b)',
    'x|@',
  ];
  const repetitions = [
    '{999}',
    '{1,999}',
    '{600,}',
    '{600,599}',
    '{1001}',
    '{1,1001}',
    '{0999}',
    '{,999}',
    '{0,999}',
    '{999,0}',
  ];
  test.each(repetitions)('is taken or refused as RE2 does: %s', repetition => {
    for (const pattern of [...sources, ...more]) {
      const source = pattern.replaceAll('@', repetition);
      expect([source, compile(source).kind]).toEqual([source, taken(source) ? 'pattern' : 'fault']);
    }
  });
  test('matches as often as is written', () => {
    const pattern = compile('^[a-z]{2,600}$');
    const matches = [1, 2, 600, 601].map(times => pattern.kind === 'pattern' && pattern.matches('a'.repeat(times)));
    expect(matches).toEqual([false, true, true, false]);
  });
});

function taken(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}

describe('what is not judged', () => {
  test.each([
    ['a byte, which only GitLab has', '\\C'],
    ['a pattern that is too long', 'a'.repeat(6000)],
    ['repetitions that come to too much', '(\\pL{1000})'.repeat(100)],
  ])('%s', (_what, source) => {
    expect(compile(source).kind).toBe('unknown');
  });
});

describe('patterns among other texts', () => {
  test.each([
    ['/^v/', { source: '^v', flags: '', start: 1 }],
    ['//', { source: '', flags: '', start: 1 }],
    ['/a/b/im', { source: 'a/b', flags: 'im', start: 1 }],
    ['release\n/x/', { source: 'x', flags: '', start: 9 }],
    ['/main', undefined],
    ['/main/g', undefined],
    ['/main/ ', undefined],
    ['/', undefined],
    ['main', undefined],
  ])('%j', (text, expected) => {
    expect(patternLiteralIn(text)).toEqual(expected);
  });
});
