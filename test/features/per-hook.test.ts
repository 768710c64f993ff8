/** The setting `gitlabCi.hooks.inheritance` applies to everything that is shown about hooks. */
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import type { JobOptions } from '../../server/src/ci/effective-job.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { effectiveHooksText } from '../../server/src/features/effective-hooks.ts';
import { hover, type HoverOptions } from '../../server/src/features/hover.ts';
import { lenses, resolveLens } from '../../server/src/features/lens.ts';
import { repository, run } from '../cli/repository.ts';
import { documentOf, projectFrom } from '../check.ts';

const NAME = '.gitlab-ci.yml';
const TEXT = `default:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sync]
job:
  script: make
  hooks:
    pre_get_sources_script: git fetch
`;
const project = projectFrom([{ name: NAME, text: TEXT }]);
const document = documentOf(project, NAME);
const REPLACE = { inheritance: 'replace' } as const;
const PER_HOOK = { inheritance: 'perHook' } as const;

describe('hooks that come together one by one', () => {
  test('diagnostics: no handler is lost', () => {
    const codes = (options: object): readonly string[] => diagnose(project, document, options).map(({ code }) => code);
    expect(codes({})).toContain('lost-handler');
    expect(codes(REPLACE)).toContain('lost-handler');
    expect(codes(PER_HOOK)).not.toContain('lost-handler');
    expect(codes(PER_HOOK)).toContain('proposed-keyword');
  });

  test('diagnostics: a job with a handler of its own does not conflict with that of `default`, two that meet by extends do', () => {
    const codes = (text: string, options: object): readonly string[] => {
      const other = projectFrom([{ name: NAME, text }]);
      return diagnose(other, documentOf(other, NAME), options).map(({ code }) => code);
    };
    const hook = (handler: string): string => `hooks: {pre_stop_k8s_container_handler: {${handler}}}`;
    const own = `default: {${hook('exec: [sync]')}}\njob:\n  script: x\n  ${hook('http_get: {port: 80}')}\n`;
    const both = `.base: {${hook('exec: [sync]')}}\njob:\n  extends: .base\n  script: x\n  ${hook('http_get: {port: 80}')}\n`;
    for (const options of [REPLACE, PER_HOOK]) {
      expect(codes(own, options)).not.toContain('one-handler');
      expect(codes(both, options)).toContain('one-handler');
    }
  });

  test('quick fixes: none for a handler that is not lost', () => {
    const span = { start: 0, end: TEXT.length };
    const titles = (options: object): readonly string[] =>
      codeActions([project], document, span, options).map(({ title }) => title);
    expect(titles(REPLACE).join()).toContain('Keep pre_stop_k8s_container_handler of default');
    expect(titles(PER_HOOK).join()).not.toContain('Keep pre_stop_k8s_container_handler of default');
  });

  test('hover: the hook of `default` is among those of the job', () => {
    const at = TEXT.indexOf('hooks', TEXT.indexOf('job:'));
    const text = (options: HoverOptions): string => hover(project, document, at, options)?.markdown ?? '';
    expect(text(REPLACE)).not.toMatch(/- `pre_stop_k8s_container_handler`/);
    expect(text(PER_HOOK)).toMatch(/- `pre_stop_k8s_container_handler`/);
  });

  test('lenses: the job has a part of its hooks from `default`', () => {
    const titles = (options: JobOptions): readonly string[] => {
      const all = { ...options, origins: true, uses: true };
      return lenses([project], document, all).flatMap(lens => resolveLens([project], document, lens, all)?.title ?? []);
    };
    expect(titles(REPLACE)).toContain('pre-stop hook used by no job');
    expect(titles(PER_HOOK)).toContain('pre-stop hook used by 1 job');
  });

  test('the effective hooks of a job: both', () => {
    expect(effectiveHooksText([project], 'job', REPLACE)).not.toContain('exec:');
    expect(effectiveHooksText([project], 'job', PER_HOOK)).toContain('exec:');
  });

  test('check --inheritance', async () => {
    const folder = repository({ [NAME]: TEXT });
    const out = async (...args: readonly string[]): Promise<string> =>
      (await run(checkFiles, [NAME, ...args], folder)).out;
    expect(await out()).toContain('[lost-handler]');
    expect(await out('--inheritance', 'replace')).toContain('[lost-handler]');
    expect(await out('--inheritance', 'perHook')).not.toContain('[lost-handler]');
    expect(await run(checkFiles, ['--inheritance', 'both'], folder)).toMatchObject({ code: 2, out: '' });
  });
});
