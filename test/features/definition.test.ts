/** The definition of each kind of name, across files. */
import { describe, expect, test } from 'vitest';
import { definition } from '../../server/src/features/definition.ts';
import { drawSpot, sceneOf } from './navigation.ts';

async function targets(fixture: string, pipelines: readonly string[] = []): Promise<readonly string[]> {
  const scene = await sceneOf(fixture, pipelines);
  const found = definition(scene.projects, scene.document, scene.offset);
  if (found) expect(found.from.start <= scene.offset && scene.offset <= found.from.end).toBe(true);
  return (found?.targets ?? []).map(spot => drawSpot(scene, spot));
}

describe('job names', () => {
  test.each([
    ['job:\n  extends: .ba<|>se\n'],
    ['job:\n  extends: [.other, ".ba<|>se"]\n'],
    ['job:\n  extends:\n    - .ba<|>se\n'],
    ["job:\n  extends: '.base<|>'\n"],
    ['job:\n  needs: [<|>.base]\n'],
    ['job:\n  needs:\n    - .ba<|>se\n'],
    ['job:\n  needs:\n    - [.ba<|>se]\n'],
    ['job:\n  needs:\n    - job: .ba<|>se\n      artifacts: true\n'],
    ['job:\n  needs: { job: .ba<|>se }\n'],
    ['job:\n  rules:\n    - needs: [.ba<|>se]\n'],
    ['job:\n  dependencies: [.ba<|>se]\n'],
    ['job:\n  environment:\n    name: x\n    on_stop: .ba<|>se\n'],
    ['job:\n  trigger: { include: [{ artifact: x.yml, job: .ba<|>se }] }\n'],
    ['job:\n  script: !reference [.ba<|>se, script]\n'],
    ['job:\n  script:\n    - !reference\n      - .ba<|>se\n      - script\n'],
    ['job:\n  needs: [".base: [<|>a, b]"]\n'],
    ['job:\n  needs: [.base 1/<|>3]\n'],
    ['job:\n  needs:\n    - job: .ba<|>se\n      parallel:\n        matrix:\n          - A: b\n'],
  ])('%j', async text => {
    const fixture = `-- .gitlab-ci.yml --\ninclude: base.yml\n${text}\n-- base.yml --\n.base:\n  script: x\n.other: {}\n`;
    expect(await targets(fixture)).toEqual(['base.yml:1:1 .base']);
  });

  test.each([
    ['job:\n  needs:\n    - pipeline: $ID\n      job: bu<|>ild\n'],
    ['job:\n  needs:\n    - project: a/b\n      ref: main\n      job: bu<|>ild\n'],
    ['job:\n  script: bu<|>ild\n'],
    ['job:\n  stage: bu<|>ild\n'],
    ['job:\n  needs: [missi<|>ng]\n'],
    ['job:\n  # needs: bu<|>ild\n  script: x\n'],
  ])('not %j', async text => expect(await targets(`build:\n  script: x\n${text}`)).toEqual([]));

  test('every file that defines the job is named', async () => {
    const fixture = `-- .gitlab-ci.yml --
include: [a.yml, b.yml]
build: { stage: test }
x: { needs: [bui<|>ld] }
-- a.yml --
build: { script: x }
-- b.yml --
"build": { image: y }
`;
    expect(await targets(fixture)).toEqual(['.gitlab-ci.yml:2:1 build', 'a.yml:1:1 build', 'b.yml:1:1 "build"']);
  });

  test.each(['a b', '🚀 ship it', "it's", 'größe', 'a: b', '日本語'])('the name %j', async name => {
    const fixture = `-- .gitlab-ci.yml --\ninclude: a.yml\nx: { needs: [${JSON.stringify(name)}<|>] }\n-- a.yml --\n${JSON.stringify(name)}: { script: x }\n`;
    expect(await targets(fixture)).toEqual([`a.yml:1:1 ${JSON.stringify(name)}`]);
  });

  test('default is one of the things that a reference can begin with', async () => {
    const text = 'default:\n  hooks: {}\njob:\n  hooks: !reference [defau<|>lt, hooks]\n';
    expect(await targets(text)).toEqual(['.gitlab-ci.yml:1:1 default']);
  });

  test('a file of two pipelines leads to the definitions of both', async () => {
    const fixture = `-- a.yml --
include: shared.yml
.base: { script: a }
-- b.yml --
include: shared.yml
.base: { script: b }
-- shared.yml --
job: { extends: .ba<|>se }
`;
    expect(await targets(fixture, ['a.yml', 'b.yml'])).toEqual(['a.yml:2:1 .base', 'b.yml:2:1 .base']);
  });
});

