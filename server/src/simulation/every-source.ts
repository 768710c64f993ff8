/** Every kind of pipeline, of which only the source and the type of ref are known. */
import type { Held } from '../expression/truth.ts';
import { scenarioContext, type ScenarioContext } from './scenario-context.ts';
import type { RefType, Scenario } from './scenario.ts';
import { sources } from './sources.ts';

/** Variables that only some kinds of pipelines have; all others may be defined by anyone. */
const TELLING = /^CI_(?:PIPELINE_SOURCE|COMMIT_BRANCH|COMMIT_TAG|MERGE_REQUEST_\w+)$/;

/** Whether a file that sets a variable of this name invalidates what is known here. */
export function isTelling(name: string): boolean {
  return TELLING.test(name) || name === 'CI_DEFAULT_BRANCH' || name === 'CI_COMMIT_REF_NAME';
}

/** Conditions distinguish the default branch from others, so both are tried. */
type Kind = RefType | 'default-branch';

type Names = readonly (readonly [name: string, held: Held])[];

/** Every project with a pipeline has a default branch. */
const EVERY: Names = [['CI_DEFAULT_BRANCH', { sign: 'default branch' }]];

const HELD: Readonly<Record<Kind, Names>> = {
  'default-branch': onBranch({ sign: 'default branch' }),
  branch: onBranch({ sign: 'branch', not: 'default branch' }),
  tag: [['CI_COMMIT_TAG', { sign: 'tag' }]],
  merge_request: [
    ['CI_MERGE_REQUEST_IID', { sign: 'number' }],
    ['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', { sign: 'source' }],
    ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', { sign: 'target' }],
  ],
};

function onBranch(held: Held): Names {
  return [
    ['CI_COMMIT_BRANCH', held],
    ['CI_COMMIT_REF_NAME', held],
  ];
}

export const everySource: readonly ScenarioContext[] = sources.flatMap(source =>
  kindsOf(source).map(kind => surroundings(source, kind)),
);

function kindsOf(source: string): readonly Kind[] {
  if (source === 'merge_request_event') return ['merge_request'];
  const usual = ['default-branch', 'branch', 'tag'] as const;
  return source === 'parent_pipeline' ? [...usual, 'merge_request'] : usual;
}

function surroundings(source: string, kind: Kind): ScenarioContext {
  const refType = kind === 'default-branch' ? 'branch' : kind;
  const scenario: Scenario = {
    ...{ name: source, source, ref: '', refType, isUpdate: true },
    ...{ variables: {}, scheduleVariables: {}, settings: {} },
    ...(refType === 'merge_request' && {
      mergeRequest: { iid: 1, sourceBranch: '', targetBranch: '', eventType: 'detached' },
    }),
  };
  const around = scenarioContext(scenario, true);
  const isKnown = (name: string): boolean =>
    TELLING.test(name) && (name === 'CI_PIPELINE_SOURCE' || (!around.predefined.has(name) && around.isAbsent(name)));
  return { ...around, unknown: { has: name => !isKnown(name) }, held: new Map([...EVERY, ...HELD[kind]]) };
}

/** The same with the ref called by each of these names, and by any other one. */
export function onRefs(around: ScenarioContext, names: readonly string[]): readonly ScenarioContext[] {
  const { scenario } = around;
  if (scenario.refType === 'merge_request') return [around];
  const called = names.map(ref => ({ ...around, scenario: { ...scenario, ref } }));
  return [...called, { ...around, scenario: { ...scenario, refIsNot: names } }];
}
