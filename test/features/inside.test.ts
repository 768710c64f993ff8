/** Hover and definition on variables and inputs inside texts. */
import { describe, expect, test } from 'vitest';
import { definition } from '../../server/src/features/definition.ts';
import { hover } from '../../server/src/features/hover.ts';
import { drawSpot, sceneOf } from './navigation.ts';

async function hovered(fixture: string): Promise<string | undefined> {
  const { projects, document, offset } = await sceneOf(fixture);
  const [project] = projects;
  const found = project && hover(project, document, offset, { projects });
  return found && `${document.text.slice(found.span.start, found.span.end)}\n${found.markdown}`;
}

async function defined(fixture: string): Promise<readonly string[]> {
  const scene = await sceneOf(fixture);
  return (definition(scene.projects, scene.document, scene.offset)?.targets ?? []).map(spot => drawSpot(scene, spot));
}

const BASE =
  '-- base.yml --\nvariables:\n  FAR: { value: x, description: From afar. }\n.base:\n  variables: { DEEP: y }\n';
const MAIN = '-- .gitlab-ci.yml --\ninclude: base.yml\nvariables: { FAR: near }\n';

describe('hover', () => {
  test('on declared variables: every declaration with its place', async () => {
    expect(await hovered(`${MAIN}job:\n  script: echo "$FA<|>R"\n${BASE}`)).toBe(
      '$FAR\n**`$FAR`**\n\n- `near` of the pipeline, [.gitlab-ci.yml:2](file:///project/.gitlab-ci.yml#L2)',
    );
    expect(await hovered(`${MAIN}job:\n  extends: .base\n  script: echo "\${DE<|>EP}"\n${BASE}`)).toBe(
      '${DEEP}\n**`$DEEP`**\n\n- `y` of the job, [base.yml:4](file:///project/base.yml#L4)',
    );
    expect(
      await hovered('variables: { A: one }\njob:\n  variables: { A: two }\n  rules:\n    - if: $<|>A == "x"\n'),
    ).toMatch(/^\$A\n\*\*`\$A`\*\*\n\n- `two` of the job, .*\n- `one` of the pipeline, /);
  });

  test('on variables that GitLab sets, overwritten ones too', async () => {
    expect(await hovered('job:\n  script:\n    - |\n      a\n      echo ${CI_COMMIT_<|>BRANCH:-x}\n')).toMatch(
      /^\$\{CI_COMMIT_BRANCH\n\*\*Careful:\*\* Not set in pipelines of merge requests/,
    );
    const both = await hovered('variables: { CI_DEBUG_TRACE: "true" }\njob:\n  script: $CI_DEBUG_TRACE<|>\n');
    expect(both).toMatch(/`true` of the pipeline[^]*---[^]*secrets as well/);
  });

  test.each([
    'job:\n  script: echo $UNKNOWN<|>\n',
    'job:\n  script: echo $$CI_<|>JOB_ID\n',
    'job:\n  script: echo CI_<|>JOB_ID\n',
    'job:\n  script: echo # $CI_<|>JOB_ID\n',
    'job:\n  script: echo\n  # $CI_<|>JOB_ID\n',
    'job:\n  rules: [{ if: $A == "$CI_<|>JOB_ID" }]\n',
  ])('silent: %j', async text => expect(await hovered(text)).toBeUndefined());

  test('on an input: the values that other files give, and what functions make of them', async () => {
    const main = '-- .gitlab-ci.yml --\ninclude: { local: a.yml, inputs: { level: debugging } }\n';
    const a = 'spec:\n  inputs:\n    level: { default: information }\n---\njob:\n  script: ';
    const files = (script: string): string => `${main}-- a.yml --\n${a}${script}\n`;
    expect(await hovered(files('x $[[ inputs.le<|>vel ]]'))).toMatch(
      /\n- Given: `debugging` in \[\.gitlab-ci\.yml:1\]\([^)]*\)$/,
    );
    expect(await hovered(files('x $[[ inputs.le<|>vel | truncate(0,5) ]]'))).toMatch(
      /\n- By default: `information`, used as `infor`\n- Given: `debugging`, used as `debug` in \[/,
    );
    expect(await hovered(files('"$[[ inputs.le<|>vel | expand_vars | nothing ]]"'))).toMatch(
      /\n- By default: `information`\n- Given: `debugging` in /,
    );
  });

  test('on inputs', async () => {
    const header = 'spec:\n  inputs:\n    level: { description: How much., regex: ^a }\n  component: [version]\n---\n';
    expect(await hovered(`${header}job:\n  stage: $[[ inputs.le<|>vel | truncate(0,1) ]]\n`)).toBe(
      'inputs.level\nHow much.\n\n- Type: string\n- Required: it has no default.\n- Must match: `^a`\n- Declared in [.gitlab-ci.yml:3](file:///project/.gitlab-ci.yml#L3)',
    );
    expect(await hovered(`${header}"$[[ inputs.le<|>vel ]]":\n  script: a\n`)).toMatch(/^inputs\.level\nHow much/);
    expect(await hovered(`${header}job:\n  script: $[[ component.ver<|>sion ]]\n`)).toMatch(/Released version/);
    expect(await hovered(`${header}job:\n  stage: $[[ inputs.no<|>ne ]]\n`)).toBeUndefined();
    const job = 'job:\n  inputs: { a: { default: b }, c-d: { default: e } }\n';
    expect(await hovered(`${job}  script: \${{ job.inputs.<|>a }}\n`)).toMatch(/`b`/);
    expect(await hovered(`${job}  script: echo \${{ 1 == 2 && str(job.inputs.<|>a) }}\n`)).toMatch(/`b`/);
    expect(await hovered(`${job}  script: "\${{ job.inputs.<|>a == \\"x\\" }}"\n`)).toMatch(/`b`/);
    expect(await hovered(`${job}  script: echo \${{ job.inputs["c-<|>d"] }}\n`)).toMatch(/`e`/);
  });
});

describe('definition', () => {
  test.each([
    [`${MAIN}job:\n  script: echo $FA<|>R\n${BASE}`, ['.gitlab-ci.yml:2:14 FAR']],
    [`${MAIN}job:\n  extends: .base\n  script: echo $<|>DEEP\n${BASE}`, ['base.yml:4:16 DEEP']],
    [
      'variables: { A: a }\njob:\n  variables: { A: b }\n  script: $A<|>\n',
      ['.gitlab-ci.yml:3:16 A', '.gitlab-ci.yml:1:14 A'],
    ],
    ['job:\n  script: $CI_JOB_ID<|>\n', []],
    ['spec:\n  inputs:\n    level:\n---\njob:\n  stage: $[[ inputs.level<|> ]]\n', ['.gitlab-ci.yml:3:5 level']],
    ['job:\n  inputs: { a: { default: b } }\n  script: ${{ job.inputs.<|>a }}\n', ['.gitlab-ci.yml:2:13 a']],
    [
      'job:\n  parallel: { matrix: [{ AXIS: [a] }] }\n  needs: [{ job: b, parallel: { matrix: [{ AXIS: "$[[ matrix.<|>AXIS ]]" }] } }]\n',
      ['.gitlab-ci.yml:2:26 AXIS'],
    ],
  ])('%j', async (text, targets) => expect(await defined(text)).toEqual(targets));
});
