/** The effective hooks of a job as YAML with the origin of every part: what *Show Effective Hooks* opens. */
import type { EffectiveJob, JobOptions } from '../ci/effective-job.ts';
import { originsOf } from '../ci/origin.ts';
import { pathsOf } from '../ci/pipeline-paths.ts';
import type { Project } from '../ci/project.ts';
import { resolveJob } from '../ci/resolve-job.ts';
import { sentence } from '../text/shown.ts';
import { keyText, yamlOf } from '../yaml/value/print.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { entryAt } from '../yaml/document/document.ts';
import { notesOn } from './effective/notes.ts';
import { viaOf, fileLink } from './effective/file-link.ts';
import { mentionsOf } from './names/mentions.ts';
import { ownersIn } from './names/spots.ts';

/** The job or template whose block contains the offset, if any. */
export function jobNameAt(projects: readonly Project[], document: SourceDocument, offset: number): string | undefined {
  const found = entryAt(document, offset);
  if (!found) return undefined;
  const names = mentionsOf(found.entry.block, found.piece.kind).flatMap(({ kind, ...mention }) =>
    kind === 'entry' && 'role' in mention && mention.role === 'definition' ? [mention] : [],
  );
  const name = names.findLast(({ span }) => span.start <= offset - found.entry.start)?.name ?? names[0]?.name;
  if (name === undefined) return undefined;
  return ownersIn(projects, document).some(project => isJob(resolveJob(project, name))) ? name : undefined;
}

/** The text for one job, as each of the pipelines has it; `undefined` if none of them does. */
export function effectiveHooksText(
  projects: readonly Project[],
  name: string,
  options: JobOptions,
): string | undefined {
  const texts = projects.flatMap(project => {
    const job = resolveJob(project, name, options);
    return isJob(job) ? [textOf(project, job, options)] : [];
  });
  return texts.length > 0 ? texts.join('\n') : undefined;
}

/** Whether it is a job or template, and no other entry. */
export function isJob(job: EffectiveJob | undefined): job is EffectiveJob {
  return job !== undefined && job.kind !== 'other';
}

function textOf(project: Project, job: EffectiveJob, options: JobOptions): string {
  const { hooks, name } = job;
  const head = [
    titleOf(project, job, options),
    ...notesOn(project, job, options).map(({ text, at }) => {
      const where = at && fileLink(project, at);
      return where ? `${text} (${where.label})` : text;
    }),
  ];
  const comments = head.map(text => `# ${sentence(text)}\n`);
  const key = keyText({ type: 'string', value: name });
  const isEmpty = !hooks || (hooks.kind === 'map' && hooks.members.size === 0 && !hooks.open);
  if (isEmpty) return `${comments.join('')}${key}:\n  hooks: {} # no hook takes effect\n`;
  const origins = originsOf(hooks);
  const comment = (pointer: string): string | undefined => {
    const origin = origins.get(pointer);
    const where = origin && fileLink(project, origin.at);
    return where && [`from ${where.label}`, viaOf(origin.via)].filter(Boolean).join(', ');
  };
  return `${comments.join('')}${key}:\n  hooks:\n${yamlOf(hooks, { indent: 4, comment })}`;
}

/** What the hooks belong to, as a sentence. */
export function titleOf(project: Project, { name, kind }: EffectiveJob, { inheritance }: JobOptions): string {
  const what = kind === 'hidden' ? 'a job that extends' : 'the job';
  const setting = inheritance === 'replace' ? '' : ', if GitLab merged each hook separately (perHook)';
  return `Hooks that take effect in ${what} \`${name}\`, pipeline ${pathsOf(project)}${setting}`;
}
