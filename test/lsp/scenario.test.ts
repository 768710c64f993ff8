/** The active scenario: the list of scenarios, lenses, hovers and faded jobs, and how they follow the typing. */
import { afterEach, describe, expect, test } from 'vitest';
import { ABLE, openText, start, type Started } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = `deploy:
  script: make
  rules:
    - if: $CI_COMMIT_TAG
      when: manual
test:
  script: make
  parallel: 3
mystery:
  script: make
  rules:
    - if: $DEPLOY
`;

let started: Started;
afterEach(() => started.stop());

async function open(section: object = {}, initializationOptions: object = {}): Promise<void> {
  started = await start({ capabilities: ABLE, configuration: () => section, initializationOptions }, ['file:///ws']);
  await openText(started, URI, TEXT);
  await started.settled();
}

const about = { textDocument: { uri: URI } };
const COPIES = '3 copies: test 1/3, test 2/3, test 3/3';

async function lensTitles(): Promise<string[]> {
  const lenses = await started.client.sendRequest<object[]>('textDocument/codeLens', about);
  const resolved = await Promise.all(
    lenses.map(lens => started.client.sendRequest<{ command: { title: string } }>('codeLens/resolve', lens)),
  );
  return resolved.map(({ command }) => command.title);
}

async function choose(name: string, own: readonly object[] = []) {
  return started.client.sendRequest<{
    inForce: string;
    pipeline: string;
    scenarios: { name: string; workflow?: string }[];
    faults: string[];
  }>('gitlabCi/scenario', { ...about, choice: { folder: 'file:///ws', name, own } });
}

async function hoverAt(line: number, character: number): Promise<string> {
  const found = await started.client.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', {
    ...about,
    position: { line, character },
  });
  return found?.contents.value ?? '';
}

test('a choice without a folder leaves everything as it is', async () => {
  await open();
  const before = await lensTitles();
  await started.client.sendRequest('gitlabCi/scenario', { ...about, choice: { name: 'tag', own: [] } });
  expect(await lensTitles()).toEqual(before);
});

describe('lenses', () => {
  test('say what each job does in a push to the default branch, until another one is chosen', async () => {
    await open();
    expect(await lensTitles()).toEqual(['not in this pipeline', 'runs, 3 copies', COPIES, 'depends on $DEPLOY']);
    const answer = await choose('tag');
    expect(answer.inForce).toBe('tag');
    expect(answer.scenarios.map(({ name }) => name)).toContain('merge-request');
    expect(await lensTitles()).toEqual(['manual', 'runs, 3 copies', COPIES, 'depends on $DEPLOY']);
  });

  test('follow a keystroke', async () => {
    await open();
    const range = { start: { line: 3, character: 21 }, end: { line: 3, character: 24 } };
    await started.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range, text: 'BRANCH' }],
    });
    expect((await lensTitles())[0]).toBe('manual');
  });

  test('list the copies of a job, for a client that can show them', async () => {
    await open({}, { showCopiesCommand: 'copies' });
    const lenses = await started.client.sendRequest<object[]>('textDocument/codeLens', about);
    const resolved = await Promise.all(
      lenses.map(lens => started.client.sendRequest<{ command: object }>('codeLens/resolve', lens)),
    );
    const copies = [1, 2, 3].map(index => ({ name: `test ${index}/3`, says: 'runs' }));
    expect(resolved.map(({ command }) => command)).toContainEqual({
      title: COPIES,
      command: 'copies',
      arguments: [copies],
    });
  });

  test('are silent where the setting is off', async () => {
    await open({ lens: { scenario: false } });
    expect(await lensTitles()).toEqual([]);
  });
});

describe('scenarios', () => {
  test('of the settings and of the person are among them, and what is wrong with them is told', async () => {
    await open({
      scenarios: [
        { name: 'release', basedOn: 'tag' },
        { name: 'x', brnach: 'y' },
      ],
    });
    const answer = await choose('mine', [{ name: 'mine', variables: { DEPLOY: 'yes' } }]);
    expect(answer.inForce).toBe('mine');
    expect(answer.scenarios.map(({ name }) => name)).toEqual(expect.arrayContaining(['release', 'mine', 'push']));
    expect(answer.faults.join()).toContain('`brnach`');
    expect(await lensTitles()).toEqual(['not in this pipeline', 'runs, 3 copies', COPIES, 'runs']);
  });

  test('tell what the rules of the workflow decide in each', async () => {
    await open();
    await started.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: `workflow: { rules: [{ if: $CI_COMMIT_TAG }] }\n${TEXT}` }],
    });
    const { scenarios } = await choose('tag');
    const told = new Map(scenarios.map(({ name, workflow }) => [name, workflow]));
    expect(told.get('tag')).toBe('workflow: a pipeline (rule 1 of 1: $CI_COMMIT_TAG)');
    expect(told.get('push')).toBe('workflow: no pipeline (its only rule does not match)');
  });

  test('that were chosen before hold from the start; one that is gone is the usual one', async () => {
    await open({}, { scenarios: { 'file:///ws': { name: 'tag', own: [] } } });
    expect((await lensTitles())[0]).toBe('manual');
    expect((await choose('gone')).inForce).toBe('push');
  });

  test('whatever a client sends, there is an answer', async () => {
    await open({ scenarios: 7 }, { scenarios: { 'file:///ws': 3, x: null } });
    expect(await lensTitles()).toHaveLength(4);
  });

  test('the variables that a run may have are offered, and the plan comes as data', async () => {
    await open();
    const fields = await started.client.sendRequest<object>('gitlabCi/scenarioFields', about);
    expect(fields).toMatchObject({ inputs: [], variables: [{ name: 'DEPLOY' }] });
    const plan = await started.client.sendRequest<object>('gitlabCi/plan', about);
    expect(plan).toMatchObject({
      scenario: 'push',
      jobs: { deploy: { included: false }, 'test 1/3': { included: true } },
    });
  });
});

describe('hovers', () => {
  test('explain the chain on the name of a job', async () => {
    await open();
    expect(await hoverAt(0, 2)).toMatch(/In scenario `push`.*: not in this pipeline/);
    expect(await hoverAt(0, 2)).toContain('rule 1 of 1 does not match: `$CI_COMMIT_TAG` is unset');
    await choose('tag');
    expect(await hoverAt(0, 2)).toContain(
      'rule 1 of 1 matches: `$CI_COMMIT_TAG` is `v1.0.0`, so it decides (`when: manual`)',
    );
  });

  test('show what a condition comes to in each scenario', async () => {
    await open();
    const text = await hoverAt(3, 7);
    expect(text).toContain('In `push`: **does not match**');
    expect(text).toMatch(/\| matches \| `tag` \|/);
    expect(await hoverAt(11, 12)).toMatch(/\| depends on \$DEPLOY \|/);
  });
});

test('jobs that are left out are faded where that is wanted', async () => {
  await open({ scenario: { fadeJobsLeftOut: true } });
  const faded = () =>
    (started.published.at(-1)?.diagnostics ?? [])
      .filter(({ tags }) => tags?.includes(1))
      .map(({ range, message }) => [range.start.line, message]);
  expect(faded()).toEqual([[0, 'push: not in this pipeline']]);
  await choose('tag');
  await started.settled();
  expect(faded()).toEqual([]);
});
