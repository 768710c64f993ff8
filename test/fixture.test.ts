/** The format of fixtures itself: a fixture that does not show the actual problems must fail. */
import { describe, expect, it } from 'vitest';
import { checkFix, checkProblems, drawFixture } from './check.ts';
import { cutCursor, readFixture } from './fixture.ts';

const JOB = 'job:\n  script: make\n  hooks:\n    nope: 1\n';
const GOOD = `${JOB.trimEnd()}\n#   ^^^^ unknown-key: Unknown key \`nope\` in \`hooks\`;…\n`;

describe('a fixture', () => {
  it('passes where its carets are the problems', () => {
    checkProblems(GOOD);
  });

  it.each([
    ['a problem without carets', JOB],
    ['carets without a problem', GOOD.replace('nope: 1', 'pre_get_sources_script: a')],
    ['carets under another place', GOOD.replace('#   ^^^^', '#   ^^^')],
    ['another code', GOOD.replace('unknown-key', 'wrong-type')],
    ['another severity', GOOD.replace('unknown-key', 'unknown-key (warning)')],
    ['another message', GOOD.replace('Unknown', 'Known')],
    ['a message that is longer', GOOD.replace(';…', '')],
  ])('fails for %s', (_, fixture) => {
    expect(() => {
      checkProblems(fixture);
    }).toThrow();
  });

  it('is drawn as it should be', () => {
    expect(drawFixture(JOB)).toMatch(/^job:\n {2}script: make\n {2}hooks:\n {4}nope: 1\n# {3}\^{4} unknown-key: /);
  });

  it('draws at the start of a line, several on one, and several files', () => {
    const files =
      '-- a.yml --\njob:\n  script: make\njob:\n  script: make\n-- b.yml --\njob: { script: a, hooks: { x1: 1, x2: 1 } }\n';
    const drawn = drawFixture(files).split('\n');
    expect(drawn[2]).toMatch(/^\^\^\^ duplicate-key: /);
    expect(drawn.filter(line => line.includes(' unknown-key: '))).toHaveLength(2);
    expect(drawFixture(drawn.join('\n'))).toBe(drawn.join('\n'));
  });
});

describe('a fix', () => {
  const before = JOB.replace('nope: 1', 'preStop: { exec: [a] }');
  const after = before.replace('preStop', 'pre_stop_k8s_container_handler');

  it('passes where it leaves that text', () => {
    checkFix(before, 'Rename to pre_stop_k8s_container_handler', after);
  });

  it.each([
    ['Rename to pre_stop_k8s_container_handler', before],
    ['Rename to something else', after],
  ])('fails where it does not: %s', (title, text) => {
    expect(() => {
      checkFix(before, title, text);
    }).toThrow();
  });
});

describe('the text of a fixture', () => {
  it('is read without its carets', () => {
    const [file] = readFixture(GOOD).files;
    expect(file?.text).toBe(JOB);
    expect(file?.expected).toMatchObject([{ line: 3, start: 4, mark: '^^^^', label: 'unknown-key' }]);
  });

  it('gives up its cursor', () => {
    expect(cutCursor('a<|>b')).toEqual({ text: 'ab', offset: 1 });
    expect(() => cutCursor('ab')).toThrow();
  });
});
