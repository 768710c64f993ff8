/** Pictures for tests: of a text in a scenario, and of many jobs. */
import { pictureOf } from '../../server/src/features/plan/picture-of.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { livePlan } from '../../server/src/features/plan/live-plan.ts';
import type { Picture, PictureEdge, PictureNode } from '../../server/src/picture/picture.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

export function picture(text: string, scenario = 'push'): Picture {
  const found = usualScenarios({ tags: [] }).find(({ name }) => name === scenario)!;
  return pictureOf(livePlan(projectOf(parse('file:///ws/.gitlab-ci.yml', text)), found), found);
}

/** A node that runs, with the given differences. */
export function node(id: string, given: Partial<PictureNode> = {}): PictureNode {
  const usual = {
    kind: 'job',
    stage: 0,
    state: 'runs',
    mayFail: false,
    says: ['runs'],
    reason: '',
    copies: [],
  } as const;
  return { id, name: id, ...usual, ...given };
}

/** A picture with that many jobs in each stage, each of which needs some of the previous ones. */
export function large(stages: number, jobsEach: number, needsEach: number): Picture {
  const idOf = (stage: number, row: number): string => `job-${stage}-${row % jobsEach}`;
  const places = Array.from({ length: stages }, (_, stage) =>
    Array.from({ length: jobsEach }, (_, row) => ({ stage, row })),
  ).flat();
  const edges = places.flatMap(({ stage, row }) =>
    Array.from({ length: stage === 0 ? 0 : needsEach }, (_, at): PictureEdge => {
      const from = idOf(Math.max(0, stage - 1 - at), row * 7 + at * 13);
      return { from, to: idOf(stage, row), kind: 'needs' };
    }),
  );
  return {
    scenario: 'push',
    verdict: 'GitLab creates a pipeline.',
    errors: [],
    stages: Array.from({ length: stages }, (_, stage) => `stage ${stage}`),
    nodes: places.map(({ stage, row }) => node(idOf(stage, row), { stage })),
    edges,
  };
}
