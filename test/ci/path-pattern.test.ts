import { describe, expect, test } from 'vitest';
import { byPath, folderOf, isPattern, matcherOf } from '../../server/src/ci/path-pattern.ts';

const PATHS = [
  '.gitlab-ci.yml',
  'ci/.hidden.yml',
  'ci/a.yml',
  'ci/b.yaml',
  'ci/sub/c.yml',
  'ci/sub/deep/d.yml',
  'top.yml',
];

describe('wildcards of a local include', () => {
  test.each([
    ['*.yml', ['.gitlab-ci.yml', 'top.yml']],
    ['ci/*.yml', ['ci/.hidden.yml', 'ci/a.yml']],
    ['ci/*.y*ml', ['ci/.hidden.yml', 'ci/a.yml', 'ci/b.yaml']],
    ['ci/**.yml', ['ci/.hidden.yml', 'ci/a.yml', 'ci/sub/c.yml', 'ci/sub/deep/d.yml']],
    ['ci/**/*.yml', ['ci/sub/c.yml', 'ci/sub/deep/d.yml']],
    ['ci/*/*.yml', ['ci/sub/c.yml']],
    ['**/c.yml', ['ci/sub/c.yml']],
    ['/ci/*.yml', []],
    ['./ci/*.yml', []],
    ['ci/[ab]*.yml', []],
  ])('%s', (pattern, expected) => {
    expect(PATHS.filter(matcherOf(pattern))).toEqual(expected);
  });

  test('only a star makes a pattern', () => {
    expect(['a*', 'a?', '[a]', '{a,b}'].filter(isPattern)).toEqual(['a*']);
  });

  test('the folder in which all matches lie', () => {
    expect(['*.yml', 'ci/*.yml', 'ci/sub*/x.yml', 'ci/**'].map(folderOf)).toEqual(['', 'ci/', 'ci/', 'ci/']);
  });

  test('the order of bytes: hyphen and dot before slash, digits before letters, letters before emoji', () => {
    const sorted = ['a-b.yml', 'a.yml', 'a/b.yml', 'a10.yml', 'a2.yml', 'ab.yml', 'aé.yml', 'a\uffee.yml', 'a🚀.yml'];
    expect([...sorted].reverse().sort(byPath)).toEqual(sorted);
  });
});
