/** Compares our errors about handlers with the refusals of Kubernetes, over the handlers of the conformance data. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sample } from '../../scripts/sample.mjs';
import { codeInfo } from '../../server/src/codes/codes.ts';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { podOf } from '../../server/src/projection/pod.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { encode } from '../../server/src/yaml/value/encode.ts';
import { member } from '../../server/src/yaml/value/value.ts';
import { problemsOf } from '../check.ts';
import { errorsIn } from './job.ts';
import type { Json } from './json.ts';
import { refusalsOf } from './kubernetes.ts';

/** Every job with a handler in the conformance data. */
function* jobsWithHandlers(): Generator<{ readonly id: string; readonly yaml: string; readonly handler: Json }> {
  for (const line of readFileSync(new URL('../conformance/config.jsonl', import.meta.url), 'utf8').split('\n')) {
    if (!line.includes('pre_stop_k8s_container_handler')) continue;
    const { id, yaml } = JSON.parse(line) as { readonly id: string; readonly yaml: string };
    const { jobs, merged, loadFaults, complete } = resolvePipeline(
      projectOf(parse('file:///project/.gitlab-ci.yml', yaml)),
    );
    if (loadFaults.length > 0 || !complete) continue;
    for (const job of jobs.values()) {
      const pod = podOf(job, merged);
      const containers = member(member(pod?.value, 'spec')?.value, 'containers')?.value;
      const first = containers?.kind === 'list' ? containers.items[0] : undefined;
      const held = member(member(first, 'lifecycle')?.value, 'preStop')?.value;
      if (held) yield { id, yaml, handler: encode(held) };
    }
  }
}

/**
 * Handlers of hidden jobs that become wrong only in the job that inherits them, which our server does not report yet.
 */
const NOT_TOLD: Readonly<Record<string, string>> = {
  'a-reference-0218': 'a request without its port, by `extends`',
  'a-anchors-0219': 'no handler at all, by a merge key',
};

/**
 * Whether there is a problem whose usual severity is Error. In a hidden job it is shown as a Warning, since GitLab does
 * not check these.
 */
function isTold(yaml: string): boolean {
  return problemsOf(yaml).some(({ code }) => codeInfo(code).severity === 'error');
}

const cases = sample([...jobsWithHandlers()], 3);

test('what has no Error is accepted, over every handler of the conformance data', () => {
  const found = cases.filter(({ id, yaml }) => errorsIn(yaml).length === 0 && !(id in NOT_TOLD));
  expect(found.length).toBeGreaterThan(20);
  expect(
    found.flatMap(one => {
      const why = refusalsOf(one.handler);
      return why.length > 0 ? [{ ...one, why }] : [];
    }),
  ).toEqual([]);
});

test('what is refused has an Error, over every handler of the conformance data', () => {
  const found = cases.filter(({ handler }) => refusalsOf(handler).length > 0);
  expect(found.length).toBeGreaterThan(10);
  const silent = found.flatMap(({ id, yaml }) => (isTold(yaml) ? [] : [id]));
  const expected = found.flatMap(({ id }) => (id in NOT_TOLD ? [id] : []));
  expect(silent).toEqual(expected);
});
