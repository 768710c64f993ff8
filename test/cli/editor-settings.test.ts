/** `plan` has the scenarios that a team shares in the settings of its editor. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planFile } from '../../server/src/hosts/cli/plan.ts';
import { repository, run } from './repository.ts';

const PIPELINE = { '.gitlab-ci.yml': 'a: {script: x, rules: [{if: $DEPLOY == "settings"}]}\nb: {script: x}\n' };
const SETTINGS = '.vscode/settings.json';

function settings(scenarios: unknown): string {
  return JSON.stringify({ 'editor.tabSize': 2, 'gitlabCi.scenarios': scenarios });
}

function plan(texts: Readonly<Record<string, string>>, scenario: string) {
  return run(planFile, ['--scenario', scenario], repository({ ...PIPELINE, ...texts }));
}

test('a scenario of the settings, with comments and trailing commas', async () => {
  const text = `{
  // shared by all
  "gitlabCi.scenarios": [{ "name": "release", "basedOn": "tag", /* why */ "variables": { "DEPLOY": "settings" }, },],
}`;
  const { code, out, err } = await plan({ [SETTINGS]: text }, 'release');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/a +runs/);
  expect((await plan({ [SETTINGS]: text }, 'list')).out).toContain('release');
});

test('of two with the same name, that of the settings counts, as in the editor', async () => {
  const own = 'scenarios: [{name: release, variables: {DEPLOY: file}}, {name: other, variables: {DEPLOY: settings}}]\n';
  const texts = {
    '.gitlab-ci-tools.yml': own,
    [SETTINGS]: settings([{ name: 'release', variables: { DEPLOY: 'settings' } }]),
  };
  expect((await plan(texts, 'release')).out).toMatch(/a +runs/);
  expect((await plan(texts, 'other')).out).toMatch(/a +runs/);
  expect((await plan({ '.gitlab-ci-tools.yml': own }, 'release')).out).toMatch(/a +not in this pipeline/);
});

test.each([
  ['{ "gitlabCi.scenarios": [', ':1:26: this is no JSON'],
  ['not JSON', 'this is no JSON'],
  ['['.repeat(200_000), 'this is no JSON'],
  [settings('x'), 'The scenarios are not a list.'],
  [settings([{ name: 'x', brnach: 'y' }]), '`brnach`'],
  [settings([7]), 'Scenario 1 is not an object.'],
])('a mistake in %.40s is told, and stops nothing', async (text, told) => {
  const { code, out, err } = await plan({ [SETTINGS]: text }, 'push');
  expect(code).toBe(0);
  expect(err).toContain(SETTINGS);
  expect(err).toContain(told);
  expect(out).toMatch(/b +runs/);
});

test.each(['', '[]', '7', 'null', '{"gitlabCi": {"scenarios": []}}', '{"gitlabCi.scenarios": null}'])(
  'nothing is said about %j',
  async text => {
    expect(await plan({ [SETTINGS]: text }, 'push')).toMatchObject({ code: 0, err: '' });
  },
);

test('a link out of the repository is not followed, and names are data', async () => {
  const elsewhere = repository({ 'settings.json': settings([{ name: 'secret' }]) });
  const folder = repository(PIPELINE);
  mkdirSync(join(folder, '.vscode'));
  symlinkSync(join(elsewhere, 'settings.json'), join(folder, SETTINGS));
  const linked = await run(planFile, ['--scenario', 'list'], folder);
  expect(linked.out).not.toContain('secret');
  expect(linked.err).toContain('its scenarios are left out');
  const hostile = repository(PIPELINE);
  mkdirSync(join(hostile, '.vscode'));
  writeFileSync(join(hostile, SETTINGS), settings([{ name: '\u001B[2Jx\n', wrong: 1 }]));
  const shown = await run(planFile, ['--scenario', 'list'], hostile);
  expect(shown.out + shown.err).not.toContain('\u001B');
});
