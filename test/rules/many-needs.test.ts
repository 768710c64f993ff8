/** A job with more needs than any pipeline has jobs: what is checked of them, and what is told. */
import { expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { MOST_NEEDS } from '../../server/src/rules/engine/job-facts.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

function problemsWith(needs: number, more = ''): ReturnType<typeof diagnose> {
  const text = `job:\n  script: a\n${more}  needs:\n${lines(needs, index => `    - n${index}`)}`;
  const document = parse('file:///w/.gitlab-ci.yml', text);
  return diagnose(projectOf(document), document, {});
}

test('of more needs than any pipeline has jobs, the first ones are checked, and that is told', () => {
  const problems = problemsWith(MOST_NEEDS + 1);
  expect(problems.filter(({ code }) => code === 'unknown-job').length).toBe(MOST_NEEDS);
  const [limit, ...more] = problems.filter(({ code }) => code === 'too-big');
  expect(more).toEqual([]);
  expect(limit).toMatchObject({ code: 'too-big', severity: 'warning' });
  expect(limit?.message).toBe(
    `\`job\` has ${MOST_NEEDS + 1} needs. With more than ${MOST_NEEDS}, only the first ones are checked here.`,
  );
});

test('nothing is told of as many as are checked', () => {
  expect(problemsWith(MOST_NEEDS).some(({ code }) => code === 'too-big')).toBe(false);
});

test('a dependency may be among the needs that are not checked', () => {
  const codes = problemsWith(MOST_NEEDS + 1, `  dependencies: [n${MOST_NEEDS}]\n`).map(({ code }) => code);
  expect(codes).not.toContain('dependency-not-needed');
});
