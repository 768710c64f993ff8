/** Renames: the resulting texts, renaming back, and the reasons for refusing one. */
import { describe, expect, test } from 'vitest';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { sceneOf, textsAfter, type Scene } from './navigation.ts';

/** The files after the rename, or why it is refused. */
async function renamed(fixture: string, newName: string, pipelines: readonly string[] = []): Promise<string> {
  return apply(await sceneOf(fixture, pipelines), newName);
}

function apply(scene: Scene, newName: string): string {
  const prepared = prepareRename(scene.projects, scene.document, scene.offset);
  const result = rename(scene.projects, scene.document, scene.offset, newName);
  if (!result || !prepared) return 'nothing';
  if ('refused' in prepared) expect(result).toEqual(prepared);
  return 'refused' in result ? result.refused : textsAfter(scene, result.changes);
}

describe('jobs', () => {
  const fixture = `-- .gitlab-ci.yml --
include: base.yml
bu<|>ild:
  script: !reference [build, before_script]
"test":
  extends: ['build']
  needs:
    - build
    - { job: "build" }
    - "build: [a, b]"
    - build 1/3
  dependencies: [build]
  environment: { name: build, on_stop: build }
  script: build
-- base.yml --
build: { before_script: [x] }
`;
  test('in all files and forms', async () => {
    expect(await renamed(fixture, 'compile')).toBe(`-- .gitlab-ci.yml --
include: base.yml
compile:
  script: !reference [compile, before_script]
"test":
  extends: ['compile']
  needs:
    - compile
    - { job: "compile" }
    - "compile: [a, b]"
    - compile 1/3
  dependencies: [compile]
  environment: { name: build, on_stop: compile }
  script: build
-- base.yml --
compile: { before_script: [x] }
`);
  });

  test('in what a keyword of the root extends, which GitLab merges like a job', async () => {
    const before =
      '.b<|>ase: { entrypoint: [sh] }\nimage: { name: alpine, extends: .base }\nvariables: { extends: [.base] }\n';
    const after =
      '.new: { entrypoint: [sh] }\nimage: { name: alpine, extends: .new }\nvariables: { extends: [.new] }\n';
    expect(
      await renamed(`-- .gitlab-ci.yml --\n${before}include: { local: a.yml, extends: .base }\n-- a.yml --\n`, '.new'),
    ).toBe(`-- .gitlab-ci.yml --\n${after}include: { local: a.yml, extends: .base }\n-- a.yml --\n`);
  });

  test('but not a keyword that slipped to the root', async () => {
    const text = 'ho<|>oks:\n  pre_get_sources_script: [a]\njob: { script: x }\n';
    expect(await renamed(`-- .gitlab-ci.yml --\n${text}`, '.new')).toMatch(/^`hooks` is a keyword/);
  });

  test('with quotes where YAML needs them', async () => {
    expect(await renamed(fixture, 'a, b: c')).toBe(`-- .gitlab-ci.yml --
include: base.yml
"a, b: c":
  script: !reference ["a, b: c", before_script]
"test":
  extends: ['a, b: c']
  needs:
    - "a, b: c"
    - { job: "a, b: c" }
    - "a, b: c: [a, b]"
    - "a, b: c 1/3"
  dependencies: ["a, b: c"]
  environment: { name: build, on_stop: "a, b: c" }
  script: build
-- base.yml --
"a, b: c": { before_script: [x] }
`);
  });

  test.each([
    'compile',
    'a b',
    'a, b',
    'a: b',
    "it's",
    'say "hi"',
    '"\'',
    '🚀 ship',
    'größe',
    '日本語',
    '123',
    'true',
    '[a]',
    '# no',
    'a #b',
    '*a',
    '-',
    '- a',
    '!x',
    '@x',
    '.hidden',
    '---',
    '=',
    '2024-01-01',
    ':sym',
    'a\\b',
    '{{ x }}',
    '%a',
    'x:',
    '?',
    'a & b',
    '/x',
    '(x)',
    '$x',
    'a\u200bb',
  ])('to %j and back', async name => {
    const plain = fixture
      .replaceAll("'build'", 'build')
      .replaceAll('"build"', 'build')
      .replace('"build: [a, b]"', "'build: [a, b]'");
    const scene = await sceneOf(plain);
    const there = apply(scene, name);
    const before = textsAfter(scene, new Map());
    expect(there).toMatch(/^-- /);
    expect(there).not.toBe(before);
    const moved = await sceneOf(there.replace(/(- )(.*\n)(    - \{ job)/, '$1<|>$2$3'));
    const back = apply(moved, 'build');
    expect(back.replaceAll('"build: [a, b]"', "'build: [a, b]'")).toBe(before);
  });

  test('the taste of the author for quotes stays', async () => {
    const text = `'bu<|>ild': { script: x }\na: { needs: ["build"], script: x }\n`;
    expect(await renamed(text, 'it')).toContain(`'it': { script: x }\na: { needs: ["it"], script: x }`);
    expect(await renamed(text, "it's")).toContain(`'it''s': { script: x }\na: { needs: ["it's"], script: x }`);
  });

  test('names that come by an alias or a reference', async () => {
    const text = `.names: &names [build]\n.list: [build]\nbuild: { script: x }\na: { script: x, needs: *names }\nb: { script: x, needs: !reference [.list] }\nc: { needs: [bu<|>ild], script: x }\n`;
    expect(await renamed(text, 'it')).toBe(
      `-- .gitlab-ci.yml --\n${text.replaceAll('build', 'it').replace('bu<|>ild', 'it')}`,
    );
  });

  test('a file shared by two pipelines takes the other one along', async () => {
    const shared = `-- a.yml --
include: shared.yml
x: { extends: .ba<|>se, script: x }
-- shared.yml --
.base: { script: x }
-- b.yml --
include: shared.yml
y: { extends: .base, script: x }
-- c.yml --
.base: { script: own }
`;
    expect(await renamed(shared, '.root', ['a.yml', 'b.yml', 'c.yml'])).toBe(
      shared
        .replace('<|>', '')
        .replaceAll('.base', '.root')
        .replace('.root: { script: own }', '.base: { script: own }'),
    );
  });

  test('a change from hidden to visible is said', async () => {
    const { projects, document, offset } = await sceneOf('.ba<|>se: { script: x }\n');
    expect(rename(projects, document, offset, 'base')).toMatchObject({
      notes: [expect.stringContaining('no longer begins with a dot')],
    });
    expect(rename(projects, document, offset, '.root')).toMatchObject({ notes: [] });
  });
});

describe('refused', () => {
  test.each([
    ['pages: { script: x }\na: { needs: [pa<|>ges] }\n', 'x', /publishes Pages/],
    ['defau<|>lt: { image: x }\n', 'x', /keyword/],
    ['default: {}\na: { script: !reference [defau<|>lt, script] }\n', 'x', /keyword/],
    ['sta<|>ges: [a]\n', 'x', /keyword/],
    ['spec: { inputs: { a: { default: b } } }\n---\n"$[[ inputs.a ]]-jo<|>b": { script: x }\n', 'x', /inputs/],
    [
      'spec: { inputs: { a: { default: build } } }\n---\nbui<|>ld: { script: x }\na: { script: x, needs: ["$[[ inputs.a ]]"] }\n',
      'x',
      /comes from/,
    ],
    ['include: { project: a/b, file: c.yml }\nbui<|>ld: { script: x }\n', 'x', /cannot be read here \(.*a\/b/],
    ['include: [{ template: x.yml }, { local: "$A.yml" }]\nbui<|>ld: { script: x }\n', 'x', /cannot be read here/],
    ['a: { script: x, needs: [mis<|>sing] }\n', 'x', /`missing` is not defined/],
    ['a<|>: { script: x }\nb: { script: x }\n', 'b', /already/],
    ['a<|>: { script: x }\n', '', /empty/],
    ['a<|>: { script: x }\n', '  ', /empty/],
    ['a<|>: { script: x }\n', 'x\ny', /one line/],
    ['a<|>: { script: x }\n', 'x\u0085y', /one line/],
    ['a<|>: { script: x }\n', 'x\u0007y', /unprintable/],
    ['a<|>: { script: x }\n', 'x'.repeat(256), /255/],
    ['a<|>: { script: x }\n', '$[[ inputs.a ]]', /input/],
    ['a<|>: { script: x }\n', 'stages', /keyword/],
    ['a<|>: { script: x }\n', 'default', /keyword/],
    ['a<|>: { script: x }\n', 'pages', /Pages/],
    ['include: a.y<|>ml\n', 'x', /explorer/],
    ['a: { script: !reference [b, scr<|>ipt] }\nb: { script: x }\n', 'x', /not a name of its own/],
    ['a: &x 1\nb: &y 2\nc: *<|>x\n', 'y', /already/],
    ['a: &x<|> 1\n', 'ä', /letters/],
    ['a: { script: x, extends: >-\n    .ba<|>se\n  }\n.base: { script: x }\n', 'x', /./],
  ])('%j to %j', async (text, name, reason) => expect(await renamed(text, name)).toMatch(reason));

  test('a file that does not exist defines nothing', async () => {
    expect(await renamed('include: none.yml\na<|>: { script: x }\n', 'b')).toContain('\nb: { script: x }');
  });

  test.each(['job:\n  script: x<|>y\n', 'job:\n  sc<|>ript: x\n', '# a<|>\n'])('no name in %j', async text =>
    expect(await renamed(text, 'x')).toBe('nothing'),
  );
});

describe('anchors', () => {
  test.each([
    ['a: &x 1\nb: [*x, *<|>x]\nc: &x 2\nd: *x\n', 'a: &new 1\nb: [*new, *new]\nc: &x 2\nd: *x\n'],
    ['a: &x<|> { script: 1 }\nb:\n  <<: *x\n  y: [*x]\n', 'a: &new { script: 1 }\nb:\n  <<: *new\n  y: [*new]\n'],
  ])('%j', async (text, after) => expect(await renamed(text, 'new')).toBe(`-- .gitlab-ci.yml --\n${after}`));
});
