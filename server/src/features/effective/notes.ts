/** Notes about the hooks of a job: what is lost, unknown or refused. */
import { configurationOf } from '../../ci/configuration.ts';
import { inheritsHooks, type EffectiveJob, type JobOptions } from '../../ci/effective-job.ts';
import { defaultOf, mergedEntry, stepsOf } from '../../ci/pipeline.ts';
import type { Project } from '../../ci/project.ts';
import type { Place } from '../../text/span.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { unreadIncludes } from '../names/obstacles.ts';

export interface Note {
  readonly text: string;
  /** The place that the note is about. */
  readonly at?: Place;
}

/** Sentences, most important first; none if there is nothing special. */
export function notesOn(project: Project, job: EffectiveJob, options: JobOptions): readonly Note[] {
  if (job.kind === 'trigger') return [{ text: 'A job that starts another pipeline has no hooks.' }];
  return [
    ...job.faults.map(({ message, at }) => ({ text: `GitLab refuses this: ${message}`, at })),
    ...notesOnDefault(project, job, options),
    ...notesOnGaps(project, job),
  ];
}

function notesOnDefault(project: Project, job: EffectiveJob, { inheritance }: JobOptions): readonly Note[] {
  const standard = defaultOf(mergedEntry(stepsOf(configurationOf(project)), 'default').member?.value);
  const hooks = member(standard, 'hooks');
  const names = namesIn(hooks?.value).filter(name => !member(job.hooks, name));
  if (!hooks || names.length === 0) return [];
  const subject = `${names.map(name => `\`${name}\``).join(' and ')} of \`default\``;
  const verb = names.length > 1 ? 'do' : 'does';
  const text = !inheritsHooks(job.value)
    ? `${subject} ${verb} not apply: \`inherit\` excludes the hooks of \`default\`.`
    : inheritance === 'replace'
      ? `${subject} ${verb} not apply: the hooks of the job replace those of \`default\` as a whole.`
      : `${subject} ${verb} not apply here.`;
  return [{ text, at: hooks.key }];
}

function namesIn(hooks: Value | undefined): readonly string[] {
  if (hooks?.kind !== 'map') return [];
  return [...hooks.members].flatMap(([name, { value }]) =>
    value.kind === 'scalar' && value.datum.type === 'null' ? [] : [name],
  );
}

function notesOnGaps(project: Project, { complete, hooks }: EffectiveJob): readonly Note[] {
  if (hooks && hasGap(hooks)) return [{ text: 'Not fully known: it depends on what cannot be read or decided here.' }];
  if (complete) return [];
  const unread = unreadIncludes(project);
  const because =
    unread === undefined ? 'not every file of the pipeline was read' : `\`${unread}\` cannot be read here`;
  return [{ text: `There may be more: ${because}.` }];
}

function hasGap(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind === 'list') return value.items.some(hasGap);
  return value.kind === 'map' && (value.open || [...value.members.values()].some(held => hasGap(held.value)));
}
