/** Linked editing: which names change together. */
import { expect, test } from 'vitest';
import { linked } from '../../server/src/features/linked.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

test.each([
  ['at an anchor: it and its aliases', '.a: &na<|>me { x: y }\nb: *name\nc: { <<: *name }\n', 3],
  ['not those of the next anchor of that name', '.a: &na<|>me 1\nb: *name\n.c: &name 2\nd: *name\n', 2],
  ['not at an alias, where another one may be meant', '.a: &name 1\nb: *na<|>me\n', 0],
  ['not where nothing uses it', '.a: &na<|>me 1\n', 0],
  ['not at a job that is named alike', 'na<|>me: &name 1\nb: *name\n', 0],
])('%s', (_, fixture, count) => {
  const text = fixture.replace('<|>', '');
  const spans = linked(parse('file:///a.gitlab-ci.yml', text), fixture.indexOf('<|>'));
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(Array.from({ length: count }, () => 'name'));
});
