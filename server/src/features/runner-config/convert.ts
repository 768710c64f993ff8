/**
 * What *Convert to Job Hooks* and *Convert to Runner Configuration* write, as a new text for the author to copy from.
 */
import type { JobOptions } from '../../ci/effective-job.ts';
import { configurationOf } from '../../ci/configuration.ts';
import { mergedEntry, stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import { HANDLER_HOOK } from '../../ci/handler-hook.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { runnerConfigOf } from '../../projection/runner-config.ts';
import { CONVERTIBLE, hooksText } from '../../runner-config/convert.ts';
import { lifecycleHooks } from '../../runner-config/hooks.ts';
import { statementsBelow } from '../../runner-config/edits.ts';
import type { RunnerConfig } from '../../runner-config/read.ts';
import { touches, type Span } from '../../text/span.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { entryNameOf } from '../names/entry.ts';
import { ownersIn } from '../names/spots.ts';
import { targetAt } from '../target.ts';

export interface HookConversion {
  readonly title: string;
  readonly language: 'yaml' | 'toml';
  readonly text: string;
}

/** The hook of the runner at the span, as the hooks of jobs. */
export function toJobHooks(config: RunnerConfig, { start, end }: Span): HookConversion | undefined {
  const at = lifecycleHooks(config).find(
    ({ name, path }) =>
      name === CONVERTIBLE &&
      statementsBelow(config, path).some(({ span }) => touches(span, start) || touches(span, end)),
  );
  const text = at && hooksText(at);
  return text === undefined ? undefined : { title: 'Convert to Job Hooks', language: 'yaml', text };
}

/** The pre-stop hook that takes effect in the job at the offset, as tables of a runner. */
export function toRunnerConfiguration(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  options: JobOptions,
): HookConversion | undefined {
  const target = targetAt(document, offset);
  const [name, hooks, hook] = target?.path ?? [];
  if (target?.piece !== 'content' || typeof name !== 'string' || hooks !== 'hooks' || hook !== HANDLER_HOOK)
    return undefined;
  for (const project of ownersIn(projects, document)) {
    const entry = entryNameOf(project, name);
    const text = runnerConfigOf({ hooks: resolveJob(project, entry, options)?.hooks ?? hooksWritten(project, entry) });
    if (text !== undefined) return { title: 'Convert to Runner Configuration', language: 'toml', text };
  }
  return undefined;
}

/** The hooks of `default` and of other entries that are not jobs. */
function hooksWritten(project: Project, entry: string): Value | undefined {
  return member(mergedEntry(stepsOf(configurationOf(project)), entry).member?.value, 'hooks')?.value;
}
