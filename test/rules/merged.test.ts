/** Problems of merged pipelines that fixtures cannot show: files that cannot be read, and what fixes resolve to. */
import { describe, expect, it } from 'vitest';
import { loadProject } from '../../server/src/ci/load-project.ts';
import { projectOf, withDocument, type Project } from '../../server/src/ci/project.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { HANDLER_HOOK } from '../../server/src/ci/handler-hook.ts';
import type { Problem } from '../../server/src/text/problem.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { member } from '../../server/src/yaml/value/value.ts';
import { examine, fixesOfExamined, projectFrom } from '../check.ts';
import { readFixture } from '../fixture.ts';
import { at, MAIN, memoryFiles, projectOfTexts, ROOT } from '../ci/memory.ts';
import { allFixtures } from '../fixture-files.ts';

function mainOf(project: Project): SourceDocument {
  const document = project.documents.get(project.pipeline);
  if (!document) throw new Error('the pipeline was not read');
  return document;
}

function linesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe('an include that fails', () => {
  const JOB = 'job: { script: make }\n';

  it('says which letter case is right', async () => {
    const project = await projectOfTexts(`include: ci/Base.yml\n${JOB}`, { 'ci/base.yml': JOB });
    expect(linesOf(diagnose(project, mainOf(project), {}))).toEqual([
      'error missing-include: `ci/Base.yml` does not exist in this repository. Letter case matters: there is `ci/base.yml`.',
    ]);
  });

  it('is a folder', async () => {
    const project = await projectOfTexts(`include: ci.yml\n${JOB}`, { 'ci.yml/a.yml': JOB });
    expect(linesOf(diagnose(project, mainOf(project), {}))).toEqual([
      'error missing-include: `ci.yml` is a folder; only files can be included.',
    ]);
  });

  it.each([
    ['denied', 'warning'],
    ['too-big', 'warning'],
    ['outside', 'error'],
    ['loop', 'error'],
  ] as const)(
    'is an error only where GitLab has nothing to read, either, such as behind a link: %s, %s',
    async (failed, severity) => {
      const files = memoryFiles({ [MAIN]: `include: a.yml\n${JOB}` });
      const start = { pipeline: ROOT + MAIN, folder: ROOT };
      const project = await loadProject(start, new Map(), {
        ...files,
        read: uri => (uri === at('a.yml') ? Promise.resolve({ failed }) : files.read(uri)),
      });
      const [problem] = diagnose(project, mainOf(project), {});
      expect(problem?.code).toBe('missing-include');
      expect(problem?.severity).toBe(severity);
    },
  );
});

describe('a file alone', () => {
  const text = 'job: { extends: .theirs, script: !reference [.theirs, script] }\n';

  it('may be included by others unless pipelines start with its name', () => {
    const part = parse('file:///project/ci/part.yml', text);
    expect(diagnose(projectOf(part), part, {})).toEqual([]);
    const start = parse('file:///project/.gitlab-ci.yml', text);
    expect(diagnose(projectOf(start), start, {}).map(({ code }) => code)).toContain('unknown-base');
  });

  it('with includes that were not read knows nothing of their names', () => {
    for (const include of ['a.yml', '{ local: a.yml }', '"ci/*.yml"', '{ remote: "https://example.com/a.yml" }']) {
      const document = parse('file:///project/.gitlab-ci.yml', `include: ${include}\n${text}`);
      expect(diagnose(projectOf(document), document, {}), include).toEqual([]);
    }
  });
});

