/** What `resolve` prints about the hooks of jobs in other formats: the payload, the pod, the runner's settings. */
import type { EffectiveJob } from '../../ci/effective-job.ts';
import type { Pipeline } from '../../ci/pipeline.ts';
import { payloadOf } from '../../projection/payload.ts';
import { podOf, podYaml } from '../../projection/pod.ts';
import { runnerConfigOf } from '../../projection/runner-config.ts';
import { jsonText } from '../../projection/sent-json.ts';
import { oneLine } from '../../text/shown.ts';

export const PROJECTIONS = ['payload', 'pod', 'toml'] as const;

export type Projection = (typeof PROJECTIONS)[number];

/** The jobs of a file that GitLab can load. */
interface Jobs {
  readonly file: string;
  readonly pipeline: Pipeline;
  readonly jobs: ReadonlyMap<string, EffectiveJob>;
}

/** The text for all of the jobs. */
export function projected(projection: Projection, { file, pipeline, jobs }: Jobs): string {
  if (projection === 'payload') return payloadText(file, jobs);
  const texts = [...jobs.values()].map(job => {
    const head = `# ${oneLine(`${file}: ${job.name}`)}`;
    const text = projection === 'pod' ? podText(job, pipeline, head) : tomlText(job, head);
    return text ?? `${head} has no pre-stop hook: that of the runner's config.toml runs, if it has one.\n`;
  });
  return texts.join('');
}

function payloadText(file: string, jobs: ReadonlyMap<string, EffectiveJob>): string {
  const payloads = Object.fromEntries([...jobs].map(([name, { hooks }]) => [name, payloadOf(hooks)]));
  return jsonText({ file, jobs: payloads });
}

/** One document per job, so that several form a stream that YAML tools read. */
function podText(job: EffectiveJob, { merged }: Pipeline, head: string): string | undefined {
  const pod = podOf(job, merged);
  return pod && `---\n${head}\n${podYaml(pod)}`;
}

function tomlText(job: EffectiveJob, head: string): string | undefined {
  const text = runnerConfigOf(job);
  return text && `${head}\n${text}`;
}
