/**
 * The hooks of a job for *Preview Pre-stop Hook*: with their origins, what becomes of them, and what a stop of the job
 * depends on.
 */
import { configurationOf } from '../../ci/configuration.ts';
import type { EffectiveJob, JobOptions } from '../../ci/effective-job.ts';
import { mergedEntry, stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import type { HookPreview, PreviewProjection } from '../../picture/hook-preview.ts';
import { payloadOf } from '../../projection/payload.ts';
import { podOf, podYaml, type Shared } from '../../projection/pod.ts';
import { runnerConfigOf } from '../../projection/runner-config.ts';
import { jsonText } from '../../projection/sent-json.ts';
import { sentence, short } from '../../text/shown.ts';
import type { Place } from '../../text/span.ts';
import { isJob, titleOf } from '../effective-hooks.ts';
import { notesOn } from '../effective/notes.ts';
import { withOrigins, type Origins } from './origins.ts';
import { stopFactsOf } from './stop-facts.ts';

export interface PreviewOptions extends JobOptions {
  /** In seconds. */
  readonly gracePeriod: number;
}

export interface FoundPreview {
  readonly project: Project;
  readonly preview: HookPreview;
  /** By the number that an origin refers to. */
  readonly places: readonly Place[];
}

/** As in the first pipeline that has the job. */
export function hookPreview(
  projects: readonly Project[],
  name: string,
  options: PreviewOptions,
): FoundPreview | undefined {
  for (const project of projects) {
    const job = resolveJob(project, name, options);
    if (isJob(job)) return previewOf(project, job, options);
  }
  return undefined;
}

function previewOf(project: Project, job: EffectiveJob, options: PreviewOptions): FoundPreview {
  const origins = withOrigins(project);
  const shared = sharedIn(project);
  return {
    project,
    preview: {
      job: short(job.name),
      about: sentence(titleOf(project, job, options)),
      notes: notesOn(project, job, options).map(({ text, at }) => origins.note(sentence(text), at)),
      lines: linesOf(job, origins),
      projections: projectionsOf(job, shared),
      stop: stopFactsOf(job, shared),
      grace: options.gracePeriod,
    },
    places: origins.places,
  };
}

function linesOf({ hooks }: EffectiveJob, origins: Origins): HookPreview['lines'] {
  const isEmpty = !hooks || (hooks.kind === 'map' && hooks.members.size === 0 && !hooks.open);
  return isEmpty ? [] : origins.lines(hooks);
}

/** Only what is needed from the whole file, so that one job is cheap in a large pipeline. */
function sharedIn(project: Project): Shared {
  const steps = stepsOf(configurationOf(project));
  const entries = ['default', 'services'].flatMap(name => {
    const { member } = mergedEntry(steps, name);
    return member ? [[name, member] as const] : [];
  });
  return { members: new Map(entries) };
}

function projectionsOf(job: EffectiveJob, shared: Shared): readonly PreviewProjection[] {
  const payload = payloadOf(job.hooks);
  const pod = podOf(job, shared);
  const toml = runnerConfigOf(job);
  return [
    { kind: 'payload', ...(payload.hooks.length > 0 && { text: jsonText({ hooks: payload.hooks }) }) },
    { kind: 'pod', ...(pod && { text: podYaml(pod) }) },
    { kind: 'toml', ...(toml !== undefined && { text: toml }) },
  ];
}