describe('inputs', () => {
  const HEADER = 'spec:\n  inputs:\n    target:\n---\n';

  it('that are needed are not missed in the file itself, nor names that may come of them', async () => {
    const project = await projectOfTexts(
      `${HEADER}"$[[ inputs.target ]]-base": { image: a }\njob: { script: x, extends: lib-base }\n`,
    );
    expect(linesOf(diagnose(project, mainOf(project), {}))).toEqual([]);
  });

  it('that come from another file are not called unknown', async () => {
    const project = await projectOfTexts('include: [{ local: a.yml, inputs: { target: all } }]\njob: { script: x }\n', {
      'a.yml': 'spec:\n  include: [{ local: inputs.yml }]\n---\nbuild: { script: "$[[ inputs.target ]]" }\n',
    });
    expect(linesOf(diagnose(project, mainOf(project), {}))).toEqual([]);
  });

  it('of a template are judged in it and told where it is included', async () => {
    const template = 'spec:\n  inputs:\n    a: { default: x, options: [y] }\n---\nbuild: { script: x }\n';
    const project = await projectOfTexts('include: a.yml\njob: { script: x }\n', { 'a.yml': template });
    const document = project.documents.get(at('a.yml'));
    expect(document && diagnose(project, document, {}).map(({ code }) => code)).toEqual(['invalid-input']);
    expect(diagnose(project, mainOf(project), {}).map(({ code }) => code)).toEqual(['broken-include']);
  });

  it('keep what else is wrong with the file from being hidden', async () => {
    const project = await projectOfTexts('include: a.yml\njob: { script: x, extends: .none }\n', {
      'a.yml': `${HEADER}build: { script: x }\n`,
    });
    expect(diagnose(project, mainOf(project), {}).map(({ code }) => code)).toEqual(['missing-input', 'unknown-base']);
  });
});

describe('what is said of one thing', () => {
  it.each([
    ['job: { extends: 5, script: make }\n', ['wrong-type']],
    ['spec: { foo: 1 }\n---\njob: { script: make }\n', ['newer-key']],
    ['spec: { inputs: { a: { type: text, default: x } } }\n---\njob: { script: make }\n', ['newer-value']],
    ['spec: []\n---\njob: { script: make }\n', ['wrong-type']],
  ])('is said once: %j', async (text, codes) => {
    const project = await projectOfTexts(text);
    expect(diagnose(project, mainOf(project), {}).map(({ code }) => code)).toEqual(codes);
  });
});

describe('a root that is no usual one', () => {
  it.each([
    ['\ufeffa: { script: make }\nb: { script: make }\n', ['ignored-document']],
    ['a: { script: make }\n&b\n  c: { script: make }\n', ['yaml-syntax']],
    ['a: { script: make }\n{ b: { script: make } }\nc: { script: make }\n', ['yaml-syntax']],
  ])('keeps GitLab from reading: %j', async (text, codes) => {
    const project = await projectOfTexts(text);
    expect(diagnose(project, mainOf(project), {}).map(({ code }) => code)).toEqual(codes);
  });
});

describe('a fix', () => {
  const merged = allFixtures().filter(({ name }) => /^merged-h/.test(name));

  it.each(merged)('leaves every visible job of $name with what GitLab takes', ({ text }) => {
    const examined = examine(readFixture(text));
    const { project, document } = examined;
    for (const { problem, fix, text: after } of fixesOfExamined(examined)) {
      if (problem.code !== 'one-handler' && problem.code !== 'lost-handler') continue;
      const mended = withDocument(project, parse(document.uri, after));
      const broken = (one: Project): readonly string[] =>
        [...resolvePipeline(one).jobs.keys()].filter(name => !isSound(one, name));
      expect(resolvePipeline(mended).loadFaults, fix.title).toEqual([]);
      if (problem.code === 'one-handler') expect(broken(mended).length, fix.title).toBeLessThan(broken(project).length);
    }
  });

  it('brings the handler of default back', () => {
    const text = allFixtures().find(({ name }) => name === 'merged-hooks/lost.yml')?.text ?? '';
    const examined = examine(readFixture(text));
    const [first] = fixesOfExamined(examined).filter(({ problem }) => problem.code === 'lost-handler');
    const project = projectFrom([{ name: '.gitlab-ci.yml', text: first?.text ?? '' }]);
    expect(member(resolveJob(project, 'job')?.hooks, HANDLER_HOOK)).toBeDefined();
    expect(member(resolveJob(examined.project, 'job')?.hooks, HANDLER_HOOK)).toBeUndefined();
  });
});

/** Whether the resolved job has at most one handler. */
function isSound(project: Project, name: string): boolean {
  const job = resolveJob(project, name);
  const handler = member(job?.hooks, HANDLER_HOOK)?.value;
  return job?.faults.length === 0 && !(handler?.kind === 'map' && handler.members.size > 1);
}
