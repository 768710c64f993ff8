/** Hover on every kind of name, across files: what it is, what it resolves to, and who uses it. */
import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { sceneOf } from './navigation.ts';

async function hovered(fixture: string): Promise<string | undefined> {
  const { projects, document, offset } = await sceneOf(fixture);
  const [project] = projects;
  const found = project && hover(project, document, offset, { projects });
  if (found) expect(found.span.start <= offset && offset <= found.span.end).toBe(true);
  return found?.markdown.replaceAll('file:///project/', '');
}

const BASE = `-- ci/base.yml --
.base:
  stage: build
  image: { name: node:20, entrypoint: [""] }
  rules: [{ if: $CI_COMMIT_TAG }, { when: manual }]
  script: [npm ci, npm run build, npm test, npm pack]
.unused: { script: x }
`;
const file = (text: string): string => `-- .gitlab-ci.yml --\ninclude: ci/base.yml\n${text}${BASE}`;

describe('on a job', () => {
  test('what it resolves to, with the origin of what stands elsewhere', async () => {
    expect(await hovered(file('bu<|>ild:\n  extends: .base\n  needs: []\n'))).toBe(
      [
        '**Job** `build`, [.gitlab-ci.yml:2](.gitlab-ci.yml#L2)\n',
        '- `extends`: `.base`',
        '- `stage`: `build` from [ci/base.yml:2](ci/base.yml#L2) via include, extends',
        '- `image`: `node:20` from [ci/base.yml:3](ci/base.yml#L3) via include, extends',
        '- `needs`: none',
        '- `rules`: 2 rules, the first if `$CI_COMMIT_TAG` from [ci/base.yml:4](ci/base.yml#L4) via include, extends',
        '- `script`: `npm ci`, `npm run build`, `npm test` and 1 more from [ci/base.yml:5](ci/base.yml#L5) via include, extends',
      ].join('\n'),
    );
  });
  test('keys that come by `default`, unless `inherit` keeps them out', async () => {
    const text = (inherit: string): string => `default: { image: ruby }\njo<|>b:\n  script: x\n${inherit}`;
    expect(await hovered(text(''))).toContain(
      '- `image`: `ruby` from [.gitlab-ci.yml:1](.gitlab-ci.yml#L1) via default',
    );
    expect(await hovered(text('  inherit: { default: false }\n'))).not.toContain('image');
  });
  test.each([
    ['a need', 'job:\n  needs: [bu<|>ild]\n', /^\*\*Job\*\* `build`, .*:2\][^]*Named in `needs` of `job`/],
    ['one copy of it', 'job:\n  needs: ["bu<|>ild: [a]"]\n', /^\*\*Job\*\* `build`/],
    ['a dependency', 'job:\n  dependencies:\n    - bu<|>ild\n', /^\*\*Job\*\* `build`/],
    [
      'a job that stops an environment',
      'job:\n  environment: { name: x, on_stop: bu<|>ild }\n',
      /^\*\*Job\*\* `build`/,
    ],
    [
      'a base',
      'job:\n  extends: .ba<|>se\n',
      /^\*\*Hidden job\*\* `\.base`, \[ci\/base\.yml:1\][^]*Named in `extends` of `job`/,
    ],
    ['the start of a reference', 'job:\n  script: !reference [.ba<|>se, script]\n', /Named in `!reference` of `job`/],
    [
      'a job that starts a pipeline',
      'down<|>stream:\n  trigger: group/app\n',
      /^\*\*Trigger job\*\* `downstream`[^]*`trigger`: `group\/app`/,
    ],
  ])('%s', async (_, text, words) => {
    expect(await hovered(file(`build:\n  script: x\n${text}`))).toMatch(words);
  });
  test('a template that reaches a job by another one', async () => {
    expect(await hovered('.a<|>: { script: x }\n.b: { extends: .a }\njob: { extends: .b }\n')).toMatch(
      /Named in `extends` of `\.b`\n- Inherited by `job` through these$/,
    );
  });
  test('a template that nothing uses', async () => {
    expect(await hovered('.a<|>: { script: x }\njob: { script: y }\n')).toMatch(
      /Not used by any job in the files read here$/,
    );
  });
  test('a name of many jobs, cut', async () => {
    const jobs = Array.from({ length: 9 }, (_, index) => `j${index}: { extends: .a }\n`).join('');
    expect(await hovered(`.a<|>: { script: x }\n${jobs}`)).toContain('`j0`, `j1`, `j2`, `j3`, `j4` and 4 more');
  });
});

