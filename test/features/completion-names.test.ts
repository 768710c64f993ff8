/** Names that are offered, and the text after accepting one. */
import { describe, expect, test } from 'vitest';
import type { Completion } from '../../server/src/features/completion.ts';
import { nameCompletions } from '../../server/src/features/completion/names.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { siteAt } from '../../server/src/features/completion/site.ts';
import { cursorAt } from '../../server/src/yaml/cursor/cursor.ts';
import { sceneOf, type Scene } from './navigation.ts';

const FILES = ['ci/a.yml', 'ci/b c.yaml', 'src/x.ts', '.gitlab-ci.yml'];

function itemsAt({ projects, document, offset }: Scene): readonly Completion[] {
  const site = siteAt(document, cursorAt(document, offset), { snippets: true });
  return nameCompletions(projects, document, site, FILES).items;
}

async function offered(fixture: string): Promise<readonly string[]> {
  return itemsAt(await sceneOf(fixture)).map(({ label }) => label);
}

/** The first file after accepting the item with that label. */
async function taken(fixture: string, label: string): Promise<string> {
  const scene = await sceneOf(fixture);
  const items = itemsAt(scene);
  const item = items.find(each => each.label === label);
  return item
    ? applyChanges(scene.document.text, [item.edit, ...item.also])
    : `none of ${items.map(each => each.label).join(', ')}`;
}

const BASE = `-- base.yml --
default: { image: x }
.base:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [a]
build: { script: x }
"a, b: c": { script: x }
deploy: { trigger: x/y }
`;
const ROOT = '-- .gitlab-ci.yml --\ninclude: base.yml\n';

const PARALLEL = `one: { script: x, parallel: 2 }
.rows: { parallel: { matrix: [{ A: [x, 'y z'], B: 1 }] } }
two: { script: x, extends: .rows }
`;

