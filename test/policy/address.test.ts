/** The address of the repository in packages: where it comes from, and what becomes of links. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publicAddress, repositoryAddress, repositoryFields, withAbsoluteLinks } from '../../scripts/address.mjs';
import { root } from '../../scripts/ready.mjs';

const HERE = 'https://gitlab.com/group/tools';

describe('an address', () => {
  test.each([
    'https://gitlab.com/group/tools.git',
    'https://gitlab.com/group/tools/',
    'git@gitlab.com:group/tools.git',
    'ssh://git@gitlab.com:2222/group/tools.git',
    'https://ci-token:secret@gitlab.com/group/tools.git',
  ])('%s is public, without secrets', given => {
    expect(publicAddress(given)).toBe(HERE);
  });
  test.each([
    '',
    '/srv/tools.git',
    '../tools',
    'http://localhost/a/b',
    'https://127.0.0.1/a/b',
    'https://gitlab.local/a/b',
  ])('%j is not public', given => {
    expect(publicAddress(given)).toBeUndefined();
  });
});

describe('it is that', () => {
  const remote = (): string => 'git@git.company.org:a/remote.git';
  test('which is given', () => {
    expect(repositoryAddress(['--repository', HERE], { CI_PROJECT_URL: 'https://gitlab.com/a/ci' }, remote)).toBe(HERE);
  });
  test('of the pipeline', () => {
    expect(repositoryAddress([], { CI_PROJECT_URL: HERE }, remote)).toBe(HERE);
  });
  test('of the remote', () => {
    expect(repositoryAddress([], {}, remote)).toBe('https://git.company.org/a/remote');
  });
  test('of nobody', () => {
    expect(repositoryAddress([], {}, () => '')).toBeUndefined();
  });
  test('but nothing that is wrong', () => {
    expect(() => repositoryAddress(['--repository', 'here'], {}, remote)).toThrow('not here');
    expect(() => repositoryAddress(['--repository'], {}, remote)).toThrow('--repository needs');
  });
});

describe('the README of a package', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const linksOf = (markdown: string): readonly string[] =>
    Array.from(markdown.matchAll(/\]\(([^)\s]+)\)/g), ([, to = '']) => to);
  const relative = (markdown: string): readonly string[] => linksOf(markdown).filter(to => !/^(?:https:|#)/.test(to));

  test('has links to the repository', () => {
    expect(relative(readme).length).toBeGreaterThan(10);
    const made = withAbsoluteLinks(readme, HERE);
    expect(relative(made)).toEqual([]);
    expect(linksOf(made)).toHaveLength(linksOf(readme).length);
    expect(made).toContain(`](${HERE}/-/raw/HEAD/docs/images/diagnostic.png)`);
    expect(made).toContain(`[The command line](${HERE}/-/blob/HEAD/docs/command-line.md)`);
    expect(withAbsoluteLinks(readme, 'https://github.com/a/b')).toContain('(https://github.com/a/b/raw/HEAD/docs/');
  });
  test('says what is missing if there is no address', () => {
    const made = withAbsoluteLinks(readme, undefined);
    expect(relative(made)).toEqual([]);
    expect(made).not.toContain('![');
    expect(made.match(/made without a public address/g)).toHaveLength(1);
    expect(made).toContain('\nThe command line has reports');
  });
});

test('issues are where the host has them', () => {
  expect(repositoryFields(HERE).bugs.url).toBe(`${HERE}/-/issues`);
  expect(repositoryFields('https://github.com/a/b').bugs.url).toBe('https://github.com/a/b/issues');
});

test('no package is made by allowing what is not right', () => {
  const scripts = ['scripts/package.mjs', 'CONTRIBUTING.md', '.gitlab-ci.yml'].map(file =>
    readFileSync(join(root, file), 'utf8'),
  );
  expect(scripts.join('\n')).not.toMatch(/--(?:allow|skip|force)-|allowMissing/);
});

test('each category is true', () => {
  const { categories, contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly categories: readonly string[];
    readonly contributes: Readonly<Record<string, unknown>> & { readonly commands: readonly { command: string }[] };
  };
  const reasons: Readonly<Record<string, boolean>> = {
    'Programming Languages': 'grammars' in contributes && 'languages' in contributes,
    Linters: JSON.stringify(contributes['configuration']).includes('gitlabCi.rules'),
    Visualization: contributes.commands.some(({ command }) => command === 'gitlabCi.previewPipeline'),
  };
  expect(categories.filter(category => reasons[category] !== true)).toEqual([]);
});
