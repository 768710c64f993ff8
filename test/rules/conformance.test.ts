/** Compares our warnings about several pipelines with GitLab's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sample } from '../../scripts/sample.mjs';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { projectFrom } from '../check.ts';

interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly outcome: { readonly config_errors?: readonly string[]; readonly warnings?: readonly string[] };
}

const RUNS = join(import.meta.dirname, '../conformance/runs/rules.jsonl');
const answered = readFileSync(RUNS, 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Case)
  .filter(({ outcome }) => outcome.config_errors === undefined);
const cases = sample(answered, 3);

function isTold({ yaml }: Case): boolean {
  const project = projectFrom([{ name: '.gitlab-ci.yml', text: yaml }]);
  return [...project.documents.values()].some(document =>
    diagnose(project, document, {}).some(({ code }) => code === 'several-pipelines'),
  );
}

function isWarned({ outcome: { warnings = [] } }: Case): boolean {
  return warnings.some(warning => warning.includes('may allow multiple pipelines'));
}

test('warned of exactly where GitLab does', () => {
  expect(cases.some(isWarned)).toBe(true);
  expect(cases.filter(one => isTold(one) !== isWarned(one)).map(({ id, yaml }) => `${id}\n${yaml}`)).toEqual([]);
});
