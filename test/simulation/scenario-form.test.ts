/** Scenarios that people write: what they are based on, what they change, and what is reported about invalid ones. */
import { describe, expect, test } from 'vitest';
import { formed, isScenario, withForms } from '../../server/src/simulation/formed.ts';
import { readForms } from '../../server/src/simulation/scenario-form.ts';
import { usualScenarios } from '../../server/src/simulation/scenarios.ts';

const FACTS = { branch: 'topic', defaultBranch: 'main', tags: ['v1.0.0'] };
const USUAL = usualScenarios(FACTS);

function made(raw: unknown) {
  const [form] = readForms([raw]).forms;
  const found = formed(form ?? {}, USUAL, FACTS);
  if (!isScenario(found)) throw new Error(found.fault);
  return found;
}

describe('a scenario that somebody wrote', () => {
  test('is a usual one with what it changes', () => {
    const scenario = made({ name: 'release', basedOn: 'tag', ref: 'v2.0.0', variables: { DEPLOY: 'yes', COUNT: 2 } });
    expect(scenario).toMatchObject({
      name: 'release',
      refType: 'tag',
      ref: 'v2.0.0',
      variables: { DEPLOY: 'yes', COUNT: '2' },
    });
  });

  test.each([
    [
      { name: 'a', source: 'schedule' },
      { source: 'schedule', ref: 'main' },
    ],
    [
      { name: 'a', ref: 'other' },
      { source: 'push', ref: 'other', isUpdate: true, isProtected: false },
    ],
    [
      { name: 'a', ref: 'v1.0.0' },
      { refType: 'tag', ref: 'v1.0.0', isUpdate: false },
    ],
    [
      { name: 'a', source: 'merge_request_event', ref: 'fix', targetBranch: 'next' },
      { mergeRequest: { sourceBranch: 'fix', targetBranch: 'next' } },
    ],
    [
      { name: 'a', protected: false },
      { ref: 'main', isProtected: false },
    ],
    [
      { name: 'a', projectVariables: { X: 'y', Z: { value: 'z', protected: true } } },
      { settings: { X: { value: 'y' }, Z: { value: 'z', protected: true } } },
    ],
    [
      { name: 'tag', ref: 'v3' },
      { name: 'tag', refType: 'tag', ref: 'v3' },
    ],
  ])('%j', (raw, expected) => {
    expect(made(raw)).toMatchObject(expected);
  });

  test('takes the place of the usual one of its name', () => {
    const { scenarios } = withForms(USUAL, readForms([{ name: 'tag', ref: 'v3' }]).forms, FACTS);
    expect(scenarios.filter(({ name }) => name === 'tag').map(({ ref }) => ref)).toEqual(['v3']);
    expect(scenarios).toHaveLength(USUAL.length);
  });
});

describe('what nobody understands is told and left out', () => {
  test.each([
    [[{ name: 'a', brnach: 'x' }], 'The scenario `a` has a key `brnach`, which means nothing here; there are name,'],
    [[{ name: 'a', changed: 'x' }], 'The scenario `a` has a `changed` that is not a list of paths.'],
    [[{ name: 'a', variables: { X: {} } }], 'The scenario `a` has a `variables` that is not an object with a text'],
    [[{ ref: 'x' }], 'Scenario 1 has no `name`.'],
    [['push'], 'Scenario 1 is not an object.'],
    [{ name: 'a' }, 'The scenarios are not a list.'],
  ])('%j', (raw, message) => {
    expect(readForms(raw).faults.join()).toContain(message);
  });

  test('a base that there is not', () => {
    const { scenarios, faults } = withForms(USUAL, readForms([{ name: 'a', basedOn: 'pish' }]).forms, FACTS);
    expect(faults.join()).toContain('Unknown scenario pish; expected one of push,');
    expect(scenarios).toEqual(USUAL);
  });

  test('nothing at all is no mistake', () => {
    expect(readForms(undefined)).toEqual({ forms: [], faults: [] });
  });
});

test.each(['constructor', 'toString', '__proto__'])(
  'the source %s is one that GitLab does not have, not one of ours',
  source => {
    expect(made({ name: 'a', source })).toMatchObject({ source, ref: 'main' });
  },
);
