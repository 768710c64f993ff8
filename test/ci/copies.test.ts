/** Compares the copies of parallel jobs with those that GitLab's own code creates. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { copiesOf } from '../../server/src/ci/copies.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { member } from '../../server/src/yaml/value/value.ts';
import { projectOfTexts } from './memory.ts';

interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly note?: string;
  readonly outcome: { readonly jobs?: readonly { readonly name: string; readonly variables: object }[] };
}

const path = fileURLToPath(new URL('../conformance/runs/matrix.jsonl', import.meta.url));
const cases = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Case)
  .filter(({ note = '' }) => !note.includes('low confidence'));

/**
 * Only the names of copies that run are compared: rules remove copies, and variables of the job are added to those of
 * the matrix.
 */
const AREAS = [...new Set(cases.map(({ area }) => area))].filter(area => area !== 'matrix-rules');

describe.each(AREAS)('%s', area => {
  test('has the names that GitLab gives', async () => {
    const found = cases.filter(one => one.area === area && one.outcome.jobs);
    for (const { id, yaml, outcome } of found) {
      const { jobs } = resolvePipeline(await projectOfTexts(yaml));
      const names = [...jobs].flatMap(([name, { value }]) =>
        (copiesOf(name, member(value, 'parallel')?.value) ?? []).map(copy => copy.name),
      );
      const expected = outcome.jobs?.map(({ name }) => name) ?? [];
      expect([...new Set(names)].toSorted(), id).toEqual(expected.toSorted());
    }
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('what GitLab refuses', () => {
  test.each([
    '0',
    '201',
    '1.5',
    '"3"',
    '{}',
    '{ matrix: x }',
    '{ matrix: [{ A: [true] }] }',
    '{ matrix: [{ A: [[x]] }] }',
  ])('has no copies: %s', async parallel => {
    const { jobs } = resolvePipeline(await projectOfTexts(`job: { script: x, parallel: ${parallel} }\n`));
    expect(copiesOf('job', member(jobs.get('job')?.value, 'parallel')?.value)).toBeUndefined();
  });
});
