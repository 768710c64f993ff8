/** Finds what several possibilities have in common. */
import { isDoubt, joined, type Doubt } from '../expression/truth.ts';
import type { Attributes } from './plan.ts';
import type { Variable, Variables } from './scope.ts';

/** The value on which all agree; where they differ, a doubt. */
export function agreed<Held>(values: readonly (Held | Doubt)[], doubt: Doubt): Held | Doubt {
  const doubts = values.filter(isDoubt);
  if (doubts.length > 0) return joined(doubt, ...doubts);
  const [first] = values;
  const text = JSON.stringify(first);
  return first !== undefined && values.every(value => JSON.stringify(value) === text) ? first : doubt;
}

/** The variables that all have; one that only some have, or with other values, is unknown. */
export function agreedVariables(all: readonly Variables[], doubt: Doubt): Variables {
  // thousands of rules may lead to the same ones
  const different = [...new Set(all)];
  const [first] = different;
  if (first && different.length === 1) return first;
  const names = new Set(different.flatMap(variables => [...variables.keys()]));
  return new Map(
    [...names].map(name => [
      name,
      agreed<Variable | null>(
        different.map(held => held.get(name) ?? null),
        doubt,
      ),
    ]),
  ) as Variables;
}

/** How a job runs if each of these is possible. */
export function agreedAttributes(all: readonly Attributes[], doubt: Doubt): Attributes {
  return {
    when: agreed(
      all.map(({ when }) => when),
      doubt,
    ),
    allowFailure: agreed(
      all.map(({ allowFailure }) => allowFailure),
      doubt,
    ),
    startIn: all.every(({ startIn }) => startIn === undefined)
      ? undefined
      : agreed(
          all.map(({ startIn }) => startIn ?? ''),
          doubt,
        ),
    variables: agreedVariables(
      all.map(({ variables }) => variables),
      doubt,
    ),
    needs: agreed(
      all.map(({ needs }) => needs),
      doubt,
    ),
    dag: agreed(
      all.map(({ dag }) => dag),
      doubt,
    ),
  };
}
