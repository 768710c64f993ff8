/** Every kind of pipeline that there is, of which nothing is known but what started it and what it is for. */
import { predefinedVariables } from '../spec/predefined.ts';
import { surroundingsOf, type ScenarioContext } from './context.ts';
import type { RefType, Scenario } from './scenario.ts';

/** What `CI_PIPELINE_SOURCE` can hold. */
export const sources: readonly string[] = (predefinedVariables.CI_PIPELINE_SOURCE?.values ?? []).map(
  ({ value }) => value,
);

/** Variables that are there for some kinds of pipelines only; of all others anybody may say anything. */
const TELLING = /^CI_(?:PIPELINE_SOURCE|COMMIT_BRANCH|COMMIT_TAG|MERGE_REQUEST_\w+)$/;

export function isTelling(name: string): boolean {
  return TELLING.test(name);
}

export const everySource: readonly ScenarioContext[] = sources.flatMap(source =>
  refTypesOf(source).map(refType => surroundings(source, refType)),
);

function refTypesOf(source: string): readonly RefType[] {
  if (source === 'merge_request_event') return ['merge_request'];
  return source === 'parent_pipeline' ? ['branch', 'tag', 'merge_request'] : ['branch', 'tag'];
}

function surroundings(source: string, refType: RefType): ScenarioContext {
  const scenario: Scenario = {
    ...{ name: source, source, ref: '', refType, isUpdate: true },
    ...{ variables: {}, scheduleVariables: {}, settings: {} },
    ...(refType === 'merge_request' && {
      mergeRequest: { iid: 1, sourceBranch: '', targetBranch: '', eventType: 'detached' },
    }),
  };
  const around = surroundingsOf(scenario, true);
  const isKnown = (name: string): boolean =>
    TELLING.test(name) && (name === 'CI_PIPELINE_SOURCE' || (!around.predefined.has(name) && around.isAbsent(name)));
  return { ...around, unknown: { has: name => !isKnown(name) } };
}
