/** `docs/command-line.md` shows what the commands really print, and names every option and format. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { CHECK_USAGE } from '../../server/src/hosts/cli/check-options.ts';
import { FORMATS } from '../../server/src/hosts/cli/formats/all.ts';
import { repository, run } from './repository.ts';

const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');

test('what it shows is printed, and ends with 1', async () => {
  const folder = repository({
    '.git/HEAD': '',
    '.gitlab-ci.yml': 'include: ci/deploy.yml\n\nbuild:\n  image: node:22\n  script: make\n  script: make all\n',
    'ci/deploy.yml': 'deploy:\n  script: x\n  hooks: {nope: 1}\n',
  });
  const [, shown] = /```console\n\$ .*\n([^]*?)```/.exec(page) ?? [];
  expect((await run(checkFiles, [], folder)).out).toBe(shown);
});

test('it names every option of the usage, and the usage every option of it', () => {
  const named = (text: string): ReadonlySet<string> => new Set(text.match(/--[a-z-]+/g));
  const options = [...page.matchAll(/^\| `(--[^`]*)`/gm)].map(([, option = '']) => option).join(' ');
  expect([...named(options)].sort()).toEqual([...named(CHECK_USAGE)].sort());
});

test('it names every format', () => {
  for (const format of Object.keys(FORMATS)) expect(page).toContain(`| \`${format}\` |`);
});

test('the job and the configuration that it shows have no problems', async () => {
  const [configuration = '', job = ''] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text);
  expect([/^gitlabVersion/.test(configuration), /^check-ci/.test(job)]).toEqual([true, true]);
  expect(
    await run(checkFiles, [], repository({ '.gitlab-ci.yml': job, '.gitlab-ci-tools.yml': configuration })),
  ).toEqual({
    code: 0,
    out: 'No problems.\n',
    err: '',
  });
});
