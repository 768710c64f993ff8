/**
 * After an edit of a template, what it replaced is judged once for all jobs that inherit it; the problems are those of
 * judging all of them.
 */
import { expect, test, vi } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { judgeAhead } from '../../server/src/features/diagnostics.ts';
import { PIPELINE_RULES } from '../../server/src/rules/all.ts';
import { LONE_KEYS } from '../../server/src/rules/engine/inherited-edit.ts';
import { factsOf } from '../../server/src/rules/engine/job-facts.ts';
import { judgeJob, soundJob } from '../../server/src/rules/engine/job-findings.ts';
import { otherJobs } from '../../server/src/rules/engine/other-jobs.ts';
import { sceneOf } from '../../server/src/rules/engine/scene.ts';
import { stagesOf } from '../../server/src/rules/engine/stages.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { MapValue } from '../../server/src/yaml/value/value.ts';
import { projectFrom } from '../check.ts';
import { allFixtures } from '../fixture-files.ts';
import { readFixture } from '../fixture.ts';
import { randomOf } from '../yaml/random.ts';
import { replaced, shown, URI } from './edited-project.ts';

vi.mock('../../server/src/rules/engine/job-findings.ts', { spy: true });

/** Values of a key, right and wrong ones, and such that only together with others are wrong. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  script: [
    'make',
    '[make, test]',
    '{}',
    '["if true; then"]',
    '["cat <<END"]',
    "['echo \"a']",
    '',
    '!reference [.b, tags]',
  ],
  before_script: [
    '[begin]',
    '["echo \\\\"]',
    "['echo \"']",
    '["if true; then"]',
    '[fi]',
    '5',
    '[[a], b]',
    '!reference [.b, after_script]',
  ],
  after_script: ['[end]', '["done"]', '[""]', '{a: b}'],
  hooks: [
    '{ pre_stop_k8s_container_handler: { exec: [/bin/stop] } }',
    '{ pre_stop_k8s_container_handler: { tcp_socket: { port: 1 }, exec: [a] } }',
    '{ pre_get_sources_script: [echo a] }',
    '{ pre_get_sources_script: ["if"] }',
    '{ pre_stop_k8s_container_handler: { exec: [sh, -c, "echo $MINE"] } }',
    '{}',
    '{ other: x }',
    '5',
  ],
  image: ['alpine', 'mcr.microsoft.com/windows/servercore', '{ name: a, hooks: {} }', '[]', '{ nam: a }'],
  tags: ['[linux]', '[windows]', '', 'linux'],
  retry: ['1', '9', '{ max: 1 }', 'two'],
  cache: ['{ paths: [a] }', '{ path: [a] }', '[]'],
  variables: [
    '{ A: b }',
    '{ A: main, B: x }',
    '{ A: $B, B: $A }',
    '{ A: { value: b, expand: false } }',
    '{ C: $ROOT }',
    '{ CI_COMMIT_TAG: x }',
    '5',
  ],
  stage: ['build', 'test', 'nowhere', '.post', ''],
  rules: [
    '[{ when: always }]',
    '[{ when: always }, { when: never }]',
    '[{ if: $A }]',
    '[{ if: $A == "b" }, { when: never }]',
    '[{ if: $CI_COMMIT_TAG && $CI_COMMIT_BRANCH }]',
    '[{ if: $CI_COMMIT_TAG }]',
    '[{ if: $CI_COMMIT_BRANCH, needs: [none] }]',
    '[{ if: $A, whn: never }]',
    '',
  ],
  needs: [
    '[one]',
    '[none]',
    '[]',
    '[{ job: thirteen, optional: true }]',
    '[fourteen]',
    '[sixteen, one]',
    '[.a]',
    '{ job: x }',
    '[{ jo: one }]',
    '',
  ],
};

const JOBS = `
one: { extends: .a }
two: { extends: .a, script: x }
three: { extends: [.a, .b], script: [fi] }
four: { extends: .c, before_script: [y] }
five: { extends: .a, script: ["export MINE=1"], hooks: { pre_get_sources_script: [x] } }
six: { extends: .a, needs: [one], tags: [linux], script: [x] }
seven: { script: !reference [.a, script] }
nine: { extends: .a, script: x, hooks: { pre_stop_k8s_container_handler: { http_get: { path: /, port: 80 } } } }
ten: { extends: .a, script: ["export MINE=1"] }
eight: { extends: .b, run: [], trigger: x }
eleven: { extends: .a, script: x, variables: { A: own, D: e } }
twelve: { extends: .c, script: x, rules: [{ if: $A == "b" && $CI_COMMIT_TAG == "x" }], variables: { E: $A } }
thirteen: { extends: .a, script: x, stage: test, needs: [eleven] }
fourteen: { script: x, stage: test, needs: [thirteen], rules: [{ if: $CI_COMMIT_TAG }] }
fifteen: { extends: [.b, .a], script: x, dependencies: [one], variables: { A: { value: x }, ROOT: $C } }
sixteen: { extends: .a, script: x, stage: build, rules: [{ if: $CI_COMMIT_BRANCH }] }
seventeen: { extends: .c, script: x, environment: { name: $A, on_stop: eleven } }
nineteen: { extends: .a, script: x, hooks: , before_script: , variables: }
eighteen: { extends: .a, script: x, parallel: { matrix: [{ A: [b, c] }] } }
`;

function textOf(entries: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const written = [...entries].map(([name, keys]) => {
    const lines = [...keys].map(([key, value]) => `  ${key}: ${value}\n`);
    return `${name}:\n${lines.join('')}`;
  });
  return `stages: [build, test]\nvariables: { ROOT: r, MORE: $A }\n${written.join('')}${JOBS}`;
}

test('problems after edits of templates and of default are those of the text read anew', () => {
  const random = randomOf(Number(process.env['SEED'] ?? 20_261_130));
  const keys = Object.keys(VALUES);
  const any = (key: string): string => random.pick(VALUES[key] ?? ['']);
  for (let round = 0; round < 60; round++) {
    const entries = new Map(
      ['default', '.a', '.b', '.c', 'mine', 'hers'].map(name => [
        name,
        new Map(
          [
            ...(name === '.c' || name === 'mine' ? ['extends'] : []),
            ...(name === 'hers' ? ['script'] : []),
            ...keys.filter(() => random.below(3) === 0),
          ].map(key => [key, key === 'extends' ? '.a' : (VALUES[key]?.[0] ?? '')] as const),
        ),
      ]),
    );
    let project = projectOf(parse(URI, textOf(entries)));
    shown(project);
    for (let step = 0; step < 12; step++) {
      const name = random.pick([...entries.keys()]);
      const values = entries.get(name);
      const known = [...(values?.keys() ?? [])].filter(one => one !== 'extends');
      const key = known.length > 0 ? random.pick(known) : undefined;
      if (key !== undefined) values?.set(key, any(key));
      const text = textOf(entries);
      project = replaced(project, text);
      // some edits come before everything is judged
      if (random.below(3) === 0) {
        let left = random.below(40);
        const document = project.documents.get(URI);
        if (document) judgeAhead(project, document, () => left-- <= 0);
        continue;
      }
      expect(shown(project), text).toEqual(shown(projectOf(parse(URI, text))));
    }
  }
}, 120_000);

test('a key in a template of a thousand jobs judges none of them, unless it matters to them', () => {
  const template =
    '.base:\n  stage: build\n  variables: { LEVEL: one }\n  rules: [{ if: $CI_COMMIT_TAG }]\n  before_script:\n    - begin\n';
  const jobs = Array.from({ length: 1000 }, (_, index) =>
    [
      `job${index}:\n  extends: .base\n  stage: build\n  script: make ${index}\n`,
      `  rules: [{ if: $CI_COMMIT_BRANCH == "b${index}" }]\n  variables: { NUMBER: "${index}" }\n`,
      index > 0 && index % 3 === 0 ? `  needs: [job${index - 1}]\n` : '',
    ].join(''),
  );
  let text = `stages: [build, test]\n${template}${jobs.join('')}`;
  let project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const entry = vi.spyOn(PIPELINE_RULES.entry, 'check');
  const spies = { entries: entry, jobs: vi.mocked(judgeJob), scriptsAndRuns: vi.mocked(soundJob) };
  const after = (word: string, by: string) => {
    for (const spy of Object.values(spies)) spy.mockClear();
    text = text.replace(word, by);
    project = replaced(project, text);
    const problems = shown(project).length;
    const most = Object.entries(spies).filter(([, { mock }]) => mock.calls.length > 5);
    return [problems, most.map(([aspect]) => aspect)];
  };
  expect(after('- begin', '- begins')).toEqual([0, []]);
  expect(after('LEVEL: one', 'LEVEL: two')).toEqual([0, []]);
  expect(after('LEVEL: two', 'LEVEL: two, MORE: x')).toEqual([0, []]);
  // each job has its own
  expect(after('if: $CI_COMMIT_TAG', 'if: $CI_COMMIT_TAG == "x"')).toEqual([0, []]);
  expect(after('stage: build', 'stage: test')).toEqual([0, []]);
  // a condition of one job asks for it
  expect(after('NUMBER: "1"', 'NUMBER: $LEVEL')).toEqual([0, []]);
  expect(after('$CI_COMMIT_BRANCH == "b1"', '$CI_COMMIT_BRANCH == "b1" && $LEVEL')).toEqual([0, []]);
  expect(after('LEVEL: two', 'LEVEL: $NUMBER')).toEqual([1, []]);
  expect(after('LEVEL: $NUMBER', 'LEVEL: three')).toEqual([0, []]);
  expect(after('- begins', '- if true; then')).toEqual([1, ['scriptsAndRuns']]);
  entry.mockRestore();
});

test('needs of a template are judged again without all else in the jobs that inherit them', () => {
  const jobs = Array.from({ length: 50 }, (_, index) => `job${index}:\n  extends: .base\n  script: make\n`).join('');
  const first = 'first:\n  stage: build\n  script: x\nfire:\n  stage: build\n  script: x\n';
  let text = `stages: [build, test]\n.base:\n  stage: test\n  needs: [first]\n  before_script: [a]\n${first}${jobs}`;
  let project = projectOf(parse(URI, text));
  expect(shown(project)).toEqual([]);
  const entry = vi.spyOn(PIPELINE_RULES.entry, 'check');
  const after = (word: string, by: string) => {
    for (const spy of [entry, vi.mocked(judgeJob)]) spy.mockClear();
    text = text.replace(word, by);
    project = replaced(project, text);
    const problems = shown(project);
    const judged = [entry.mock.calls.length > 5, vi.mocked(judgeJob).mock.calls.length > 5];
    expect(problems).toEqual(shown(projectOf(parse(URI, text))));
    return [problems.length, ...judged];
  };
  // of entries and of jobs among others, whether they are judged again
  expect(after('[a]', '[a, b]')).toEqual([0, false, false]);
  expect(after('[first]', '[first, fi]')).toEqual([1, false, true]);
  expect(after('fi]', 'fir]')).toEqual([1, false, true]);
  expect(after('fir]', 'fire]')).toEqual([0, false, true]);
  entry.mockRestore();
});

test('rules that do not say when their findings stay read none of the keys that concern a job alone', () => {
  const read = new Set<string>();
  for (const { text } of allFixtures()) {
    const project = projectFrom(readFixture(text).files);
    const scene = sceneOf(project);
    for (const name of scene.configuration.names()) {
      const job = resolveJob(project, name);
      const key = scene.configuration.entry(name)?.key;
      if (job?.value.kind !== 'map' || !key || (job.kind !== 'job' && job.kind !== 'trigger')) continue;
      const watched = { ...job, value: watchedMap(job.value, read) };
      const others = otherJobs(scene);
      const judgement = { scene, stages: stagesOf(scene), job: watched, key, facts: factsOf(watched.value), others };
      for (const rule of PIPELINE_RULES.jobs) rule.check(judgement);
      expect([...read]).not.toContain('variables');
      for (const rule of PIPELINE_RULES.runs) if (!rule.stays) rule.check(scene, watched, others);
    }
  }
  expect([...read]).toContain('needs');
  expect([...read].filter(key => LONE_KEYS.has(key))).toEqual([]);
});

/** The same mapping; the keys that somebody looks up are added. */
function watchedMap(value: MapValue, read: Set<string>): MapValue {
  const members = new Map(value.members);
  const get = members.get.bind(members);
  members.get = key => {
    read.add(key);
    return get(key);
  };
  return { ...value, members };
}
