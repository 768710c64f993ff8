/** After an edit among thousands of jobs, only those that depend on the edited text are checked again. */
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as knowledge from '../../server/src/ci/knowledge.ts';
import { withDocument, type Project } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { PIPELINE_RULES } from '../../server/src/rules/all.ts';
import { judgeJob } from '../../server/src/rules/engine/job-findings.ts';
import { update } from '../../server/src/yaml/document/document.ts';
import { at, MAIN, projectOfTexts } from '../ci/memory.ts';

vi.mock('../../server/src/rules/engine/job-findings.ts', { spy: true });
vi.mock('../../server/src/ci/knowledge.ts', { spy: true });
const cycleFindings = vi.spyOn(PIPELINE_RULES.needCycles, 'check');
vi.setConfig({ testTimeout: 120_000 });

const JOBS = 5000;

/** Every job needs the one before it, and each hundred of them share a template. */
const TEXT = [
  'stages: [build, test]\n',
  ...Array.from({ length: JOBS / 100 }, (_, index) => `.t${index}: { stage: build }\n`),
  ...Array.from(
    { length: JOBS },
    (_, index) =>
      `job${index}:\n  extends: .t${Math.floor(index / 100)}\n  needs: [${index > 0 ? `job${index - 1}` : ''}]\n  script: a\n`,
  ),
].join('');

let project: Project;

beforeAll(async () => {
  project = await projectOfTexts(TEXT, {});
});

beforeEach(() => {
  problems();
  vi.clearAllMocks();
});

function problems(): readonly string[] {
  const document = project.documents.get(at(MAIN));
  return document ? diagnose(project, document, {}).map(({ message }) => message) : [];
}

function edit(search: string, replacement: string): void {
  const before = project.documents.get(at(MAIN));
  const start = before?.text.indexOf(search) ?? -1;
  if (!before || start < 0) throw new Error(`no ${search}`);
  const change = { span: { start, end: start + search.length }, text: replacement };
  project = withDocument(project, update(before, [change]));
}

function judged(): number {
  return vi.mocked(judgeJob).mock.calls.length;
}

test('a keystroke in a script judges no job among others, and looks for no cycles', () => {
  edit(
    'job2500:\n  extends: .t25\n  needs: [job2499]\n  script: a',
    'job2500:\n  extends: .t25\n  needs: [job2499]\n  script: ab',
  );
  expect(problems()).toEqual([]);
  expect(judged()).toBe(0);
  expect(cycleFindings).not.toHaveBeenCalled();
});

test('an edit of needs looks for cycles in what is known of the others', () => {
  edit('needs: [job1233]', 'needs: [job1235]');
  expect(problems().length).toBe(2);
  expect(judged()).toBeLessThan(5);
  // once to find them, and once with the places of the needs in them
  expect(cycleFindings.mock.calls.length).toBe(2);
  edit('needs: [job1235]', 'needs: [job1233]');
  expect(problems()).toEqual([]);
});

test('a job that goes is missed by the one that needs it, and welcomed back', () => {
  edit('job77:\n', 'job77x:\n');
  expect(problems()).toEqual(
    ['`job77` is not a job of this pipeline, but `job78` needs it. Did you mean `job77x`?']
      .map(text => text.split('.')[0])
      .map(text => expect.stringContaining(text ?? '') as string),
  );
  expect(judged()).toBeLessThan(8);
  edit('job77x:\n', 'job77:\n');
  expect(problems()).toEqual([]);
});

test('a template is judged with the jobs that it decides about and those that need them', () => {
  edit('.t7: { stage: build }', '.t7: { stage: test }');
  expect(problems()).toEqual([expect.stringContaining('`job800` of stage `build` needs `job799`')]);
  expect(judged()).toBeLessThan(110);
  edit('.t7: { stage: test }', '.t7: { stage: build }');
  expect(problems()).toEqual([]);
});

test('other stages concern everyone', () => {
  edit('stages: [build, test]', 'stages: [test]');
  expect(problems().length).toBe(JOBS / 100);
  expect(judged()).toBeGreaterThan(JOBS);
  edit('stages: [test]', 'stages: [build, test]');
  expect(problems()).toEqual([]);
});

test('what a cycle depends on is looked up once for all of its jobs, which are told of it once a file', async () => {
  const ring = (size: number, first = 0): string =>
    Array.from(
      { length: size },
      (_, at) => `r${first + at}:\n  needs: [r${first + ((at + 1) % size)}]\n  script: a\n`,
    ).join('');
  const asked = vi.mocked(knowledge.leastOf);
  project = await projectOfTexts(ring(3000), {});
  expect(problems()).toEqual([
    'Cycle of needs: `r0` needs `r1`, which waits for `r0` in a cycle of 3000 jobs, so none of them could start. Remove one of these needs.',
  ]);
  expect(asked.mock.calls.filter(([facts]) => facts.length > 100).length).toBeLessThan(5);
  asked.mockClear();
  project = await projectOfTexts(Array.from({ length: 1000 }, (_, at) => ring(2, 2 * at)).join(''), {});
  expect(problems().length).toBe(2000);
  expect(asked.mock.calls.reduce((sum, [facts]) => sum + facts.length, 0)).toBeLessThan(20_000);
});
