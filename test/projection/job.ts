/** Jobs of small pipelines for the tests of projections. */
import { problemsOf } from '../check.ts';
import type { EffectiveJob } from '../../server/src/ci/effective-job.ts';
import { resolvePipeline, type Pipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

export interface JobIn {
  readonly job: EffectiveJob;
  readonly pipeline: Pipeline;
}

/** The job of that name, as GitLab would resolve it in a file of its own. */
export function jobIn(text: string, name = 'job'): JobIn {
  const pipeline = resolvePipeline(projectOf(parse('file:///project/.gitlab-ci.yml', text)));
  const job = pipeline.jobs.get(name);
  if (!job) throw new Error(`no job ${name}`);
  return { job, pipeline };
}

/** A job with the handler, written in flow style. */
export function withHandler(handler: string, more = ''): string {
  return `${more}job:\n  script: x\n  hooks:\n    pre_stop_k8s_container_handler: ${handler}\n`;
}

/** The codes of the Errors in a file. */
export function errorsIn(yaml: string): readonly string[] {
  return problemsOf(yaml).flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}