describe('parts of a reference', () => {
  const files = `-- base.yml --
.root:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [a]
.base:
  extends: .root
  hooks:
    pre_get_sources_script: x
`;
  test.each([
    ['[.base, ho<|>oks]', 'base.yml:7:3 hooks'],
    ['[.base, hooks, pre_get_<|>sources_script]', 'base.yml:8:5 pre_get_sources_script'],
    ['[.base, hooks, "pre_stop_k8s_<|>container_handler", exec]', 'base.yml:3:5 pre_stop_k8s_container_handler'],
    ['[.base, hooks, pre_stop_k8s_container_handler, ex<|>ec]', 'base.yml:4:7 exec'],
    ['[.base, hooks, pre_stop_k8s_container_handler, no<|>ne]', undefined],
  ])('%s', async (path, target) => {
    const fixture = `-- .gitlab-ci.yml --\ninclude: base.yml\njob:\n  hooks: !reference ${path}\n${files}`;
    expect(await targets(fixture)).toEqual(target === undefined ? [] : [target]);
  });
});

describe('files', () => {
  test.each([
    ['include: ci/<|>a.yml', ['ci/a.yml:1:1']],
    ['include: "/ci/<|>a.yml"', ['ci/a.yml:1:1']],
    ['include: [ci/<|>a.yml]', ['ci/a.yml:1:1']],
    ['include:\n  - local: ci/<|>a.yml', ['ci/a.yml:1:1']],
    ['include: { local: ci/<|>a.yml, rules: [{ if: $A }] }', ['ci/a.yml:1:1']],
    ['include: ci/<|>*.yml', ['ci/a.yml:1:1', 'ci/b.yml:1:1']],
    ['include: ci/no<|>ne.yml', []],
    ['include: { project: a/b, file: ci/<|>a.yml }', []],
    ['include: $DIR/<|>a.yml', []],
    ['job:\n  trigger: { include: child<|>.yml }', ['child.yml:1:1']],
    ['job:\n  trigger:\n    include:\n      - local: child<|>.yml', ['child.yml:1:1']],
  ])('%j', async (text, expected) => {
    const fixture = `-- .gitlab-ci.yml --\n${text}\n-- ci/a.yml --\na: { script: x }\n-- ci/b.yml --\nb: { script: x }\n-- child.yml --\nc: { script: x }\n`;
    expect(await targets(fixture)).toEqual(expected);
  });
});

describe('anchors', () => {
  test.each([
    ['a: &x { script: 1 }\nb: *<|>x\n', ['.gitlab-ci.yml:1:5 x']],
    ['a: &x { script: 1 }\nb:\n  <<: *x<|>\n', ['.gitlab-ci.yml:1:5 x']],
    ['a: &x 1\nb: &x 2\nc: *<|>x\nd: &x 3\n', ['.gitlab-ci.yml:2:5 x']],
    ['a: &x 1\nb: *<|>x\nc: &x 3\n', ['.gitlab-ci.yml:1:5 x']],
    ['a: *<|>x\nc: &x 3\n', []],
  ])('%j', async (text, expected) => expect(await targets(text)).toEqual(expected));
});

describe('stages and variables', () => {
  test('a stage leads to where it is listed, in another file too', async () => {
    const fixture =
      '-- .gitlab-ci.yml --\ninclude: a.yml\njob: { stage: li<|>nt, script: x }\n-- a.yml --\nstages: [build, lint]\n';
    expect(await targets(fixture)).toEqual(['a.yml:1:17 lint']);
  });
  test('a stage that is not listed leads nowhere', async () => {
    expect(await targets('job: { stage: te<|>st, script: x }\n')).toEqual([]);
  });
  test('a name under `inherit` leads to the variable', async () => {
    expect(await targets('variables: { A: x }\njob: { inherit: { variables: [A<|>] }, script: x }\n')).toEqual([
      '.gitlab-ci.yml:1:14 A',
    ]);
  });
  test('a variable in a template leads to the jobs that set it', async () => {
    const text =
      '.t: { script: echo $A<|> }\none: { extends: .t, variables: { A: x } }\ntwo: { extends: .t, variables: { A: y } }\n';
    expect(await targets(text)).toEqual(['.gitlab-ci.yml:2:34 A', '.gitlab-ci.yml:3:34 A']);
  });
});
