/** Globs of settings: what they match, and their cost. */
import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../server/src/ci/path-pattern.ts';
import { globOf } from '../../server/src/text/glob.ts';

describe('globs', () => {
  it.each([
    ['*.yml', ['a.yml', '.b.yml'], ['a/b.yml', 'a.yaml']],
    ['**/*.yml', ['a.yml', 'a/b.yml', 'a/.b/c.yml'], ['a.yaml']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['b', 'ab']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']],
    ['a**b', ['ab', 'axb'], ['a/b']],
    ['?.yml', ['a.yml', '😀.yml'], ['ab.yml', '/.yml']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['[]a]', [']', 'a'], ['b']],
    ['{a,b/c}.yml', ['a.yml', 'b/c.yml'], ['c.yml']],
    ['{,*}.yml', ['.yml', 'x.yml'], ['x/y.yml']],
    ['{a,{b,c}d}', ['a', 'bd', 'cd'], ['b', 'd']],
    ['a\\[1\\]\\*', ['a[1]*'], ['a1']],
    ['[', ['['], ['a']],
    ['{a', ['{a'], ['a']],
    ['a,b}', ['a,b}'], ['a']],
    ['(a|b)+!', ['(a|b)+!'], ['a']],
    ['a.b', ['a.b'], ['axb']],
    ['', [''], ['a']],
  ])('%s', (glob, fitting, others) => {
    expect([...fitting, ...others].filter(globOf(glob))).toEqual(fitting);
  });

  it.each([
    '*a'.repeat(300),
    '{'.repeat(900),
    '{*,'.repeat(250) + '}'.repeat(250),
    '{a,[}]'.repeat(150),
    '**/'.repeat(300),
    '[a-'.repeat(300),
  ])('%.20s… costs no more than it is long', glob => {
    const before = process.cpuUsage();
    globOf(glob)(`${'a'.repeat(1000)}/b`);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });
});

it('wildcards of includes cost no more than they are long', () => {
  const before = process.cpuUsage();
  for (const pattern of ['*a'.repeat(60), '**a'.repeat(150), `${'*'.repeat(30_000)}b`])
    expect(matcherOf(pattern)(`${'a'.repeat(1000)}/c`)).toBe(false);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
});
