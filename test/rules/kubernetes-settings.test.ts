/** The settings about Kubernetes decide which problems hooks have, in the editor and on the command line. */
import { expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { problemsOf } from '../check.ts';
import { repository, run } from '../cli/repository.ts';

const TEXT = `job:
  tags: [docker]
  script: make
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sleep, "60"]
`;
const codes = (options: object): readonly string[] =>
  problemsOf(TEXT, options)
    .map(({ code }) => code)
    .filter(code => code !== 'proposed-keyword');

test('a hook is slow where the grace period is shorter', () => {
  expect(codes({})).toEqual(['slow-hook']);
  expect(codes({ gracePeriod: 59 })).toEqual(['slow-hook']);
  expect(codes({ gracePeriod: 60 })).toEqual([]);
  expect(codes({ gracePeriod: 0 })).toEqual(['slow-hook']);
});

test('the same text is judged again when the settings are others', () => {
  expect(codes({ gracePeriod: 90, otherTags: ['docker'] })).toEqual(['hook-without-kubernetes']);
  expect(codes({ gracePeriod: 90, otherTags: ['shell'] })).toEqual([]);
});

test('each can be switched off', () => {
  expect(codes({ otherTags: ['docker'], rules: { 'slow-hook': 'off', 'hook-without-kubernetes': 'off' } })).toEqual([]);
});

test('check takes them from the file of the repository', async () => {
  const check = async (settings: string): Promise<string> =>
    (
      await run(
        checkFiles,
        ['.gitlab-ci.yml'],
        repository({ '.gitlab-ci.yml': TEXT, '.gitlab-ci-tools.yml': settings }),
      )
    ).out;
  expect(await check('{}\n')).toContain('[slow-hook]');
  const told = await check('kubernetes: { gracePeriod: 90, otherTags: [docker] }\n');
  expect(told).not.toContain('[slow-hook]');
  expect(told).toContain('[hook-without-kubernetes]');
  const wrong = repository({ '.gitlab-ci.yml': TEXT, '.gitlab-ci-tools.yml': 'kubernetes: { gracePeriod: -1 }\n' });
  expect((await run(checkFiles, ['.gitlab-ci.yml'], wrong)).err).toContain(
    '`kubernetes.gracePeriod` must be at least 0, not -1.',
  );
  const half = repository({ '.gitlab-ci.yml': TEXT, '.gitlab-ci-tools.yml': 'kubernetes: { gracePeriod: 1.5 }\n' });
  expect((await run(checkFiles, ['.gitlab-ci.yml'], half)).err).toContain('must be `integer`');
});
