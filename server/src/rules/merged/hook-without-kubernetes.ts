/** A job with a pre-stop hook of its own whose tags may be those of runners without Kubernetes: settings tell which are. */
import { given, textOf } from '../../ci/blank.ts';
import { inheritsDefault, type EffectiveJob } from '../../ci/effective-job.ts';
import { handlerHookIn } from '../../ci/handler-hook.ts';
import type { Value } from '../../yaml/value/value.ts';
import type { MergedFinding } from '../engine/reported.ts';

/** One finding for each tag; none for a hook that the job gets from elsewhere, which may be meant for other jobs. */
export function hookWithoutKubernetes({ value }: EffectiveJob, standard: Value | undefined): readonly MergedFinding[] {
  const own = handlerHookIn(value);
  if (!own || (own.via ?? own.value.via).length > 0) return [];
  const tags = given(value, 'tags') ?? (inheritsDefault(value, 'tags') ? given(standard, 'tags') : undefined);
  const names = tags?.kind === 'list' ? tags.items.flatMap(item => textOf(item) ?? []) : [];
  return [...new Set(names)].map(tag => ({
    finding: {
      code: 'hook-without-kubernetes',
      otherTag: tag,
      message: `No hook runs on runners with the tag \`${tag}\`: only the Kubernetes executor knows pre-stop hooks, and \`gitlabCi.kubernetes.otherTags\` says that they use another one. What the job has to clean up can be done in \`after_script\`.`,
      at: own.key,
      related: tags ? [{ at: tags.at, message: 'The tags of the job are here.' }] : [],
    },
    via: [],
  }));
}
