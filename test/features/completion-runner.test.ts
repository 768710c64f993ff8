/** Variables that configure the runner: where their names are offered, and what is inserted. */
import { describe, expect, test } from 'vitest';
import type { Completion } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { acceptFully, completionsAt, resultOf } from './check-completion.ts';
import { sceneOf } from './navigation.ts';

function itemsAt(marked: string): readonly Completion[] {
  return completionsAt(marked, { snippets: true }).items;
}

function labelsAt(marked: string): readonly string[] {
  return itemsAt(marked).map(({ label }) => label);
}

/** The text after accepting the item with that label, and the first item of the list that opens next. */
function taken(marked: string, label: string): string {
  const { text, items } = completionsAt(marked, { snippets: true });
  const item = items.find(each => each.label === label);
  return item ? acceptFully(text, item) : `none of ${labelsAt(marked).join(', ')}`;
}

describe('names are offered where variables reach the runner', () => {
  test.each([
    'variables:\n  GIT<|>\n',
    'variables:\n  A: b\n  <|>\n',
    'variables:\n<|>\n',
    'job:\n  script: a\n  variables:\n    <|>\n',
    '.hidden:\n  variables: { <|> }\n',
    'job:\n  script: a\n  rules:\n    - variables:\n        GIT_<|>\n',
    'workflow:\n  rules:\n    - variables:\n        GIT_<|>\n',
    'job:\n  trigger: a/b\n  variables:\n    <|>\n',
  ])('%j', marked => expect(labelsAt(marked)).toEqual(expect.arrayContaining(['GIT_STRATEGY', 'FF_USE_FASTZIP'])));
});

describe('and nowhere else', () => {
  test.each([
    'job:\n  <|>\n',
    'job:\n  services:\n    - name: a\n      variables:\n        <|>\n',
    'variables:\n  A:\n    <|>\n',
    'variables:\n  A: <|>\n',
    'job:\n  script: echo $GIT<|>\n',
    'job:\n  inherit:\n    variables: [<|>]\n',
  ])('%j', marked => expect(labelsAt(marked)).not.toContain('GIT_STRATEGY'));
});

test('a name that is set already is not offered again, and a series goes on with its next number', () => {
  const marked = 'variables:\n  GIT_DEPTH: "1"\n  KUBERNETES_POD_LABELS_1: a=b\n  <|>\n';
  expect(labelsAt(marked)).not.toContain('GIT_DEPTH');
  expect(labelsAt(marked)).toContain('KUBERNETES_POD_LABELS_2');
  expect(labelsAt(marked)).not.toContain('KUBERNETES_POD_LABELS_1');
});

describe('a name goes in with a value', () => {
  test.each([
    ['variables:\n  GIT_ST<|>\n', 'GIT_STRATEGY', 'variables:\n  GIT_STRATEGY: fetch\n'],
    ['variables:\n  <|>\n', 'GIT_CHECKOUT', 'variables:\n  GIT_CHECKOUT: "true"\n'],
    ["variables:\n  A: 'b'\n  <|>\n", 'GIT_DEPTH', "variables:\n  A: 'b'\n  GIT_DEPTH: '0'\n"],
    ['variables:\n  <|>\n', 'GIT_CLONE_PATH', 'variables:\n  GIT_CLONE_PATH: x\n'],
    ['variables:\n<|>\n', 'GIT_STRATEGY', 'variables:\n  GIT_STRATEGY: fetch\n'],
    ['a:\n  variables: { <|> }\n', 'GIT_STRATEGY', 'a:\n  variables: { GIT_STRATEGY: fetch }\n'],
    ['variables:\n  GIT_D<|>: "3"\n', 'GIT_DEPTH', 'variables:\n  GIT_DEPTH: "3"\n'],
  ])('%j', (marked, label, expected) => expect(taken(marked, label)).toBe(expected));
});

describe('values are offered, the default told as such', () => {
  test.each([
    ['variables:\n  GIT_STRATEGY: <|>\n', ['fetch', 'clone', 'none', 'empty']],
    ['variables:\n  GIT_STRATEGY:\n    value: <|>\n', ['fetch', 'clone', 'none', 'empty']],
    ['job:\n  variables:\n    FF_USE_FASTZIP: <|>\n', ['true', 'false']],
    ['job:\n  rules:\n    - variables: { CACHE_COMPRESSION_FORMAT: <|> }\n', ['zip', 'tarzstd']],
    ['job:\n  services:\n    - name: a\n      variables:\n        GIT_STRATEGY: <|>\n', []],
    ['variables:\n  GIT_STRATEGY:\n    description: <|>\n', []],
    ['variables:\n  MINE: <|>\n', []],
    ['variables:\n  value: <|>\n', []],
  ])('%j', (marked, expected) => expect(labelsAt(marked)).toEqual(expected));

  test('in quotes where YAML would read something else', () => {
    const { text, items } = completionsAt('variables:\n  FF_TIMESTAMPS: <|>\n', { snippets: true });
    expect(items.map(({ detail }) => detail)).toEqual(['default: On', 'Off']);
    expect(items.map(item => resultOf(text, item))).toEqual([
      'variables:\n  FF_TIMESTAMPS: "true"\n',
      'variables:\n  FF_TIMESTAMPS: "false"\n',
    ]);
  });
});

describe('the hover tells of it', () => {
  test.each([
    'variables:\n  GIT_DE<|>PTH: "1"\n',
    'job:\n  variables: { GIT_DE<|>PTH: "1" }\n',
    'job:\n  rules: [{ variables: { GIT_DE<|>PTH: "1" } }]\n',
    'job:\n  script: echo $GIT_DE<|>PTH\n',
  ])('%j', async marked => {
    const { projects, document, offset } = await sceneOf(marked);
    const [project] = projects;
    const text = project && hover(project, document, offset)?.markdown;
    expect(text).toContain('How many commits of the history are fetched.');
    expect(text).toContain('Default: the setting of the project, 20 in new ones');
  });
});
