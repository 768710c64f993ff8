/** Describing a scenario in the editor: the questions in their order, and the scenario that the answers result in. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { QuickPickItem, Uri } from 'vscode';
import { describeScenario } from '../../client/src/scenario-edit.ts';
import type { ScenarioAnswer, ScenarioFieldsAnswer, ScenarioForm } from '../../server/src/lsp/requests.ts';

interface Asked {
  readonly about: string;
  readonly rows: readonly QuickPickItem[];
}

/** The answers of the person in their order: the label of a row, or a text; `undefined` is the Escape key. */
const person = vi.hoisted((): { answers: (string | undefined)[]; asked: Asked[] } => ({ answers: [], asked: [] }));

vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...given: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(given[Number(at)])) },
  extensions: { getExtension: () => undefined },
  workspace: { isTrusted: true },
  window: {
    showInputBox: ({ prompt }: { prompt: string }) => {
      person.asked.push({ about: prompt, rows: [] });
      return Promise.resolve(person.answers.shift());
    },
    showQuickPick: (rows: readonly QuickPickItem[], { placeHolder }: { placeHolder: string }) => {
      person.asked.push({ about: placeHolder, rows });
      const answer = person.answers.shift();
      return Promise.resolve(rows.find(({ label }) => label === answer));
    },
  },
}));

beforeEach(() => {
  person.asked = [];
});

const SCENARIOS: ScenarioAnswer = {
  inForce: 'push',
  pipeline: 'GitLab creates a pipeline.',
  faults: [],
  scenarios: [
    {
      name: 'push',
      about: 'push on main',
      from: 'usual',
      source: 'push',
      ref: 'main',
      workflow: 'workflow: no pipeline',
    },
    { name: 'tag', about: 'push of tag v1', from: 'usual', source: 'push', ref: 'v1' },
  ],
};
const FIELDS: ScenarioFieldsAnswer = {
  refs: ['main', 'v1'],
  inputs: [{ name: 'environment', type: 'string', options: ['staging', 'production'], value: 'staging' }],
  variables: [{ name: 'DEPLOY', options: ['yes', 'no'], description: 'Whether it goes out' }, { name: 'OTHER' }],
};

function describe(answers: readonly (string | undefined)[], fields = FIELDS, known?: ScenarioForm) {
  person.answers = [...answers];
  return describeScenario(SCENARIOS, fields, known, {} as Uri);
}

const DONE = '$(check) Done';

it('asks for inputs and variables with their choices', async () => {
  const form = await describe([
    ...['mine', 'push', 'main'],
    ...['environment', 'production', DONE],
    ...['$DEPLOY', 'yes', '$OTHER', 'typed', DONE],
    ...['Type them…', 'src/a.go, docs/b.md'],
  ]);
  expect(form).toEqual({
    name: 'mine',
    basedOn: 'push',
    inputs: { environment: 'production' },
    variables: { DEPLOY: 'yes', OTHER: 'typed' },
    changed: ['src/a.go', 'docs/b.md'],
  });
  const rowsOf = (about: string) => person.asked.find(one => one.about === about)?.rows.map(({ label }) => label);
  expect(rowsOf('Value of environment')).toEqual(['staging', 'production', 'Another one…']);
  expect(rowsOf('Value of $DEPLOY')).toEqual(['yes', 'no', 'Another one…']);
});

it('tells what the rules of the workflow decide where a start is chosen', async () => {
  await describe(['mine', undefined]);
  expect(person.asked.at(-1)?.rows.map(({ detail }) => detail)).toEqual(['workflow: no pipeline', undefined]);
});

it('takes a variable or an input away that was set', async () => {
  const known = {
    name: 'mine',
    basedOn: 'push',
    inputs: { environment: 'production' },
    variables: { DEPLOY: 'no', OTHER: 'x', KEPT: 'y' },
  };
  const form = await describe(
    [
      ...['mine', 'push', 'main'],
      ...['environment', '$(trash) Not set', DONE],
      ...['$DEPLOY', '$(trash) Not set', '$OTHER', '$(trash) Not set', '$KEPT', 'Another one…', 'z', DONE],
      'Not known',
    ],
    FIELDS,
    known,
  );
  expect(form).toEqual({ name: 'mine', basedOn: 'push', variables: { KEPT: 'z' } });
});

it('offers to take away only what has a value', async () => {
  await describe(['mine', 'push', 'main', DONE, '$DEPLOY', undefined, '$OTHER', undefined, DONE, 'Not known']);
  expect(person.asked.flatMap(({ rows }) => rows.map(({ label }) => label))).not.toContain('$(trash) Not set');
});

it('asks for no inputs where the file declares none, and keeps what was chosen before', async () => {
  const known = { name: 'mine', basedOn: 'tag', ref: 'v1', inputs: { count: 3 }, variables: { DEPLOY: 'no' } };
  const form = await describe(['mine', 'tag', 'v1', DONE, 'Not known'], { ...FIELDS, inputs: [] }, known);
  expect(form).toEqual({ name: 'mine', basedOn: 'tag', inputs: { count: '3' }, variables: { DEPLOY: 'no' } });
});

it.each([1, 2, 3, 4, 5])('the escape key ends it after %i answers', async count => {
  const answers = ['mine', 'push', 'main', DONE, DONE].slice(0, count);
  expect(await describe([...answers, undefined])).toBe(undefined);
});