describe('the copies of parallel jobs', () => {
  const COPIES = ['one 1/2', 'one 2/2', 'two: [x, 1]', 'two: [y z, 1]'];

  test.each([
    ['job:\n  needs: [<|>]\n', ['one', 'two', ...COPIES]],
    ['job:\n  needs:\n    - one 1/2\n    - job: <|>\n', ['two', ...COPIES.slice(1)]],
    ['job:\n  needs:\n    - one\n    - <|>\n', ['two', ...COPIES.slice(2)]],
    ['job:\n  rules:\n    - needs: [<|>]\n', ['one', 'two', ...COPIES]],
    ['job:\n  dependencies:\n    - <|>\n', ['one', 'two', ...COPIES]],
    ['job:\n  environment: { name: x, on_stop: <|> }\n', ['one', 'two']],
    ['one:\n  needs: [<|>]\n', ['two', 'two: [x, 1]', 'two: [y z, 1]']],
  ])('%j', async (text, labels) => {
    expect(await offered(`-- .gitlab-ci.yml --\n${PARALLEL}${text}`)).toEqual(labels);
  });

  test('are written in quotes', async () => {
    const text = `-- .gitlab-ci.yml --\n${PARALLEL}job:\n  needs:\n    - <|>\n`;
    expect(await taken(text, 'two: [y z, 1]')).toMatch(/\n {4}- (["'])two: \[y z, 1\]\1\n$/);
  });
});

describe('what is offered', () => {
  test.each([
    ['a: { environment: { name: x, action: stop } }\njob:\n  environment: { name: x, on_stop: <|> }\n', ['a']],
    ['a: { parallel: 2 }\njob:\n  needs:\n    - { job: <|>, parallel: { matrix: [{ A: b }] } }\n', ['a']],
    ['job:\n  extends: <|>\n', ['.base', 'build', 'a, b: c', 'deploy']],
    ['job:\n  extends: [.base, <|>]\n', ['build', 'a, b: c', 'deploy']],
    ['.x: { extends: .y }\n.y:\n  extends: <|>\n', ['.base', 'build', 'a, b: c', 'deploy']],
    ['job:\n  needs:\n    - <|>\n', ['build', 'a, b: c', 'deploy']],
    ['job:\n  needs:\n    - build\n    - job: <|>\n', ['a, b: c', 'deploy']],
    ['job:\n  needs:\n    - build\n    <|>\n', ['a, b: c', 'deploy']],
    ['job:\n  needs:\n    <|>\n', ['build', 'a, b: c', 'deploy']],
    ['job:\n  needs: [<|>]\n', ['build', 'a, b: c', 'deploy']],
    ['job:\n  needs: [<|>\n    build]\n', ['a, b: c', 'deploy']],
    ['job:\n  needs: [<|>\n    { job: build }]\n', ['a, b: c', 'deploy']],
    ['job:\n  needs:\n    - <|>\n    - build\n', ['a, b: c', 'deploy']],
    ['job:\n  needs:\n    <|>\n    - build\n', ['a, b: c', 'deploy']],
    ['job:\n  needs:\n    - bu<|>ild\n    - deploy\n', ['build', 'a, b: c']],
    ['job:\n  dependencies: [bu<|>]\n', ['build', 'a, b: c', 'deploy']],
    ['job:\n  environment:\n    name: x\n    on_stop: <|>\n', ['build', 'a, b: c', 'deploy']],
    ['job:\n  rules:\n    - needs: [<|>]\n', ['build', 'a, b: c', 'deploy']],
    ['job:\n  script: !reference [<|>]\n', ['.base', 'default', 'build', 'a, b: c', 'deploy', 'job']],
    ['job:\n  hooks: !reference [.base, <|>]\n', ['hooks']],
    ['job:\n  hooks: !reference [.base, hooks, <|>]\n', ['pre_stop_k8s_container_handler']],
    [
      'job:\n  hooks:\n    pre_stop_k8s_container_handler: !reference [.base, "hooks", "pre_stop_k8s_container_handler", <|>\n',
      ['exec'],
    ],
    ['job:\n  script:\n    - !reference [default, <|>]\n', ['image']],
    ['job:\n  stage: <|>\n', ['build', 'test', 'deploy', '.pre', '.post']],
    ['stages: [one, [two]]\njob:\n  stage: o<|>\n', ['one', 'two', '.pre', '.post']],
    ['x: &one 1\ny: &two 2\nz: *<|>\nw: &three 3\n', ['two', 'one']],
    ['job:\n  trigger:\n    include: <|>\n', ['ci/a.yml', 'ci/b c.yaml']],
    ['job:\n  trigger:\n    include:\n      - local: <|>\n', ['ci/a.yml', 'ci/b c.yaml']],
    ['job:\n  script: <|>\n', []],
    ['job:\n  image: <|>\n', []],
    ['# <|>\n', []],
    ['job:\n  <|>\n', []],
    ['<|>\n', []],
    ['job:\n  script: |\n    !reference [<|>]\n', []],
  ])('%j', async (text, labels) => {
    expect(await offered(`${ROOT}${text}${BASE}`)).toEqual(labels);
  });

  test('a job whose name an input completes does not wait for itself', async () => {
    const text =
      'spec: { inputs: { a: { default: x } } }\n---\n$[[ inputs.a ]]job:\n  needs: [<|>]\nother: { script: x }\n';
    expect(await offered(`-- .gitlab-ci.yml --\n${text}`)).toEqual(['other']);
  });

  test.each([
    ['include: <|>\n', ['ci/a.yml', 'ci/b c.yaml']],
    ['include:\n  - <|>\n', ['ci/a.yml', 'ci/b c.yaml']],
    ['include:\n  - local: ci/<|>\n', ['ci/a.yml', 'ci/b c.yaml']],
    ["include: '/<|>'\n", ['/ci/a.yml', '/ci/b c.yaml']],
    ['include: [ci/a.yml, <|>]\n', ['ci/b c.yaml']],
    ['include: { project: <|> }\n', []],
    ['include: { file: <|> }\n', []],
  ])('files at %j', async (text, labels) => expect(await offered(text)).toEqual(labels));
});

test('a chain of thousands that leads to the entry itself is left out', async () => {
  const chain = Array.from({ length: 5000 }, (_, index) => `.t${index}: { extends: .t${index + 1} }\n`).join('');
  expect(await offered(`-- .gitlab-ci.yml --\n${chain}.t5000:\n  extends: <|>\n.other: { script: a }\n`)).toEqual([
    '.other',
  ]);
});

test('a job can take over the variables of the pipeline, each once', async () => {
  const variables = '-- .gitlab-ci.yml --\nvariables: { TARGET: a, DEPTH: b }\n';
  const job = (list: string) => `${variables}job:\n  variables: { OWN: c }\n  inherit:\n    variables: ${list}\n`;
  expect(await offered(job('[<|>]'))).toEqual(['TARGET', 'DEPTH']);
  expect(await offered(job('[TARGET, <|>]'))).toEqual(['DEPTH']);
});

describe('what is written', () => {
  test.each([
    ['job:\n  extends: .b<|>\n', '.base', 'job:\n  extends: .base\n'],
    ['job:\n  extends:<|>\n', '.base', 'job:\n  extends: .base\n'],
    ['job:\n  extends: ".b<|>"\n', '.base', 'job:\n  extends: ".base"\n'],
    ["job:\n  extends: '.b<|>\n", '.base', "job:\n  extends: '.base'\n"],
    ['job:\n  needs: [bu<|>ild, x]\n', 'deploy', 'job:\n  needs: [deploy, x]\n'],
    ['job:\n  needs: [<|>]\n', 'a, b: c', 'job:\n  needs: ["a, b: c"]\n'],
    ['job:\n  needs:\n    - <|>\n', 'a, b: c', 'job:\n  needs:\n    - "a, b: c"\n'],
    ['job:\n  needs:\n    <|>\n', 'build', 'job:\n  needs:\n    - build\n'],
    ['job:\n  needs:\n    - build\n    <|>\n', 'deploy', 'job:\n  needs:\n    - build\n    - deploy\n'],
    ['job:\n  needs: [{ job: <|> }]\n', 'build', 'job:\n  needs: [{ job: build }]\n'],
    ["job:\n  needs: ['<|>']\n", 'a, b: c', "job:\n  needs: ['a, b: c']\n"],
    ['job:\n  hooks: !reference [.base, ho<|>]\n', 'hooks', 'job:\n  hooks: !reference [.base, hooks]\n'],
    ['job:\n  hooks: !reference [.base,<|>]\n', 'hooks', 'job:\n  hooks: !reference [.base, hooks]\n'],
    ['x: &one 1\nz: *o<|>\n', 'one', 'x: &one 1\nz: *one\n'],
    ['job:\n  trigger:\n    include: ci/<|>\n', 'ci/b c.yaml', 'job:\n  trigger:\n    include: ci/b c.yaml\n'],
  ])('%j, %s', async (text, label, after) =>
    expect(await taken(`${ROOT}${text}${BASE}`, label)).toBe(`include: base.yml\n${after}`),
  );
});
