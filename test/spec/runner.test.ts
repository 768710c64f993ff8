/** The variables that configure the runner: each is described once, in whole sentences, with a possible default. */
import { describe, expect, test } from 'vitest';
import { describeRunner, runnerVariable } from '../../server/src/readings/describe-runner.ts';
import { describeKnown } from '../../server/src/readings/known-variable.ts';
import { runnerPage } from '../../server/src/readings/manual-runner.ts';
import { runnerSubjects, runnerVariables } from '../../server/src/spec/runner.ts';

const all = Object.entries(runnerVariables);

test('no subject repeats a variable of another one', () => {
  const names = Object.values(runnerSubjects).flatMap(({ variables }) => Object.keys(variables));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(all.length);
});

describe.each(all)('%s', (name, variable) => {
  test('is a name that a shell takes, and begins names if it is a series', () => {
    expect(name).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(name.endsWith('_')).toBe(variable.series === true);
  });

  test('is told in whole sentences that say more than its name', () => {
    for (const sentence of [variable.doc, variable.caveat, ...(variable.values ?? []).map(({ doc }) => doc)])
      if (sentence !== undefined) expect(sentence).toMatch(/^[A-Z`].*\.$/s);
    const words = new Set(variable.doc.toLowerCase().match(/[a-z]{3,}/g));
    for (const word of name.toLowerCase().split('_')) words.delete(word);
    expect(words.size).toBeGreaterThan(1);
    if (variable.only !== undefined) expect(variable.only).toMatch(/^(?:in|with|where) [^.]*(?:\d\.\d+[^.]*)?[^.]$/);
    if (variable.since !== undefined) expect(variable.since).toMatch(/^1[5-9]\.\d+$/);
  });

  test('has a default among its values, and an example of itself', () => {
    const { values, default: standard, example } = variable;
    const isSwitch = values?.every(({ value }) => value === 'true' || value === 'false');
    if (isSwitch) expect(['true', 'false']).toContain(standard);
    if (values && typeof standard === 'string') expect(values.map(({ value }) => value)).toContain(standard);
    if (example !== undefined) expect(example.startsWith(name)).toBe(true);
  });

  test('stands in the manual and has a hover of a dozen lines', () => {
    expect(runnerPage()).toContain(`| \`${name}${variable.series ? '*' : ''}\` |`);
    expect(describeRunner(variable).split('\n').length).toBeLessThanOrEqual(12);
  });
});

test('a series is meant by the names that it begins, not by its own', () => {
  expect(runnerVariable('KUBERNETES_POD_LABELS_1')).toBe(runnerVariables['KUBERNETES_POD_LABELS_']);
  expect(runnerVariable('KUBERNETES_POD_LABELS_team')).toBe(runnerVariables['KUBERNETES_POD_LABELS_']);
  expect(runnerVariable('KUBERNETES_POD_LABELS_')).toBeUndefined();
  expect(runnerVariable('KUBERNETES_POD_CPU_LIMIT')?.only).toContain('pod_cpu_limit_overwrite_max_allowed');
  expect(runnerVariable('constructor')).toBeUndefined();
});

test('the facts', () => {
  const words = (name: string) => runnerVariable(name)?.values?.map(({ value }) => value);
  expect(words('GIT_STRATEGY')).toEqual(['fetch', 'clone', 'none', 'empty']);
  expect(words('GIT_SUBMODULE_STRATEGY')).toEqual(['none', 'normal', 'recursive']);
  expect(words('CACHE_COMPRESSION_LEVEL')).toEqual(['fastest', 'fast', 'default', 'slow', 'slowest']);
  expect(runnerVariable('FF_USE_FASTZIP')?.default).toBe('false');
  expect(runnerVariable('FF_TIMESTAMPS')?.default).toBe('true');
  expect(describeKnown('CI_COMMIT_SHA')).toContain('Known before');
  expect(describeKnown('MINE')).toBeUndefined();
  expect(describeKnown('GIT_CHECKOUT')).toBe(
    '**Careful:** Without it, `git clean` does not run either.\n\nWhether the commit of the pipeline is checked out once it is fetched.\n\n- Values: `true`, `false`\n- Default: `true`\n- Only with a `GIT_STRATEGY` of `clone` or `fetch`\n\n[GitLab](https://docs.gitlab.com/ci/runners/configure_runners/#configure-runner-behavior-with-variables)',
  );
});
