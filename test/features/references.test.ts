/** All references to what a name stands for, and the highlights among them in one file. */
import { describe, expect, test } from 'vitest';
import { highlights } from '../../server/src/features/highlight.ts';
import { references } from '../../server/src/features/references.ts';
import { drawSpot, sceneOf } from './navigation.ts';

async function found(fixture: string, pipelines: readonly string[] = []): Promise<readonly string[]> {
  const scene = await sceneOf(fixture, pipelines);
  return references(scene.projects, scene.document, scene.offset).map(
    spot => (spot.isDefinition ? '* ' : '') + drawSpot(scene, spot),
  );
}

async function highlighted(fixture: string): Promise<readonly string[]> {
  const scene = await sceneOf(fixture);
  const { uri } = scene.document;
  return highlights(scene.projects, scene.document, scene.offset).map(
    ({ span, kind }) => (kind === 'write' ? '* ' : '') + drawSpot(scene, { uri, span }),
  );
}

const FILES = `-- .gitlab-ci.yml --
include: base.yml
build:
  extends: .base
  script: !reference [.base, script]
test:
  needs: [build, { job: "build" }]
  dependencies:
    - 'build: [a, b]'
  script: x
deploy:
  environment: { name: x, on_stop: build }
  needs: [{ pipeline: $ID, job: build }]
  script: build
-- base.yml --
.base: { script: x }
build: { stage: build }
other: { needs: [build] }
`;

describe('references', () => {
  const build = [
    '* .gitlab-ci.yml:2:1 build',
    '.gitlab-ci.yml:6:11 build',
    '.gitlab-ci.yml:6:25 "build"',
    ".gitlab-ci.yml:8:7 'build: [a, b]'",
    '.gitlab-ci.yml:11:36 build',
    '* base.yml:2:1 build',
    'base.yml:3:18 build',
  ];
  test.each([
    [FILES.replace('needs: [build', 'needs: [bu<|>ild'), build],
    [FILES.replace("'build: [a, b]'", "'build: [<|>a, b]'"), build],
    [FILES.replace('\nbuild:\n', '\n<|>build:\n'), build],
    [
      FILES.replace('extends: .base', 'extends: .ba<|>se'),
      ['.gitlab-ci.yml:3:12 .base', '.gitlab-ci.yml:4:23 .base', '* base.yml:1:1 .base'],
    ],
    [FILES.replace('base.yml\nbuild', 'ba<|>se.yml\nbuild'), ['.gitlab-ci.yml:1:10 base.yml']],
    [FILES.replace('.base, script', '.base, scr<|>ipt'), ['* base.yml:1:10 script', '.gitlab-ci.yml:4:30 script']],
  ])('%j', async (fixture, expected) => expect(await found(fixture)).toEqual(expected));

  test('names that come by an alias, a merge key or a reference', async () => {
    const text = `.names: &names [build]
.merged: &merged { needs: [build] }
.list: [build]
build: { script: x }
a: { script: x, needs: *names }
b: { <<: *merged, script: x }
c: { script: x, needs: !reference [.list] }
d: { script: x, needs: [bu<|>ild] }
`;
    expect(await found(text)).toEqual([
      '.gitlab-ci.yml:1:17 build',
      '.gitlab-ci.yml:2:28 build',
      '.gitlab-ci.yml:3:9 build',
      '* .gitlab-ci.yml:4:1 build',
      '.gitlab-ci.yml:8:25 build',
    ]);
  });

  test('a file is looked for in all pipelines, names only in those of the file', async () => {
    const fixture = `-- a.yml --
include: shared.yml
job: { extends: .base, script: x }
-- b.yml --
include: sha<|>red.yml
.base: { script: y }
-- shared.yml --
x: { script: x }
`;
    expect(await found(fixture, ['a.yml', 'b.yml'])).toEqual(['a.yml:1:10 shared.yml', 'b.yml:1:10 shared.yml']);
    const base = fixture.replace('<|>', '').replace('.base: {', '.ba<|>se: {');
    expect(await found(base, ['a.yml', 'b.yml'])).toEqual(['* b.yml:2:1 .base']);
  });
});

describe('highlights', () => {
  test.each([
    [
      'a: &x 1\nb: [*x, *<|>x]\nc: &x 2\nd: *x\n',
      ['* .gitlab-ci.yml:1:5 x', '.gitlab-ci.yml:2:6 x', '.gitlab-ci.yml:2:10 x'],
    ],
    ['bu<|>ild: {}\na: { needs: [build, "build 1/2"] }\n', [1, 2, 3]],
    ['a: { script: buil<|>d }\nbuild: {}\n', []],
    ['include: [a.yml, { local: a.<|>yml }]\n', ['.gitlab-ci.yml:1:11 a.yml', '.gitlab-ci.yml:1:27 a.yml']],
  ])('%j', async (text, expected) => {
    const all = await highlighted(text);
    expect(typeof expected[0] === 'number' ? all.map((_, index) => index + 1) : all).toEqual(expected);
  });
});

describe('stages and variables', () => {
  test('a stage: where it is listed and the jobs in it', async () => {
    const fixture =
      '-- .gitlab-ci.yml --\ninclude: a.yml\nstages: [li<|>nt, test]\na: { stage: lint, script: lint }\n-- a.yml --\nb: { stage: "lint", script: x }\n';
    expect(await found(fixture)).toEqual([
      '* .gitlab-ci.yml:2:10 lint',
      '.gitlab-ci.yml:3:13 lint',
      'a.yml:1:13 "lint"',
    ]);
  });
  test('a variable: what sets it and what uses it', async () => {
    const text =
      'variables: { A: x, B: $A }\njob:\n  variables: { A<|>: y }\n  rules: [{ if: $A == "x" }]\n  inherit: { variables: [A] }\n  script: echo ${A} $AB A\n';
    const all = [
      '* .gitlab-ci.yml:1:14 A',
      '.gitlab-ci.yml:1:23 $A',
      '* .gitlab-ci.yml:3:16 A',
      '.gitlab-ci.yml:4:17 $A',
      '.gitlab-ci.yml:5:26 A',
      '.gitlab-ci.yml:6:16 ${A}',
    ];
    expect(await found(text)).toEqual(all);
    expect(await found(text.replace('<|>', '').replace('$A ==', '$A<|> =='))).toEqual(all);
    expect(await highlighted(text)).toEqual(all);
  });
});
