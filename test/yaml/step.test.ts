/** All parts of a value that came by a step have that step, whenever they are read. */
import { expect, it } from 'vitest';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { asWritten, MOST_STEPS, sizeOf, withStep } from '../../server/src/yaml/value/step.ts';
import type { Step, Value } from '../../server/src/yaml/value/value.ts';

const { content } = loadDocument(parse('file:///p/.gitlab-ci.yml', 'a:\n  - {b: [c, {d: e}]}\n  - f\n'));
const [first, second] = (['extends', 'include'] as const).map((rule): Step => ({ rule, at: content.at }));

function everyPart(value: Value): readonly Value[] {
  if (value.kind === 'list') return [value, ...value.items.flatMap(everyPart)];
  if (value.kind === 'map') return [value, ...[...value.members.values()].flatMap(held => everyPart(held.value))];
  return [value];
}

it('marks all parts with the steps in their order', () => {
  if (!first || !second) throw new Error('two steps');
  const arrived = withStep(withStep(content, first), second);
  expect(everyPart(arrived).map(({ via }) => via)).toEqual(everyPart(content).map(() => [first, second]));
  expect(everyPart(arrived).map(({ kind, at }) => [kind, at])).toEqual(
    everyPart(content).map(({ kind, at }) => [kind, at]),
  );
  expect(sizeOf(arrived)).toBe(everyPart(content).length);
});

it('knows it as it is written, but not once something was added to it', () => {
  if (!first) throw new Error('a step');
  const arrived = withStep(content, first);
  expect(asWritten(arrived)).toBe(content);
  const added = { ...arrived, via: [] };
  expect(asWritten(added)).toBe(added);
});

it('of more steps than anybody follows, keeps the first ones and the last one', () => {
  if (!first || !second) throw new Error('two steps');
  let arrived: Value = content;
  for (let count = 0; count < 1000; count++) arrived = withStep(arrived, first);
  const { via } = withStep(arrived, second);
  expect(via).toEqual([...Array.from({ length: MOST_STEPS - 1 }, () => first), second]);
});
