/** Compares rules, policies, matrices and whole pipelines with the decisions of GitLab's own code. */
import { describe, expect, test } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { documentOf } from '../../server/src/features/plan/document.ts';
import { doublingWarnings } from '../../server/src/features/plan/warnings.ts';
import { scenarioOf } from '../../server/src/simulation/event.ts';
import { simulate } from '../../server/src/simulation/simulate.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { answeredOf, casesIn, configErrorsOf, expectedOf, type Case, type Document } from './runs.ts';

/** Without checking the file for problems; events-everywhere.test.ts does that, too. */
function documentFor({ yaml, event }: Case): Document {
  const project = projectOf(parse('file:///repository/.gitlab-ci.yml', yaml));
  const plan = { ...simulate(resolvePipeline(project), scenarioOf(event)), problems: [] };
  const document = documentOf(plan, () => ({ file: '', line: 1, column: 1 }), doublingWarnings(project, plan));
  return document as unknown as Document;
}

describe.each(['rules', 'policies', 'matrix', 'pipelines'] as const)('%s', file => {
  const cases = casesIn(file).filter(one => !one.isDoubtful && !configErrorsOf(one));
  const areas = [...new Set(cases.map(({ area }) => area))];

  test.each(areas)('%s', area => {
    for (const one of cases.filter(other => other.area === area))
      expect(answeredOf(one, documentFor(one)), `${one.id}\n${one.yaml}\n${JSON.stringify(one.event)}`).toEqual(
        expectedOf(one),
      );
  });
});
