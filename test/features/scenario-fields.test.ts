/** The choices when a person describes a scenario, and that inputs of the file decide about its jobs. */
import { expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { fieldsFor, inputFieldsFor } from '../../server/src/features/plan/fields.ts';
import { livePlan } from '../../server/src/features/plan/live-plan.ts';
import { planOf } from '../../server/src/features/plan/plan-of.ts';
import { formed, isScenario } from '../../server/src/simulation/formed.ts';
import { readForms } from '../../server/src/simulation/scenario-form.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

function project(text: string) {
  return projectOf(parse('file:///repository/.gitlab-ci.yml', text));
}

function scenario(form: object) {
  const [read] = readForms([{ name: 'mine', ...form }]).forms;
  const found = formed(read ?? {}, usualScenarios({ tags: [] }), { tags: [] });
  if (!isScenario(found)) throw new Error(found.fault);
  return found;
}

const WITH_INPUTS = `spec:
  inputs:
    environment:
      description: Where it goes
      options: [staging, production]
      default: staging
    debug: { type: boolean, default: false }
    count: { type: number }
    list: { type: array, default: [a, b] }
---
deploy-$[[ inputs.environment ]]:
  script: x
  parallel: $[[ inputs.count ]]
  rules:
    - if: '"$[[ inputs.debug ]]" == "true"'
      when: manual
    - if: '"$[[ inputs.environment ]]" == "production"'
`;

test('the inputs of a file are fields, with their type, default and options', () => {
  expect(inputFieldsFor(project(WITH_INPUTS))).toEqual([
    {
      name: 'environment',
      type: 'string',
      description: 'Where it goes',
      value: 'staging',
      options: ['staging', 'production'],
    },
    { name: 'debug', type: 'boolean', value: 'false', options: ['true', 'false'] },
    { name: 'count', type: 'number' },
    { name: 'list', type: 'array', value: '["a", "b"]' },
  ]);
});

test.each([
  [{}, [['deploy-staging', false, 'on_success']]],
  [
    { count: 2 },
    [
      ['deploy-staging 1/2', false, 'on_success'],
      ['deploy-staging 2/2', false, 'on_success'],
    ],
  ],
  [{ environment: 'production', count: '1' }, [['deploy-production 1/1', true, 'on_success']]],
  [{ environment: 'production', count: 1, debug: true }, [['deploy-production 1/1', true, 'manual']]],
])('a scenario that gives the inputs %j decides with them', (inputs, expected) => {
  const { jobs } = livePlan(project(WITH_INPUTS), scenario({ inputs }));
  expect(jobs.map(({ name, included, when }) => [name, included, when])).toEqual(expected);
});

test('what GitLab refuses about a given input is told', () => {
  const plan = planOf(project(WITH_INPUTS), scenario({ inputs: { environment: 'moon', count: 1 } }));
  expect(plan.pipeline).toBe(false);
  expect(plan.problems.map(({ message }) => message).join()).toContain('`moon` is not an option of the input');
  const other = planOf(project(WITH_INPUTS), scenario({ inputs: { count: 1, planet: 'x' } }));
  expect(other.problems.map(({ message }) => message).join()).toContain('no input `planet`');
});

test('variables come with their options, else with what the rules compare them with', () => {
  const text = `workflow:
  rules:
    - if: $MODE == "full" || "quick" == $MODE
    - if: $CI_COMMIT_TAG
variables:
  PLAIN: x
  TARGET: { value: a, options: [a, b], description: Where }
job:
  script: x
  rules:
    - if: $TARGET == "c" && $DEPLOY != 'no' && $PLAIN == "y"
old:
  script: x
  only: { variables: [$LEGACY == "1"] }
`;
  expect(fieldsFor(project(text))).toEqual([
    { name: 'TARGET', description: 'Where', value: 'a', options: ['a', 'b'] },
    { name: 'PLAIN', value: 'x', options: ['x', 'y'] },
    { name: 'MODE', options: ['full', 'quick'] },
    { name: 'DEPLOY', options: ['no'] },
    { name: 'LEGACY', options: ['1'] },
  ]);
});
