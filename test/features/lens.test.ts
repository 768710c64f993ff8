/** Which jobs and templates have a lens, its title, and its cost for thousands of jobs. */
import { describe, expect, test } from 'vitest';
import { withDocument } from '../../server/src/ci/project.ts';
import { lenses, resolveLens, type LensOptions } from '../../server/src/features/lens.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { update } from '../../server/src/yaml/document/document.ts';
import { drawSpot, sceneOf } from './navigation.ts';

const ALL: LensOptions = { inheritance: 'replace', origins: true, uses: true };

/** `name: title` of each lens of the file with the cursor, or of the first one. */
async function drawn(
  fixture: string,
  options: LensOptions = ALL,
  pipelines: readonly string[] = [],
): Promise<readonly string[]> {
  const { projects, document } = await sceneOf(fixture, pipelines);
  return lenses(projects, document, options).map(lens => {
    expect(document.text.slice(lens.span.start, lens.span.end)).toContain(lens.name);
    return `${lens.name}: ${resolveLens(projects, document, lens, options)?.title}`;
  });
}

const HOOK = 'hooks: { pre_stop_k8s_container_handler: { exec: [a] } }';

describe('where a hook comes from', () => {
  test.each([
    [
      `.base: { ${HOOK} }\njob: { extends: .base, script: x }\n`,
      ['.base: pre-stop hook used by 1 job', 'job: pre-stop hook from .base'],
    ],
    [
      `.base: { ${HOOK} }\njob: { hooks: !reference [.base, hooks], script: x }\n`,
      ['.base: pre-stop hook used by 1 job', 'job: pre-stop hook from .base'],
    ],
    [
      `.base: { ${HOOK} }\njob: { extends: .base, script: x, hooks: { pre_stop_k8s_container_handler: { exec: [b] } } }\n`,
      ['.base: pre-stop hook used by no job'],
    ],
    [
      `.base: &base { ${HOOK} }\njob: { <<: *base, script: x }\n`,
      ['.base: pre-stop hook used by 1 job', 'job: pre-stop hook from .base'],
    ],
    [
      `default: { ${HOOK} }\na: { script: x }\nb: { script: x }\nc: { script: x, hooks: {} }\n`,
      ['default: pre-stop hook used by 2 jobs'],
    ],
    [
      `-- .gitlab-ci.yml --\ninclude: a.yml\njob: { script: x }\n-- a.yml --\njob: { ${HOOK} }\n`,
      ['job: pre-stop hook from job (a.yml)'],
    ],
    [
      `-- .gitlab-ci.yml --\ninclude: t/a.yml\njob: { extends: .a, script: x }\n-- t/a.yml --\n.a: { ${HOOK} }\n`,
      ['job: pre-stop hook from .a (t/a.yml)'],
    ],
    [
      `.base:\n  hooks: { pre_stop_k8s_container_handler: { http_get: { path: /a, port: 1 } } }\njob:\n  extends: .base\n  script: x\n  hooks: { pre_stop_k8s_container_handler: { http_get: { port: 2 } } }\n`,
      ['.base: pre-stop hook used by 1 job', 'job: pre-stop hook partly from .base'],
    ],
    [
      `.a: { hooks: { pre_get_sources_script: x } }\n.b: { ${HOOK} }\njob: { extends: [.a, .b], script: x }\n`,
      ['.a: pre-get-sources hook used by 1 job', '.b: pre-stop hook used by 1 job', 'job: hooks from .a and .b'],
    ],
    [`job: { script: x, ${HOOK} }\n`, []],
    [`job: { trigger: x, extends: .a }\n.a: { image: x }\n`, []],
    [
      `.base: { ${HOOK} }\n.middle: { extends: .base }\njob: { extends: .middle, script: x }\n`,
      ['.base: pre-stop hook used by 1 job', 'job: pre-stop hook from .base'],
    ],
  ])('%j', async (fixture, expected) => expect(await drawn(fixture)).toEqual(expected));

  test('many jobs with the same source have none', async () => {
    const jobs = Array.from({ length: 200 }, (_, index) => `job${index}: { extends: .base, script: x }\n`).join('');
    expect(await drawn(`.base: { ${HOOK} }\n${jobs}`)).toEqual(['.base: pre-stop hook used by 200 jobs']);
  });

  test('each kind has its switch', async () => {
    const text = `.base: { ${HOOK} }\njob: { extends: .base, script: x }\n`;
    expect(await drawn(text, { ...ALL, origins: false })).toHaveLength(1);
    expect(await drawn(text, { ...ALL, uses: false })).toHaveLength(1);
    expect(await drawn(text, { ...ALL, uses: false, origins: false })).toEqual([]);
  });

  test('a template of several pipelines counts the jobs of all', async () => {
    const text = `-- a.yml --\ninclude: t.yml\na: { extends: .t, script: x }\n-- b.yml --\ninclude: t.yml\nb: { extends: .t, script: x }\n-- t.yml --\n<|>.t: { ${HOOK} }\n`;
    expect(await drawn(text, ALL, ['a.yml', 'b.yml'])).toEqual(['.t: pre-stop hook used by 2 jobs in 2 pipelines']);
  });

  test('a lens leads to the hook or to the jobs', async () => {
    const jobs = 'job: { extends: .base, script: x }\nother: { hooks: !reference [.base, hooks], script: x }\n';
    const scene = await sceneOf(`.base: { ${HOOK} }\n${jobs}`);
    const targets = lenses(scene.projects, scene.document, ALL).map(lens =>
      resolveLens(scene.projects, scene.document, lens, ALL)?.targets.map(spot => drawSpot(scene, spot)),
    );
    expect(targets).toEqual([
      ['.gitlab-ci.yml:2:1 job', '.gitlab-ci.yml:3:1 other'],
      ['.gitlab-ci.yml:1:60 a'],
      ['.gitlab-ci.yml:1:60 a'],
    ]);
  });
});

