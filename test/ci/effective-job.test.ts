import { describe, expect, test } from 'vitest';
import type { Inheritance } from '../../server/src/ci/merge.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { projectOfTexts, type Texts } from './memory.ts';
import { plain } from './values.ts';

async function hooks(text: string, inheritance: Inheritance = 'replace', texts: Texts = {}): Promise<unknown> {
  const project = await projectOfTexts(text, texts);
  const whole = resolvePipeline(project, { inheritance }).jobs.get('job')?.hooks;
  const alone = resolveJob(project, 'job', { inheritance })?.hooks;
  expect(alone).toEqual(whole);
  return plain(whole);
}

const DEFAULT = 'default: {hooks: {pre_get_sources_script: d, pre_stop_k8s_container_handler: {exec: [d]}}}\n';
const ALL = { pre_get_sources_script: ['d'], pre_stop_k8s_container_handler: { exec: ['d'] } };

describe('hooks that take effect, as GitLab replaces them today', () => {
  test.each([
    ['job: {script: x}', ALL],
    ['job: {script: x, hooks: ~}', ALL],
    ['job: {script: x, hooks: {}}', {}],
    ['job: {script: x, hooks: {pre_get_sources_script: j}}', { pre_get_sources_script: ['j'] }],
    ['job: {script: x, hooks: {pre_get_sources_script: ~}}', {}],
    ['job: {script: x, inherit: {default: false}}', undefined],
    ['job: {script: x, inherit: {default: [image]}}', undefined],
    ['job: {script: x, inherit: {default: [image, hooks]}}', ALL],
    ['job: {script: x, inherit: {default: true}}', ALL],
    ['job: {script: x, inherit: ~}', ALL],
    ['.a: {hooks: {pre_get_sources_script: a}}\njob: {script: x, extends: .a}', { pre_get_sources_script: ['a'] }],
    ['.a: {hooks: {pre_get_sources_script: a}}\njob: {script: x, extends: .a, hooks: ~}', ALL],
    ['job: {script: x, hooks: {pre_get_sources_script: [a, [b, [c]]]}}', { pre_get_sources_script: ['a', 'b', 'c'] }],
    ['job: {trigger: group/project}', undefined],
    ['.job: {script: x}', undefined],
  ])('%s', async (job, expected) => {
    expect(await hooks(`${DEFAULT}${job}\n`)).toEqual(expected);
  });

  test('`default` with a script is a job, and gives nothing to others', async () => {
    expect(await hooks('default: {script: x, hooks: {pre_get_sources_script: d}}\njob: {script: x}\n')).toBeUndefined();
  });
});

describe('hooks that take effect, as the proposal plans it', () => {
  test.each([
    [
      'an own hook leaves the other',
      'job: {script: x, hooks: {pre_get_sources_script: j}}',
      { ...ALL, pre_get_sources_script: ['j'] },
    ],
    ['no own hooks', 'job: {script: x}', ALL],
    ['empty hooks override none', 'job: {script: x, hooks: {}}', ALL],
    ['an empty hook counts as not given', 'job: {script: x, hooks: {pre_get_sources_script: ~}}', ALL],
    [
      'an empty list is a value',
      'job: {script: x, hooks: {pre_get_sources_script: []}}',
      { ...ALL, pre_get_sources_script: [] },
    ],
    [
      'a handler is replaced as a whole',
      'job: {script: x, hooks: {pre_stop_k8s_container_handler: {tcp_socket: {port: 1}}}}',
      { ...ALL, pre_stop_k8s_container_handler: { tcp_socket: { port: 1 } } },
    ],
    [
      'inherit still decides',
      'job: {script: x, inherit: {default: false}, hooks: {pre_get_sources_script: j}}',
      { pre_get_sources_script: ['j'] },
    ],
  ])('%s', async (_, job, expected) => {
    expect(await hooks(`${DEFAULT}${job}\n`, 'perHook')).toEqual(expected);
  });
});
