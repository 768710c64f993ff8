/**
 * In a file of thousands of jobs, a request about a name costs as much as the blocks that contain it, and after an edit
 * as much as the edited job.
 */
import { beforeEach, expect, test, vi } from 'vitest';
import { mergedEntry } from '../../server/src/ci/pipeline.ts';
import { projectOf, withDocument } from '../../server/src/ci/project.ts';
import { highlights } from '../../server/src/features/highlight.ts';
import { hover } from '../../server/src/features/hover.ts';
import { references } from '../../server/src/features/references.ts';
import { rename } from '../../server/src/features/rename.ts';
import { within } from '../../server/src/readings/find.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';
import { readNode } from '../../server/src/yaml/value/read.ts';

vi.mock('../../server/src/yaml/value/read.ts', { spy: true });
vi.mock('../../server/src/ci/pipeline.ts', { spy: true });
vi.mock('../../server/src/readings/find.ts', { spy: true });

beforeEach(() => void vi.clearAllMocks());

const JOBS = 5000;
const TEXT = ['.base: {image: i}\n']
  .concat(
    Array.from(
      { length: JOBS },
      (_, index) => `job-${index}:\n  extends: .base\n  needs: [job-${index + 1}]\n  script: a\n`,
    ),
  )
  .join('');
const AT = TEXT.indexOf('job-4321:');

test('highlighting a name reads the blocks in which it stands', () => {
  const document = parse('file:///project/.gitlab-ci.yml', TEXT);
  const project = projectOf(document);
  expect(highlights([project], document, AT).map(({ kind }) => kind)).toEqual(['read', 'write']);
  expect(vi.mocked(readNode).mock.calls.length).toBeLessThan(5);
});

test('searching a name again merges what was edited', () => {
  const document = parse('file:///project/.gitlab-ci.yml', TEXT);
  const project = projectOf(document);
  const before = references([project], document, AT);
  expect(before.length).toBe(2);
  vi.clearAllMocks();
  const script = TEXT.indexOf('script', AT);
  const edited = update(document, [{ span: { start: script, end: script }, text: 'image: other\n  ' }]);
  expect(references([withDocument(project, edited)], edited, AT)).toEqual(before);
  expect(vi.mocked(mergedEntry).mock.calls.length).toBeLessThan(5);
  expect(vi.mocked(readNode).mock.calls.length).toBeLessThan(5);
});

test('a hover over a name that a list holds thousands of times walks the list once', () => {
  const needs = 1000;
  const document = parse(
    'file:///project/.gitlab-ci.yml',
    `x: { script: a }\njob:\n  needs:\n${'    - x\n'.repeat(needs)}`,
  );
  expect(hover(projectOf(document), document, 0)?.markdown).toContain('job');
  expect(vi.mocked(within).mock.calls.length).toBeLessThan(3 * needs);
});

test('renaming a name searches it once', () => {
  const document = parse('file:///project/.gitlab-ci.yml', TEXT);
  const project = projectOf(document);
  const includes = vi.spyOn(String.prototype, 'includes');
  const renamed = rename([project], document, AT, 'other');
  const searched = includes.mock.calls.filter(([word]) => word === 'job-4321').length;
  includes.mockRestore();
  expect(renamed && 'changes' in renamed && renamed.changes.get(document.uri)?.length).toBe(2);
  expect(searched).toBeGreaterThanOrEqual(JOBS);
  expect(searched).toBeLessThan(2 * JOBS);
});
