/** Each file has one spelling of its URI, whether a client, an include or the disk names it. */
import { describe, expect, test } from 'vitest';
import { asFolder, normal, partsOf, pathBelow, uriBelow, uriOfPath } from '../../server/src/text/uri.ts';

const folder = asFolder(uriOfPath('/repo'));

const PATHS = [
  '.gitlab-ci.yml',
  'ci/c++.gitlab-ci.yml',
  "a b/(c)!'*~.yml",
  'ü/日本/😀.yml',
  'C:/x.yml',
  '50%/a?b#c.yml',
];

describe('a path below a folder', () => {
  test.each(PATHS)('has the URI that the disk gives it: %s', path => {
    expect(uriBelow(folder, path)).toBe(uriOfPath(`/repo/${path}`));
  });
  test.each(PATHS)('is found again from its URI: %s', path => {
    expect(pathBelow(folder, uriBelow(folder, path) ?? '')).toBe(path);
  });
  test.each(PATHS)('has a URI that stays as it is: %s', path => {
    expect(normal(uriBelow(folder, path) ?? '')).toBe(uriBelow(folder, path));
  });
  test.each(['', './a.yml', 'a//b.yml', '../a.yml', '/a.yml', 'a/'])(
    'is none that a repository could have: %j',
    path => {
      expect(uriBelow(folder, path)).toBeUndefined();
    },
  );
  test('with half a character has the URI of no file, and no failure', () => {
    expect(uriBelow(folder, 'a\ud800.yml')).toBe(`${folder}a%EF%BF%BD.yml`);
  });
});

test('a URI elsewhere, or with escapes that are no text, has no path', () => {
  expect(pathBelow(folder, 'file:///other/a.yml')).toBeUndefined();
  expect(pathBelow(folder, `${folder}%ff.yml`)).toBeUndefined();
});

test.each([
  ['file:///a%20b/c.yml', { scheme: 'file', path: '/a b/c.yml' }],
  ['vscode-vfs://github/a/b.yml?x#y', { scheme: 'vscode-vfs', path: '/a/b.yml' }],
  ['untitled:Untitled-1', { scheme: 'untitled', path: 'Untitled-1' }],
  ['just/a path.yml', { scheme: 'file', path: 'just/a path.yml' }],
  ['file:///%ff.yml', { scheme: 'file', path: '/%ff.yml' }],
])('the parts of %s', (uri, parts) => {
  expect(partsOf(uri)).toEqual(parts);
});
