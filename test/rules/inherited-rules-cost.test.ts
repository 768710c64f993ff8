/** The rules of a template are checked where they are written, not once more in each of thousands of jobs. */
import { expect, test } from 'vitest';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { arrivalOf } from '../../server/src/yaml/value/step.ts';
import { member } from '../../server/src/yaml/value/value.ts';
import { at, MAIN, projectOfTexts } from '../ci/memory.ts';

const TEMPLATE = '.t:\n  script: a\n  rules:\n    - if: $A == "1"\n    - if: $B == "2"\n';
const HEIRS = ['one', 'two', 'three'];

async function judged(template: string) {
  const text = template + HEIRS.map(name => `${name}:\n  extends: .t\n`).join('');
  const project = await projectOfTexts(text, {});
  const document = project.documents.get(at(MAIN));
  const codes = document ? diagnose(project, document, {}).map(({ code }) => code) : [];
  const lists = HEIRS.map(name => member(resolveJob(project, name)?.value, 'rules')?.value);
  return { codes, lists };
}

test('a job that inherits rules takes no copy of them to be judged', async () => {
  const { codes, lists } = await judged(TEMPLATE);
  expect(codes).toEqual([]);
  // the first one is tried in all kinds of pipelines, for all with the same rules
  for (const list of lists.slice(1)) {
    expect(list && arrivalOf(list)).toBeDefined();
    expect(list && arrivalOf(list)).not.toHaveProperty('items');
  }
});

test.each([
  ['needs of a rule', '      needs: [gone]\n', 'unknown-job'],
  ['a rule after one that always matches', '    - when: always\n    - if: $C\n', 'unreached-rule'],
  ['hooks in a rule', '      hooks: {}\n', 'misplaced-hooks'],
  ['a last rule for both pipelines of a push', '    - when: always\n', 'several-pipelines'],
])('%s in a template is still told', async (_, more, code) => {
  const { codes } = await judged(TEMPLATE + more);
  expect(codes).toContain(code);
});
