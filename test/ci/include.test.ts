import { describe, expect, test } from 'vitest';
import { includeTree } from '../../server/src/ci/include-tree.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { canBecome } from '../../server/src/ci/include-entry.ts';
import { loadProject } from '../../server/src/ci/load-project.ts';
import type { Project } from '../../server/src/ci/project.ts';
import { MAIN, memoryFiles, projectOfTexts, ROOT, type Texts } from './memory.ts';

/** The included files and the codes of problems, in GitLab's order. */
async function included(
  main: string,
  texts: Texts = {},
): Promise<{ files: readonly string[]; codes: readonly string[]; complete: boolean }> {
  const { included: files, faults, complete } = includeTree(await projectOfTexts(main, texts));
  return { files, codes: faults.map(({ code }) => code), complete };
}

const JOB = 'job: {script: make}\n';

describe('includes', () => {
  test('all files of one list are taken before those that they include', async () => {
    const texts = { 'a.yml': 'include: [c.yml]\n.a: {k: 1}', 'b.yml': '.b: {k: 1}', 'c.yml': '.c: {k: 1}' };
    expect(await included(`include: [a.yml, b.yml]\n${JOB}`, texts)).toEqual({
      files: ['a.yml', 'b.yml', 'c.yml'],
      codes: [],
      complete: true,
    });
  });

  test('a wildcard in an included file leaves out what was included before', async () => {
    const texts = { 'ci/a.yml': 'include: ci/*.yml\n.a: {k: 1}', 'ci/b.yml': '.b: {k: 1}', 'z.yml': '.z: {k: 1}' };
    expect((await included(`include: [ci/a.yml, z.yml]\n${JOB}`, texts)).files).toEqual([
      'ci/a.yml',
      'z.yml',
      'ci/b.yml',
    ]);
  });

  test.each([
    ['missing-include', 'none.yml'],
    ['missing-include', './a.yml'],
    ['missing-include', '../a.yml'],
    ['missing-include', 'A.yml'],
    ['include-extension', 'a.txt'],
    ['empty-include', 'blank.yml'],
    ['empty-include', 'comment.yml'],
    ['broken-include', 'broken.yml'],
    ['invalid-include', '5'],
    ['invalid-include', '{local: a.yml, remote: "https://example.com/a.yml"}'],
    ['invalid-include', '{loca: a.yml}'],
    ['missing-include', 'folder.yml'],
  ])('%s: %s', async (code, entry) => {
    const texts = {
      'a.yml': JOB,
      'a.txt': JOB,
      'blank.yml': ' \n',
      'comment.yml': '# nothing\n',
      'broken.yml': 'a: [\n',
      'folder.yml/a.yml': JOB,
    };
    expect((await included(`include: ${entry}\n${JOB}`, texts)).codes).toEqual([code]);
  });

  test('a letter of the wrong case is named', async () => {
    const { faults } = includeTree(await projectOfTexts(`include: ci/Base.yml\n${JOB}`, { 'ci/base.yml': JOB }));
    expect(faults[0]?.message).toContain('`ci/base.yml`');
  });

  test.each([
    ['project', '{project: group/other, file: ci.yml}'],
    ['remote', '"https://example.com/ci.yml"'],
    ['template', '{template: Auto-DevOps.gitlab-ci.yml}'],
    ['component', '{component: gitlab.example.com/group/part@1}'],
    ['variable', '"$FOLDER/ci.yml"'],
  ])('what comes from elsewhere is unknown, not wrong: %s', async (_, entry) => {
    expect(await included(`include: ${entry}\n${JOB}`)).toEqual({ files: [], codes: [], complete: false });
  });

  test('150 files are taken, the next one is refused', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 151 }, (_, index) => [`m/${index}.yml`, `.m${index}: {k: 1}`]),
    );
    const all = Object.keys(texts);
    expect((await included(`include: [${all.slice(0, 150).join(', ')}]\n${JOB}`, texts)).codes).toEqual([]);
    expect((await included(`include: [${all.join(', ')}]\n${JOB}`, texts)).codes).toEqual(['too-many-includes']);
  });

  test('cycles end at the limit, with one complaint', async () => {
    expect(
      (await included(`include: a.yml\n${JOB}`, { 'a.yml': 'include: b.yml', 'b.yml': 'include: [a.yml, a.yml]' }))
        .codes,
    ).toEqual(['too-many-includes']);
  });

  test('rules that never apply take the entry out, others make it uncertain', async () => {
    const main = `include:\n  - {local: none.yml, rules: [{when: never}]}\n  - {local: none.yml, rules: [{if: $X}]}\n${JOB}`;
    const tree = includeTree(await projectOfTexts(main));
    expect(tree.faults.map(({ code, atMost }) => `${code} ${atMost ?? ''}`)).toEqual(['missing-include warning']);
    expect(tree.conditional).toBe(true);
  });

  test.each([
    ['[{exists: [Dockerfile]}]', ['a.yml'], false],
    ['[{exists: [ci/*.txt]}]', ['a.yml'], false],
    ['[{exists: [none.txt, Dockerfile], when: always}]', ['a.yml'], false],
    ['[{exists: [none.txt]}]', [], false],
    ['[{exists: [ci/none.*]}]', [], false],
    ['[{exists: [ci]}]', [], false],
    ['[{exists: [Dockerfile], when: never}, {when: always}]', [], false],
    ['[{exists: [none.txt], when: never}, {when: always}]', ['a.yml'], false],
    ['[{exists: [none.txt], if: $X}, {exists: [Dockerfile]}]', ['a.yml'], false],
    ['[{exists: [none.txt], if: $X}]', [], false],
    ['[{exists: [Dockerfile], if: $X}]', ['a.yml'], true],
    ['[{if: $X}, {exists: [none.txt]}]', ['a.yml'], true],
    ['[{exists: ["**/none.txt"]}]', ['a.yml'], true],
    ['[{exists: [$NAME]}]', ['a.yml'], true],
    ['[{exists: {paths: [none.txt], project: group/other}}]', ['a.yml'], true],
    ['[{changes: [none.txt]}]', ['a.yml'], true],
  ])('rules about files that are there or not are decided: %s', async (rules, files, conditional) => {
    const texts = { 'a.yml': '.a: {k: 1}', Dockerfile: '', 'ci/notes.txt': '' };
    const tree = includeTree(await projectOfTexts(`include: [{local: a.yml, rules: ${rules}}]\n${JOB}`, texts));
    expect([tree.included, tree.conditional, tree.complete, tree.faults]).toEqual([files, conditional, true, []]);
  });

  test('a search that is given up leaves open what there is', async () => {
    const texts = { [MAIN]: `include: '**/a.yml'\n${JOB}`, 'x/a.yml': '.a: {k: 1}', 'x/y/a.yml': '.b: {k: 1}' };
    const start = { pipeline: ROOT + MAIN, folder: ROOT };
    const load = (names: number): Promise<Project> =>
      loadProject(start, new Map(), memoryFiles(texts), { files: 10, names, text: 1000 });
    expect(includeTree(await load(100)).complete).toBe(true);
    expect(includeTree(await load(1)).complete).toBe(false);
  });

  test('what a file wants is read once, however often that file is included', async () => {
    const texts = { 'a.yml': 'include: a.yml\nchild: {trigger: {include: [none.yml, "ci/*.yml"]}}\n' };
    const files = memoryFiles({ ...texts, [MAIN]: `include: a.yml\n${JOB}` });
    const asked: string[] = [];
    const read = (uri: string): ReturnType<typeof files.read> => (asked.push(uri), files.read(uri));
    const list = (uri: string): ReturnType<typeof files.list> => (asked.push(uri), files.list(uri));
    await loadProject({ pipeline: ROOT + MAIN, folder: ROOT }, new Map(), { read, list });
    expect(asked).toEqual([MAIN, 'a.yml', 'none.yml', '', 'ci/'].map(path => ROOT + path));
  });

  test('a pipeline of more text than is read leaves open what there is', async () => {
    const texts = { [MAIN]: `include: [a.yml, b.yml]\n${JOB}`, 'a.yml': '.a: {k: 1}', 'b.yml': '.b: {k: 1}' };
    const start = { pipeline: ROOT + MAIN, folder: ROOT };
    const load = (text: number): Promise<Project> =>
      loadProject(start, new Map(), memoryFiles(texts), { files: 10, names: 10, text });
    expect((await load(100)).documents.size).toBe(3);
    const cut = await load(50);
    expect([cut.documents.size, includeTree(cut).complete]).toEqual([2, false]);
  });

  test('the including file wins, key by key, and the keys of the included come first', async () => {
    const main = 'include: [a.yml, b.yml]\njob: {script: main, variables: {M: m}}\n';
    const texts = { 'a.yml': 'job: {image: a, variables: {A: a, M: a}}', 'b.yml': 'job: {image: b, tags: [b]}' };
    const { merged } = resolvePipeline(await projectOfTexts(main, texts));
    const job = merged.members.get('job')?.value;
    expect(job?.kind === 'map' && [...job.members.keys()]).toEqual(['image', 'variables', 'tags', 'script']);
  });
});

describe('a path with variables', () => {
  test.each([
    ['services/$NAME/.gitlab-ci.yml', 'services/api/.gitlab-ci.yml', true],
    ['services/${NAME}/ci.yml', 'services/deep/er/ci.yml', true],
    ['$A/$B/ci.yml', 'a/b/ci.yml', true],
    ['$FILE', 'anything.yml', true],
    ['ci/$[[ inputs.name ]].yml', 'ci/build.yml', true],
    ['a-$X-b-$Y-c', 'a-1-b-2-c', true],
    ['a-$X-b-$Y-c', 'a-1-2-c', false],
    ['services/$NAME/.gitlab-ci.yml', 'service/api/.gitlab-ci.yml', false],
    ['ci/$NAME.yml', 'ci/build.yaml', false],
    ['ab$X', 'a', false],
    ['ab${X}ba', 'aba', false],
  ])('%s and %s: %s', (text, path, expected) => {
    expect(canBecome(text, path)).toBe(expected);
  });
});
