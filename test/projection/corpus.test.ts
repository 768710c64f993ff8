/**
 * Every hook of real files, if the folder with them is next to the checkout: its projections exist and are valid for
 * their readers.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { EffectiveJob } from '../../server/src/ci/effective-job.ts';
import { loadProject } from '../../server/src/ci/load-project.ts';
import { resolvePipeline, type Pipeline } from '../../server/src/ci/pipeline.ts';
import { diskFiles, folderUri } from '../../server/src/hosts/files.ts';
import { payloadOf } from '../../server/src/projection/payload.ts';
import { podOf } from '../../server/src/projection/pod.ts';
import { runnerConfigOf } from '../../server/src/projection/runner-config.ts';
import { jsonText } from '../../server/src/projection/sent-json.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { jobIn, withHandler } from './job.ts';
import { isMapping, itemsOf, type Json } from './json.ts';
import { refusalsOf } from './kubernetes.ts';

interface Outcome {
  readonly path: string;
  readonly status: string;
  readonly includeBase: string | null;
  readonly errors: readonly string[];
  readonly rawHooks: Readonly<Record<string, Json>>;
}

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const list = join(corpus, 'outcomes.jsonl');
const outcomes = existsSync(list)
  ? readFileSync(list, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Outcome)
  : [];

test.skipIf(outcomes.length === 0)('hooks of real jobs are sent as GitLab has them', { timeout: 60_000 }, async () => {
  const withHooks = outcomes.filter(({ rawHooks, errors }) => Object.keys(rawHooks).length > 0 && errors.length === 0);
  expect(withHooks.length).toBeGreaterThan(0);
  for (const outcome of withHooks) {
    const { jobs } = await pipelineOf(outcome);
    const standard = outcome.rawHooks['default'];
    for (const [name, job] of jobs) {
      const hooks = outcome.rawHooks[name] ?? standard;
      const expected = Object.entries(isMapping(hooks) ? hooks : {}).map(([hook, script]) => ({ name: hook, script }));
      expect(JSON.parse(jsonText(payloadOf(job.hooks).hooks)), `${outcome.path}: ${name}`).toEqual(expected);
      // no real file has the proposed hook
      expect(runnerConfigOf(job), `${outcome.path}: ${name}`).toBeUndefined();
    }
  }
});

const { hooks } = jobIn(withHandler('{exec: [sh, -c, "echo bye"]}')).job;

test.skipIf(outcomes.length === 0)('real jobs give every container the hook', { timeout: 120_000 }, async () => {
  let judged = 0;
  for (const outcome of outcomes) {
    const { jobs, merged } = await pipelineOf(outcome);
    for (const job of jobs.values()) {
      const containers = containersOf({ ...job, hooks }, merged);
      const names = containers.map(container => (isMapping(container) ? container['name'] : undefined));
      expect(new Set(names).size, outcome.path).toBe(names.length);
      expect(names.slice(0, 2), outcome.path).toEqual(['build', 'helper']);
      expect(containers.flatMap(refusals), outcome.path).toEqual([]);
      judged += 1;
    }
  }
  expect(judged).toBeGreaterThan(500);
});

async function pipelineOf({ path, includeBase }: Outcome): Promise<Pipeline> {
  const full = join(corpus, path);
  const folder = includeBase === null ? dirname(full) : join(corpus, includeBase);
  const start = { pipeline: pathToFileURL(full).href, folder: folderUri(folder) };
  return resolvePipeline(await loadProject(start, new Map(), diskFiles(folder)));
}

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
