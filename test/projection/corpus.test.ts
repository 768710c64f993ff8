/**
 * Every hook of real files, if the folder with them is next to the checkout: its projections exist and are valid for
 * their readers.
 */
import { expect, test } from 'vitest';
import type { EffectiveJob } from '../../server/src/ci/effective-job.ts';
import { resolvePipeline, type Pipeline } from '../../server/src/ci/pipeline.ts';
import { payloadOf } from '../../server/src/projection/payload.ts';
import { podOf } from '../../server/src/projection/pod.ts';
import { runnerConfigOf } from '../../server/src/projection/runner-config.ts';
import { jsonText } from '../../server/src/projection/sent-json.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { realFiles, realProject } from '../real-files.ts';
import { jobIn, withHandler } from './job.ts';
import { isMapping, itemsOf, type Json } from './json.ts';
import { refusalsOf } from './kubernetes.ts';

test.skipIf(realFiles.length === 0)('hooks of real jobs are sent as GitLab has them', { timeout: 60_000 }, async () => {
  const withHooks = realFiles.filter(({ rawHooks, errors }) => Object.keys(rawHooks).length > 0 && errors.length === 0);
  expect(withHooks.length).toBeGreaterThan(0);
  for (const file of withHooks) {
    const { jobs } = resolvePipeline(await realProject(file));
    const rawHooks = file.rawHooks as Readonly<Record<string, Json>>;
    const standard = rawHooks['default'];
    for (const [name, job] of jobs) {
      const hooks = rawHooks[name] ?? standard;
      const expected = Object.entries(isMapping(hooks) ? hooks : {}).map(([hook, script]) => ({ name: hook, script }));
      expect(JSON.parse(jsonText(payloadOf(job.hooks).hooks)), `${file.path}: ${name}`).toEqual(expected);
      // no real file has the proposed hook
      expect(runnerConfigOf(job), `${file.path}: ${name}`).toBeUndefined();
    }
  }
});

const { hooks } = jobIn(withHandler('{exec: [sh, -c, "echo bye"]}')).job;

test.skipIf(realFiles.length === 0)('real jobs give every container the hook', { timeout: 120_000 }, async () => {
  let judged = 0;
  for (const file of realFiles) {
    const { jobs, merged } = resolvePipeline(await realProject(file));
    for (const job of jobs.values()) {
      const containers = containersOf({ ...job, hooks }, merged);
      const names = containers.map(container => (isMapping(container) ? container['name'] : undefined));
      expect(new Set(names).size, file.path).toBe(names.length);
      expect(names.slice(0, 2), file.path).toEqual(['build', 'helper']);
      expect(containers.flatMap(refusals), file.path).toEqual([]);
      judged += 1;
    }
  }
  expect(judged).toBeGreaterThan(500);
});

function containersOf(job: EffectiveJob, merged: Pipeline['merged']): readonly Json[] {
  const pod = podOf(job, merged);
  const value = pod && encode(pod.value);
  const spec = isMapping(value) ? value['spec'] : undefined;
  return itemsOf(isMapping(spec) ? spec['containers'] : undefined);
}

const known = new Map<string, readonly string[]>();

/** Caches the refusals by lifecycle, since nearly all containers have the same. */
function refusals(container: Json): readonly string[] {
  const lifecycle = isMapping(container) ? container['lifecycle'] : undefined;
  const preStop = isMapping(lifecycle) ? (lifecycle['preStop'] ?? null) : null;
  const key = JSON.stringify(preStop);
  const found = known.get(key) ?? refusalsOf(preStop);
  known.set(key, found);
  return found;
}