describe('the copies of a job', () => {
  const scenario = usualScenarios({ tags: [] })[0];
  const options: LensOptions = { inheritance: 'replace', origins: false, uses: false, scenario };

  async function copiesIn(text: string): Promise<readonly string[]> {
    const { projects, document } = await sceneOf(text);
    const found = lenses(projects, document, options).filter(({ kind }) => kind === 'copies');
    return found.map(lens => {
      expect(document.text.slice(lens.span.start, lens.span.end)).toMatch(/^(?:parallel|t)$/);
      return resolveLens(projects, document, lens, options)?.title ?? '';
    });
  }

  test.each([
    ['t: { script: x, parallel: 3 }\n', ['3 copies: t 1/3, t 2/3, t 3/3']],
    ['t:\n  script: x\n  parallel:\n    matrix: [{ A: [x, y], B: z }]\n', ['2 copies: t: [x, z], t: [y, z]']],
    ['t: { script: x, parallel: 1 }\n', ['1 copy: t 1/1']],
    [
      'a-long-name-of-a-job: { script: x, parallel: 120 }\n',
      ['120 copies: a-long-name-of-a-job 1/120, a-long-name-of-a-job 2/120 and 118 more'],
    ],
    // from elsewhere
    ['.t: { parallel: 2 }\nt: { extends: .t, script: x }\n', ['2 copies: t 1/2, t 2/2']],
    ['.u: { parallel: 2 }\n.t: { extends: .u }\nt: { extends: [.t], script: x }\n', ['2 copies: t 1/2, t 2/2']],
    ['.t: &t { parallel: 2 }\nt: { <<: *t, script: x }\n', ['2 copies: t 1/2, t 2/2']],
    ['.t: &t { parallel: 2, script: x }\nt: *t\n', ['2 copies: t 1/2, t 2/2']],
    ['.t: { n: 2 }\nt: { parallel: !reference [.t, n], script: x }\n', ['2 copies: t 1/2, t 2/2']],
    [
      '-- .gitlab-ci.yml --\ninclude: a.yml\nt: { script: x }\n-- a.yml --\nt: { parallel: 2 }\n',
      ['2 copies: t 1/2, t 2/2'],
    ],
    // not split, an unknown number of copies, no copies, more than GitLab accepts, and a template
    ['.t: { image: x }\nt: { extends: .t, script: x }\n', []],
    ['.t: { parallel: 2 }\nt: { extends: .t, script: x, parallel: null }\n', []],
    ['t: { script: x, parallel: $N }\n', []],
    ['t: { script: x, parallel: { matrix: [] } }\n', []],
    ['t: { script: x, parallel: 1000 }\n', []],
    ['.t: { script: x, parallel: 2 }\n', []],
  ])('%j', async (text, expected) => expect(await copiesIn(text)).toEqual(expected));

  test('are listed with what each does', async () => {
    const { projects, document } = await sceneOf(
      't:\n  script: x\n  parallel: { matrix: [{ A: [x, y] }] }\n  rules: [{ if: $A == "x" }]\n',
    );
    expect(resolveLens(projects, document, { kind: 'copies', name: 't' }, options)?.copies).toEqual([
      { name: 't: [x]', says: 'runs' },
      { name: 't: [y]', says: 'not in this pipeline' },
    ]);
  });
});

test('a keystroke among thousands of jobs costs little', async () => {
  const jobs = Array.from({ length: 2000 }, (_, index) => `job${index}: { extends: .base, script: x }\n`).join('');
  const { projects, document } = await sceneOf(`.base: { ${HOOK} }\n${jobs}`);
  const [project] = projects;
  if (!project) throw new Error('no project');
  for (const lens of lenses(projects, document, ALL)) resolveLens(projects, document, lens, ALL);
  const at = document.text.indexOf('script: x }\njob1000') + 'script: '.length;
  const next = update(document, [{ span: { start: at, end: at + 1 }, text: 'y' }]);
  const later = [withDocument(project, next)];
  const before = process.cpuUsage();
  const found = lenses(later, next, ALL);
  const title = found[0] && resolveLens(later, next, found[0], ALL)?.title;
  expect(title).toBe('pre-stop hook used by 2000 jobs');
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
}, 60_000);
