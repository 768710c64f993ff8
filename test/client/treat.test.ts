/** The settings that "Treat as GitLab CI" and "Not GitLab CI" write, and their effect. */
import { describe, expect, it } from 'vitest';
import { globOf, treated } from '../../client/src/treat.ts';
import { recognise } from '../../server/src/lsp/requests.ts';

const NONE = { include: [], exclude: [] };
const JOB = 'job:\n  script: make\n';

describe('the glob of a path', () => {
  it.each([
    'ci/build.yml',
    'a b/ü.yml',
    'x[1]/{a,b}.yml',
    '!odd (1)+@.yml',
    'star*?.yml',
    'a|b$.yml',
    '/abs/olute.yml',
  ])('%s matches that path and no other', path => {
    const settings = { include: [globOf(path)], exclude: [] };
    const uri = (of: string): string =>
      `file://${of.startsWith('/') ? '' : '/ws/'}${encodeURI(of).replace(/[?#]/g, encodeURIComponent)}`;
    expect(recognise(uri(path), JOB, settings).service).toBe('full');
    expect(recognise(uri(path.replace('.yml', 'x.yml')), JOB, settings).service).toBe('none');
    expect(recognise(uri(path.replace(/[[*]/, 'z')), JOB, settings).service).toBe(/[[*]/.test(path) ? 'none' : 'full');
  });
});

describe('saying what a file is', () => {
  it('puts it on one list and takes it off the other, once', () => {
    const once = treated({ include: ['a'], exclude: ['b', 'c'] }, 'b', 'include');
    expect(once).toEqual({ include: ['a', 'b'], exclude: ['c'] });
    expect(treated(once, 'b', 'include')).toEqual(once);
    expect(treated(once, 'b', 'exclude')).toEqual({ include: ['a'], exclude: ['c', 'b'] });
    expect(treated(NONE, 'x', 'exclude')).toEqual({ include: [], exclude: ['x'] });
  });
});
