/** Compares our errors about needs and dependencies on copies of parallel jobs with those of GitLab's own code. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { projectOfTexts } from '../ci/memory.ts';

interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly note?: string;
  readonly outcome: { readonly errors?: readonly string[]; readonly step?: string };
}

const path = fileURLToPath(new URL('../conformance/runs/matrix.jsonl', import.meta.url));
const cases = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Case)
  .filter(({ note = '', outcome }) => !note.includes('low confidence') && outcome.step !== 'seed');

async function errorsOf(yaml: string): Promise<readonly string[]> {
  const project = await projectOfTexts(yaml);
  const document = project.documents.get(project.pipeline);
  const problems = document ? diagnose(project, document, {}) : [];
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe.each([...new Set(cases.map(({ area }) => area))])('%s', area => {
  test('has no error where GitLab has none', async () => {
    const found = [];
    for (const { id, area: own, yaml, outcome } of cases)
      if (own === area && !outcome.errors) found.push(...(await errorsOf(yaml)).map(code => `${id} ${code}`));
    expect(found).toEqual([]);
  });
});

/** A name with variables of the needing job is known only once its own copies are created. */
const NAMED = /undefined (?:need|dependency)|duplicated/;

test('what names no copy, or one twice, has an error', async () => {
  const refused = cases.filter(
    ({ yaml, outcome }) => outcome.errors?.some(error => NAMED.test(error)) && !yaml.includes('$[['),
  );
  const silent = [];
  for (const { id, yaml } of refused) if ((await errorsOf(yaml)).length === 0) silent.push(id);
  expect(refused.length).toBeGreaterThan(40);
  expect(silent).toEqual([]);
});
