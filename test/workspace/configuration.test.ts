/** Help in the configuration file of a repository: completion, hover and fixes, all derived from its schema. */
import { describe, expect, test } from 'vitest';
import { completeConfiguration } from '../../server/src/workspace/configuration/complete.ts';
import { hoverConfiguration } from '../../server/src/workspace/configuration/describe.ts';
import { readConfiguration } from '../../server/src/workspace/configuration/read.ts';
import { CODES } from '../../server/src/codes/codes.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

function at(marked: string): { readonly document: ReturnType<typeof parse>; readonly offset: number } {
  const document = parse('file:///p/.gitlab-ci-tools.yml', marked.replace('|', ''));
  return { document, offset: marked.indexOf('|') };
}

function complete(marked: string, snippets = false): ReturnType<typeof completeConfiguration> {
  const { document, offset } = at(marked);
  return completeConfiguration(document, offset, { snippets });
}

const labels = (marked: string): readonly string[] => complete(marked).map(({ label }) => label);

/** The text after accepting the item. */
function chosen(marked: string, label: string, snippets = false): string {
  const item = complete(marked, snippets).find(one => one.label === label);
  if (!item) throw new Error(`${label} is not offered`);
  return applyChanges(marked.replace('|', ''), [item.edit]);
}

describe('completion', () => {
  test('offers the keys that are missing', () => {
    expect(labels('|')).toEqual(['files', 'gitlabVersion', 'hooks', 'kubernetes', 'rules', 'scenarios']);
    expect(labels('files:\n  include: [a]\nru|\n')).toEqual([
      'gitlabVersion',
      'hooks',
      'kubernetes',
      'rules',
      'scenarios',
    ]);
    expect(labels('files:\n  |')).toEqual(['include', 'exclude']);
    expect(labels('files: { | }')).toEqual(['include', 'exclude']);
    expect(labels('scenarios:\n  - name: a\n    base|')).not.toContain('name');
    expect(labels('scenarios:\n  - na|')).toContain('name');
    expect(labels('rules:\n  |')).toEqual(Object.keys(CODES));
  });

  test('offers the words of a value', () => {
    expect(labels('rules:\n  unknown-key: |')).toEqual(['error', 'warning', 'information', 'hint', 'off']);
    expect(labels('hooks:\n  inheritance: re|')).toEqual(['replace', 'perHook']);
    expect(labels('scenarios: [{ name: a, basedOn: | }]')).toContain('merge-request');
    expect(labels('scenarios:\n  - name: a\n    protected: |')).toEqual(['true', 'false']);
  });

  test('is silent where anything goes, in comments and below keys that are not known', () => {
    for (const text of [
      'gitlabVersion: |',
      'rules: # |',
      'other:\n  |',
      'files:\n  include:\n    - |',
      'rules:\n  x: |',
    ])
      expect(labels(text)).toEqual([]);
  });

  test('writes keys with what follows them, in the layout of the file', () => {
    expect(chosen('|', 'gitlabVersion', true)).toBe('gitlabVersion: "${1:latest}"$0');
    expect(chosen('files:\n    inc|', 'include', true)).toBe('files:\n    include:\n        - $0');
    expect(chosen('sc|', 'scenarios', true)).toBe('scenarios:\n  - name: $0');
    expect(chosen('ru|\n', 'rules', true)).toBe('rules:\n  $0\n');
    expect(chosen('scenarios:\n  - name: a\n    va|', 'variables', true)).toBe(
      'scenarios:\n  - name: a\n    variables:\n      ${1:NAME}: $0',
    );
    expect(chosen("rules: { unknown-key: 'h|' }", 'hint')).toBe("rules: { unknown-key: 'hint' }");
    expect(chosen('rules:\n  unknown-key:|', 'off')).toBe('rules:\n  unknown-key: off');
  });

  test('what it writes for each key is what the file may hold', () => {
    for (const { label } of complete('|')) {
      const { problems } = readConfiguration(chosen('|', label));
      expect(problems.filter(({ isUnknownKey }) => isUnknownKey)).toEqual([]);
    }
  });

  test('tells what each of them is for', () => {
    const [files, version] = complete('|');
    expect(files?.detail).toBe('mapping');
    expect(version?.detail).toBe('string, latest by default');
    expect(version?.documentation).toContain('The version of GitLab that the files are written for');
    const [replace] = complete('hooks:\n  inheritance: |');
    expect([replace?.detail, replace?.documentation]).toEqual([
      'default',
      expect.stringContaining('As GitLab does it today'),
    ]);
  });
});