describe('on other names', () => {
  test('a part of a reference: what stands there', async () => {
    expect(await hovered(file('job:\n  script: !reference [.base, scr<|>ipt]\n'))).toBe(
      '`script` of `.base` from [ci/base.yml:5](ci/base.yml#L5) via include\n\n```yaml\n[npm ci, npm run build, npm test, npm pack]\n```',
    );
  });
  test('an alias and its anchor: what it stands for', async () => {
    const told = '**Anchor** `&common`, 2 aliases\n\n```yaml\nscript:\n  - a\n  - b\n```';
    const text = (anchor: string, alias: string): string =>
      `.a: &${anchor}\n  script:\n    - a\n    - b\nb: *${alias}\nc: *common\n`;
    expect(await hovered(text('common', 'comm<|>on'))).toBe(told);
    expect(await hovered(text('com<|>mon', 'common'))).toBe(told);
  });
  test('a fence in the text does not end the excerpt', async () => {
    expect(await hovered('.a: &x ["```", "![i](u)"]\nb: { script: *x<|> }\n')).toMatch(/````yaml\n\["```"[^]*\n````$/);
  });
  test('a stage: its place and its jobs', async () => {
    const text = 'stages: [one, two<|>]\na: { stage: two, script: x }\nb: { stage: one, script: x }\n';
    expect(await hovered(text)).toBe(
      '**Stage** `two`\n\n- Number 3 of 4: `.pre` → `one` → **`two`** → `.post`; listed in [.gitlab-ci.yml:1](.gitlab-ci.yml#L1)\n- 1 job: `a`',
    );
    expect(await hovered('a: { stage: te<|>st, script: x }\nb: { script: x }\n')).toMatch(
      /those that GitLab uses[^]*2 jobs: `a`, `b`$/,
    );
    expect(await hovered('a: { stage: lint<|>, script: x }\n')).toContain('Not among the stages');
  });
  test('a variable where it is set: what else sets it, and how often it is used', async () => {
    const told = await hovered('variables: { A: x }\njob:\n  variables: { A<|>: y }\n  script: echo $A ${A}\n');
    expect(told).toMatch(/^\*\*Variable\*\* `A`\n\n- `y` of the job, .*\n- `x` of the pipeline, .*\n\n- Used 2 times/);
    expect(await hovered('job:\n  parallel:\n    matrix:\n      - V<|>: [a]\n  script: echo $V\n')).toMatch(
      /`\[a\]` of `parallel:matrix`/,
    );
    expect(await hovered('variables: { A: x }\njob:\n  inherit: { variables: [A<|>] }\n')).toContain(
      '`x` of the pipeline',
    );
  });
  test('a variable in a template whose jobs set it: those jobs', async () => {
    const text =
      '.t: { script: echo $WHERE<|> }\na: { extends: .t, variables: { WHERE: one } }\nb: { extends: .t, variables: { WHERE: two } }\n';
    expect(await hovered(text)).toMatch(/- `one` in `a`, .*:2\].*\n- `two` in `b`, .*:3\]/);
  });
  test('an included file: what it brings along', async () => {
    expect(await hovered(`-- .gitlab-ci.yml --\ninclude: ci/ba<|>se.yml\njob: { script: x }\n${BASE}`)).toBe(
      '**Included file** `ci/base.yml`\n\n- [ci/base.yml](ci/base.yml): 2 hidden jobs (`.base`, `.unused`)',
    );
    expect(await hovered(`-- .gitlab-ci.yml --\ninclude: ci/*<|>.yml\n${BASE}`)).toMatch(
      /^\*\*Included files\*\* .*\n\n- \[ci\/base/,
    );
    expect(await hovered('include: no<|>ne.yml\n')).toContain('There is no such file');
    expect(await hovered('job:\n  trigger: { include: no<|>ne.yml }\n')).toMatch(/^\*\*Child pipeline\*\*/);
  });
  test.each(['include: { remote: https://exa<|>mple.com/a.yml }\n', 'include: [{ project: a/b, file: /c.<|>yml }]\n'])(
    'an include that is not read says so: %j',
    async text => expect(await hovered(text)).toMatch(/\*\*Not read here\*\*/),
  );
  test('an input where it is declared and where it is given', async () => {
    const included =
      '-- a.yml --\nspec: { inputs: { level: { default: info, description: How much. } } }\n---\nx: { script: y }\n';
    expect(await hovered(included.replace('level', 'le<|>vel'))).toMatch(/^\*\*Input\*\* `level`\n\nHow much\./);
    expect(
      await hovered(`-- .gitlab-ci.yml --\ninclude: { local: a.yml, inputs: { le<|>vel: debug } }\n${included}`),
    ).toMatch(/^\*\*Input\*\* `level`\n\nHow much\.[^]*Default: `info`/);
  });
});

describe('no hover', () => {
  test.each([
    'job:\n  extends: .no<|>ne\n',
    'job:\n  script: !reference [.none, scr<|>ipt]\n',
    'job:\n  script: echo $UNK<|>NOWN\n',
    'job: { script: *no<|>ne }\n',
  ])('%j', async text => expect(await hovered(text)).toBeUndefined());
});
