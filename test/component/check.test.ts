/** The component `templates/check.yml` passes our own check, and its command and the hook of pre-commit are valid. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../scripts/ready.mjs';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from '../cli/repository.ts';

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const component = text('templates/check.yml');

function including(inputs: string): string {
  const include = `include:\n  - local: templates/check.yml\n${inputs}`;
  return repository({
    '.git/HEAD': '',
    '.gitlab-ci.yml': `${include}build: {script: make}\n`,
    'templates/check.yml': component,
  });
}

test('the component has no problems, alone and included', async () => {
  const clean = { code: 0, out: 'No problems.\n', err: '' };
  expect(await run(checkFiles, ['--max-warnings', '0'], including(''))).toEqual(clean);
  expect(await run(checkFiles, ['--max-warnings', '0', 'templates/check.yml'], including(''))).toEqual(clean);
});

test('inputs reach the job', async () => {
  const folder = including('    inputs: {job-name: lint, stage: build, max-warnings: 0, options: --quiet}\n');
  const { code, out } = await run(resolveFiles, ['.gitlab-ci.yml', '--job', 'lint'], folder);
  expect(code).toBe(0);
  expect(out).toContain('stage: build');
  expect(out).toMatch(
    /npx --yes "gitlab-ci-language-tools@latest" check \. --max-warnings 0 --quiet --output codequality=gl-code-quality-report\.json/,
  );
});

test('an input that is no version is told', async () => {
  const folder = including('    inputs: {version: "1 && rm -rf /"}\n');
  expect((await run(checkFiles, [], folder)).out).toContain('does not match the regular expression');
});

test('the options of the component are those of the command', async () => {
  const [script = ''] =
    /check \.[^]*?json/.exec(
      component.replaceAll(/\$\[\[ inputs\.max-warnings \]\]/g, '0').replaceAll('$[[ inputs.paths ]]', '.'),
    ) ?? [];
  const args = script
    .split(/\s+/)
    .slice(1)
    .filter(arg => !/\$\[\[|inputs|\]\]/.test(arg));
  expect(args).toContain('--output');
  expect((await run(checkFiles, args, repository({ '.gitlab-ci.yml': 'job: {script: x}\n' }))).code).toBe(0);
});

interface Hook {
  readonly entry: string;
  readonly files: string;
  readonly language: string;
  readonly pass_filenames: boolean;
}

test('pre-commit finds the command of the package, and runs it for every file that may be included', () => {
  const hooks = parse(text('.pre-commit-hooks.yaml')) as readonly Hook[];
  const { name, version } = JSON.parse(text('package.json')) as { readonly name: string; readonly version: string };
  expect(hooks).toHaveLength(1);
  for (const { entry, files, language, pass_filenames } of hooks) {
    expect([language, entry]).toEqual(['system', `npx --yes ${name}@${version} check`]);
    const names = ['.gitlab-ci.yml', 'a/.gitlab-ci.yaml', 'ci/deploy.yml', '.gitlab-ci-tools.yml', 'a.yml.txt'];
    expect(names.map(name => new RegExp(files).test(name))).toEqual([true, true, true, true, false]);
    // a YAML file that is named would be checked as a CI file, whatever it is
    expect(pass_filenames).toBe(false);
  }
});

test('the command of pre-commit finds what a change breaks in another file, and leaves other YAML alone', async () => {
  const [hook] = parse(text('.pre-commit-hooks.yaml')) as readonly Hook[];
  const folder = repository({
    '.gitlab-ci.yml': 'include: ci/deploy.yml\njob: {extends: .base, script: x}\n',
    'ci/deploy.yml': '.renamed: {image: a}\n',
    'docker-compose.yml': 'services: {a: {image: b}}\n',
  });
  const { code, out } = await run(checkFiles, hook?.entry.split(' ').slice(4) ?? ['no hook'], folder);
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/^\.gitlab-ci\.yml:2:16: error: .*`\.base`[^]*\n1 error\.\n$/),
  ]);
});
