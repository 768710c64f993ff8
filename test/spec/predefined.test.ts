/** The variables that GitLab sets: each is described once, in whole sentences, under a valid name. */
import { describe, expect, test } from 'vitest';
import { describePredefined, predefined } from '../../server/src/readings/describe-variable.ts';
import { variablesPage } from '../../server/src/readings/manual-variables.ts';
import { predefinedSubjects, predefinedVariables } from '../../server/src/spec/predefined.ts';

const all = Object.entries(predefinedVariables);

test('no subject repeats a variable of another one', () => {
  const names = Object.values(predefinedSubjects).flatMap(variables => Object.keys(variables));
  expect(names.length).toBe(all.length);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(all)('%s', (name, variable) => {
  test('is a name that a shell takes', () => {
    expect(name).toMatch(/^[A-Z][A-Z0-9_]+$/);
  });

  test('is told in whole sentences that say more than its name', () => {
    for (const sentence of [variable.doc, variable.caveat, ...(variable.values ?? []).map(({ doc }) => doc)])
      if (sentence !== undefined) expect(sentence).toMatch(/^[A-Z`].*\.$/s);
    const words = new Set(variable.doc.toLowerCase().match(/[a-z]{3,}/g));
    for (const word of name.toLowerCase().split('_')) words.delete(word);
    expect(words.size).toBeGreaterThan(1);
    if (variable.only !== undefined) expect(variable.only).toMatch(/^(?:in|with|where) [^.]*[^.]$/);
    if (variable.since !== undefined) expect(variable.since).toMatch(/^1[5-9]\.\d+$/);
  });

  test('stands in the manual and has a hover of a dozen lines', () => {
    expect(variablesPage()).toContain(`| \`${name}\` | ${variable.phase} |`);
    expect(describePredefined(variable).split('\n').length).toBeLessThanOrEqual(12);
  });
});

test('the facts that rules rest on', () => {
  expect(predefined('CI_PIPELINE_SOURCE')?.values?.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['push', 'merge_request_event', 'schedule', 'web', 'trigger', 'parent_pipeline']),
  );
  expect(predefined('CI_COMMIT_BRANCH')).toMatchObject({ phase: 'early', only: 'in pipelines of branches' });
  expect(predefined('CI_JOB_ID')?.phase).toBe('job');
  expect(predefined('CI_ENVIRONMENT_NAME')?.phase).toBe('pipeline');
  expect(predefined('constructor')).toBeUndefined();
  const hover = describePredefined({
    doc: 'A.',
    phase: 'job',
    since: '17.0',
    only: 'in b',
    caveat: 'C.',
    example: 'd',
  });
  expect(hover).toBe(
    '**Careful:** C.\n\nA.\n\n- Example: `d`\n- Only in b\n- Known only when a runner has the job: not for `include`, `workflow`, `rules` and jobs with `trigger`.\n- Since: GitLab 17.0\n\n[GitLab](https://docs.gitlab.com/ci/variables/predefined_variables/)',
  );
});
