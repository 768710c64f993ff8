/** The answer of `plan --events -` to every case, including files that GitLab refuses. */
import { describe, expect, test } from 'vitest';
import { answerEvent } from '../../server/src/features/plan/event-plan.ts';
import { answeredOf, casesIn, configErrorsOf, expectedOf, type Case, type Document } from './runs.ts';

/** Cases that we answer differently, with the reason. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'pipe-shared-0433': 'needs of other projects are of the paid tiers, which the code behind the data lacks',
  'pipe-shared-0476': 'the same for a job that mirrors the pipeline of another project',
  'pipe-shared-0477': 'the same beside `trigger`',
};

function answer({ id, yaml, event }: Case): Document {
  const line = JSON.stringify({ id, yaml, event });
  return answerEvent(line, () => () => ({ file: '', line: 1, column: 1 })) as unknown as Document;
}

describe.each(['rules', 'policies', 'matrix', 'pipelines'] as const)('%s', file => {
  const cases = casesIn(file).filter(({ id, isDoubtful }) => !isDoubtful && !(id in DIFFERENT));

  test('refuses the files that GitLab refuses', () => {
    const accepted = cases.filter(one => configErrorsOf(one) && answer(one).errors.length === 0);
    expect(accepted.map(one => `${one.id} ${String(configErrorsOf(one)?.[0])}`)).toEqual([]);
  });

  test('answers all others as GitLab does', () => {
    for (const one of cases.filter(other => !configErrorsOf(other)))
      expect(answeredOf(one, answer(one)), `${one.id}\n${one.yaml}\n${JSON.stringify(one.event)}`).toEqual(
        expectedOf(one),
      );
  });
});
