import { describe, expect, test } from 'vitest';
import { planFile } from '../../server/src/hosts/cli/plan.ts';
import { repository, run } from './repository.ts';

const GIT = {
  '.git/HEAD': 'ref: refs/heads/feature/x\n',
  '.git/config': '[remote "origin"]\n\turl = git@gitlab.com:group/sub/app.git\n',
  '.git/packed-refs': 'aaaa refs/remotes/origin/trunk\nbbbb refs/tags/v2.0\n',
  '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
};

const PIPELINE = `stages: [build, test]
build:
  stage: build
  script: make
test:
  script: make test
  needs: [build]
  rules:
    - if: $SKIP
      when: never
    - if: $CI_COMMIT_BRANCH == "trunk"
      when: manual
    - if: $CI_COMMIT_BRANCH =~ /^feature/
      changes: [src/*]
`;

async function plan(args: readonly string[], text = PIPELINE, input: readonly string[] = []) {
  return run(planFile, args, repository({ ...GIT, '.gitlab-ci.yml': text, 'src/a.go': '' }), input);
}

interface Answer {
  readonly id?: unknown;
  readonly pipeline: unknown;
  readonly reason?: string;
  readonly errors: readonly string[];
  readonly jobs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function read(out: string): readonly Answer[] {
  return out
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Answer);
}