describe('hover', () => {
  function hovered(marked: string): string | undefined {
    const { document, offset } = at(marked);
    return hoverConfiguration(document, offset)?.markdown;
  }

  test('tells what a key is for, what it can hold and what holds without it', () => {
    expect(hovered('hooks: { inher|itance: replace }')).toMatch(
      /^How the hooks of[^]*\n\n- `replace`: As GitLab[^]*\n- `perHook`[^]*\n\n\*\*inheritance\*\* · default: `replace`$/,
    );
    expect(hovered('rules:\n  unknown-k|ey: off')).toMatch(/one of `error`, `warning`[^]* · default: `\w+`$/);
    expect(hovered('scenarios:\n  - ref|: x')).toContain('branch or tag');
  });

  test('tells what a word means, and nothing of what is free or not known', () => {
    expect(hovered('hooks: { inheritance: per|Hook }')).toMatch(/^\*\*perHook\*\*: As the proposal/);
    for (const text of ['gitlabVersion: "18|.1"', 'other|: 1', 'rules: { x|: off }', '|'])
      expect(hovered(text)).toBeUndefined();
  });
});

describe('what is wrong is mended', () => {
  test.each([
    ['rule: {}\n', 'rules: {}\n'],
    ['rules: { unknown-kye: off }\n', 'rules: { unknown-key: off }\n'],
    ['rules: { unknown-key: warn }\n', 'rules: { unknown-key: warning }\n'],
    ['rules: { unknown-key: "offf" }\n', 'rules: { unknown-key: off }\n'],
    ['gitlabVersion: 18.10\n', 'gitlabVersion: "18.10"\n'],
    ['files:\n  include: ops/*.yml\n', 'files:\n  include: [ops/*.yml]\n'],
    ['files:\n  include: "ops/{a,b}.yml"\n', 'files:\n  include: ["ops/{a,b}.yml"]\n'],
    ['files:\n  include: ops/{a,b}.yml\n', "files:\n  include: ['ops/{a,b}.yml']\n"],
    ['scenarios: [{ name: a, basedOn: tags }]\n', 'scenarios: [{ name: a, basedOn: tag }]\n'],
  ])('%j becomes %j', (text, mended) => {
    const [problem, ...more] = readConfiguration(text).problems;
    expect(more).toEqual([]);
    const after = applyChanges(text, [{ span: problem?.at ?? { start: 0, end: 0 }, text: problem?.better ?? '' }]);
    expect(after).toBe(mended);
    expect(readConfiguration(after).problems).toEqual([]);
  });

  test.each([
    'rules: { nothing-like-it: off }\n',
    'rules: {}\nrule: 1\n',
    'files: 5\n',
    'gitlabVersion: soon\n',
    'x: &a 18.1\ngitlabVersion: *a\n',
    'files: [\n',
  ])('but not by a guess: %j', text => {
    const { problems } = readConfiguration(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(({ better }) => better)).toEqual(problems.map(() => undefined));
  });

  test('the message names what was meant before the list of what is known', () => {
    const [problem] = readConfiguration('rule: {}\n').problems;
    expect(problem?.message).toMatch(/^`rule` is not known\. Did you mean `rules`\? Known are /);
  });
});
