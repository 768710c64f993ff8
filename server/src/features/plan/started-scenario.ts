/** The scenario of a pipeline that a job of another one starts. */
import { objectOf, textMapOf, textOf, textsOf } from '../../simulation/json.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { cachedBy } from '../../text/cached.ts';
import type { Opening } from './picture-places.ts';

interface Scenarios {
  readonly inForce: Scenario;
  readonly all: readonly Scenario[];
}

/** The same object for the same question, so that plans stay cached. What is `given` may be anything. */
export function startedScenario({ inForce, all }: Scenarios, as: Opening['as'], given: unknown): Scenario {
  const made = madeFor(inForce);
  const key = JSON.stringify([as, given]);
  if (made.key === key && made.scenario) return made.scenario;
  made.key = key;
  made.scenario = withGiven(
    as === 'child' ? childScenario(inForce) : (all.find(({ name }) => name === as) ?? inForce),
    given,
  );
  return made.scenario;
}

const madeFor = cachedBy((_inForce: Scenario): { key?: string; scenario?: Scenario } => ({}));

/** A child has the ref, the changes and the merge request of its parent, but not its variables and inputs. */
export const childScenario = cachedBy((parent: Scenario): Scenario => {
  const nothing = { variables: {}, scheduleVariables: {}, inputs: undefined, chatCommand: undefined };
  return { ...parent, ...nothing, name: 'child', source: 'parent_pipeline' };
});

function withGiven(scenario: Scenario, given: unknown): Scenario {
  const held = objectOf(given) ?? {};
  const inputs = objectOf(held['inputs']);
  return {
    ...scenario,
    ref: textOf(held['ref']) ?? scenario.ref,
    variables: textMapOf(held['variables']),
    unknown: textsOf(held['unknown']) ?? [],
    ...(inputs && { inputs }),
  };
}