describe('plan', () => {
  test.each([
    ['push', 'depends on $SKIP'],
    ['push-branch', 'depends on $SKIP and the changed files'],
    ['tag', 'not in this pipeline'],
    ['merge-request', 'not in this pipeline'],
    ['schedule', 'depends on $SKIP'],
  ])('tells in a scenario %s what a job does', async (scenario, verdict) => {
    const { code, out, err } = await plan(['--scenario', scenario]);
    expect(out.split('\n').find(line => line.startsWith('test '))).toContain(`  ${verdict}  `);
    expect([code, err]).toEqual([scenario === 'merge-request' ? 1 : 0, '']);
  });

  test('of a child pipeline of several files, which starts with none of them alone', async () => {
    const files = {
      '.gitlab-ci.yml': 'start: {trigger: {include: [one.yml, {local: two.yml}]}}\n',
      'one.yml': 'one: {script: x, needs: [two]}\n',
      'two.yml': 'two: {script: x}\n',
    };
    const { code, out, err } = await run(planFile, ['one.yml', '--format', 'json'], repository({ ...GIT, ...files }));
    expect(Object.keys(read(out)[0]?.jobs ?? {}).toSorted()).toEqual(['one', 'two']);
    expect([code, err]).toEqual([
      0,
      'one.yml: a job starts it with other files, which are planned together: one.yml, two.yml.\n',
    ]);
    const both = { ...files, '.gitlab-ci.yml': `${files['.gitlab-ci.yml']}alone: {trigger: {include: one.yml}}\n` };
    const alone = await run(planFile, ['one.yml'], repository({ ...GIT, ...both }));
    expect(alone.err).toContain('`two` is not a job');
  });

  test('tells what GitLab refuses once, where it is written', async () => {
    const folder = repository({
      '.git/HEAD': '',
      '.gitlab-ci.yml': 'include: ci/part.yml\nbuild: {script: make}\n',
      'ci/part.yml': 'part: {script: x, hooks: {nope: 1}}\n',
    });
    const { code, err } = await run(planFile, [], folder);
    expect([code, err.match(/\[unknown-key\]/g)?.length]).toEqual([1, 1]);
    expect(err).toMatch(/^ci\/part\.yml:1:27: error: /);
  });

  test('decides by what is given', async () => {
    const { out } = await plan(['--ref', 'feature/y', '--changed', 'src/a.go', '--var', 'SKIP=']);
    expect(out).toBe(
      [
        'push: GitLab creates a pipeline.',
        'build  build  runs  without rules, a job runs for branches and tags only',
        'test   test   runs  rule 3 of 3: $CI_COMMIT_BRANCH =~ /^feature/ and changes src/*',
        '',
      ].join('\n'),
    );
  });

  test('takes a branch for one without a merge request, unless one is given', async () => {
    const text =
      'workflow: { rules: [{ if: $CI_OPEN_MERGE_REQUESTS, when: never }, { when: always }] }\nbuild: { script: make }\n';
    const { out } = await plan(['--scenario', 'push-branch'], text);
    expect(out).toContain('GitLab creates a pipeline.');
    const other = await plan(['--scenario', 'push-branch', '--var', 'CI_OPEN_MERGE_REQUESTS=group/app!1'], text);
    expect(other.code).toBe(1);
  });

  test('knows the default branch and the tags of the repository', async () => {
    const { out } = await plan(['--ref', 'trunk', '--var', 'SKIP=']);
    expect(out).toContain('manual');
    expect((await plan(['--ref', 'v2.0'])).out).toContain('not in this pipeline');
  });

  test('starts the pipeline with inputs', async () => {
    const text =
      'spec: {inputs: {where: {options: [a, b]}, count: {type: number}}}\n---\njob: {script: "$[[ inputs.where ]]", parallel: "$[[ inputs.count ]]"}\n';
    const { code, out } = await plan(['--input', 'where=a', '--input', 'count=2'], text);
    expect([code, out]).toEqual([0, expect.stringContaining('job 2/2')]);
    const refused = await plan(['--input', 'where=c', '--input', 'count=2'], text);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('`c` is not an option')]);
  });

  test('prints one document', async () => {
    const { out } = await plan(['--format', 'json', '--var', 'SKIP=']);
    expect(read(out)).toEqual([
      {
        file: '.gitlab-ci.yml',
        scenario: 'push',
        pipeline: true,
        errors: [],
        warnings: [],
        jobs: {
          build: {
            included: true,
            stage: 'build',
            when: 'on_success',
            allow_failure: false,
            variables: {},
            scheduling: 'stage',
          },
          test: {
            included: true,
            stage: 'test',
            when: 'manual',
            allow_failure: false,
            variables: {},
            needs: [{ job: 'build', artifacts: true, optional: false }],
            scheduling: 'dag',
            rule: { file: '.gitlab-ci.yml', line: 11, column: 7 },
          },
        },
      },
    ]);
  });

  test('says why there is no pipeline', async () => {
    const refused = await plan([], 'job: {script: 1.5, needs: [nobody]}\n');
    expect([refused.code, refused.out]).toEqual([1, 'push: GitLab refuses to create a pipeline.\n']);
    expect(refused.err).toMatch(/^\.gitlab-ci\.yml:1:\d+: error: .*\[unknown-job\]$/m);
    const missing = await plan([], 'a: {script: x, only: [tags]}\nb: {script: x, needs: [a]}\n');
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('`b` needs `a`')]);
  });

  test('draws the jobs', async () => {
    const { out: chart } = await plan(['--format', 'mermaid', '--var', 'SKIP=']);
    expect(chart).toContain('j1[\\"test<br/>manual"/]');
    expect(chart).toContain('j0 --> j1');
    const { out: picture } = await plan(['--format', 'svg', '--var', 'SKIP=']);
    expect(picture).toMatch(/^<svg [^]*<g class="manual" [^]*<\/svg>\n$/);
  });

  test.each([
    [['--scenario', 'nothing'], 'Unknown scenario nothing; expected one of push,'],
    [['--format', 'png'], '--format must be'],
    [['--var', 'A'], '--var must be NAME=VALUE'],
    [['--input', 'A'], '--input must be NAME=VALUE'],
    [['--source', 'merge_request'], 'Unknown source merge_request; expected one of'],
    [['--nope'], 'nope'],
    [['a.yml', 'b.yml'], 'one file'],
    [['missing.yml'], 'missing.yml: the file'],
    [['--events', 'a.jsonl'], '--events must be -'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await plan(args);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('plan --events -', () => {
  const event = { source: 'push', ref: 'trunk', ref_type: 'branch', before: 'commit' };

  test('answers each line in order', async () => {
    const lines = ['a', 'b'].map(id => JSON.stringify({ id, yaml: PIPELINE, event }));
    const { code, out } = await plan(['--events', '-'], '', lines);
    expect(code).toBe(0);
    expect(read(out).map(({ id, pipeline, jobs }) => [id, pipeline, jobs.test?.when])).toEqual([
      ['a', true, 'manual'],
      ['b', true, 'manual'],
    ]);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"id": 1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no text', '{"id": "x", "event": {}}'],
    ['an event of another kind', '{"id": "x", "yaml": "a: {script: x}", "event": []}'],
    ['a text that is no pipeline', '{"id": "x", "yaml": "- a", "event": {}}'],
    ['a text that is not YAML', '{"id": "x", "yaml": "a: [", "event": {}}'],
  ])('answers %s with errors', async (_, line) => {
    const [answer, next] = read((await plan(['--events', '-'], '', [line, '{"id": 2, "yaml": "a: {script: x}"}'])).out);
    expect([answer?.pipeline, answer?.errors.length]).toEqual([false, 1]);
    expect([next?.id, next?.pipeline]).toEqual([2, true]);
  });

  test('takes nonsense in an event for absent', async () => {
    const nonsense = {
      source: 1,
      ref: [],
      ref_type: 'x',
      changed: 'a',
      files: [1, null],
      variables: [],
      merge_request: 3,
    };
    const [answer] = read(
      (await plan(['--events', '-'], '', [JSON.stringify({ yaml: PIPELINE, event: nonsense })])).out,
    );
    expect([answer?.pipeline, answer?.jobs.build?.included]).toEqual([true, true]);
  });
});
