/** Hover on a job, its hooks or a handler: what takes effect in short, with a link to where each part was written. */
import type { EffectiveJob, JobOptions } from '../../ci/effective-job.ts';
import { pathBelow } from '../../text/uri.ts';
import { originsOf } from '../../ci/origin.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { code, joined, say, ours, prose, quoting, type Markdown } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';
import type { Block, SourceDocument } from '../../yaml/tree.ts';
import type { MapValue } from '../../yaml/value/value.ts';
import { hookLines } from '../effective/hook-lines.ts';
import { notesOn } from '../effective/notes.ts';
import { linkTo, fileLink } from '../effective/file-link.ts';
import { entryNameOf } from '../names/entry.ts';
import { mentionAt, ownersIn } from '../names/spots.ts';
import { targetAt } from '../target.ts';

export interface EffectiveHover {
  readonly markdown: Markdown;
  readonly span: Span;
}

/** How many lines one pipeline may take: a hover is a summary, and on a key the text of the table follows. */
const MOST_LINES = { name: 11, key: 5 } as const;

/** Nothing if there are no hooks, or if the text itself shows everything. */
export function hoverEffective(
  projects: readonly Project[],
  document: SourceDocument,
  offset: number,
  options: JobOptions,
): EffectiveHover | undefined {
  const subject = subjectAt(document, offset);
  if (!subject) return undefined;
  const parts = ownersIn(projects, document).flatMap((project): readonly Part[] => {
    const job = resolveJob(project, entryNameOf(project, subject.name), options);
    const lines = job ? linesOf(project, job, subject, options) : [];
    return job && lines.length > 0 ? [{ project, job, text: joined(lines, '\n') }] : [];
  });
  const [first] = parts;
  if (!first) return undefined;
  const isSame = parts.every(({ text }) => text === first.text);
  const shown = isSame ? [first] : parts.slice(0, 2);
  const markdown = joined(
    shown.map(part => say`${title(part, options, isSame ? say`` : pipelineOf(part))}\n\n${part.text}`),
    '\n\n',
  );
  return { markdown, span: subject.span };
}

interface Subject {
  readonly name: string;
  readonly span: Span;
  /** The block with the key of the hooks under the cursor; missing for the name of a job. */
  readonly block?: Block;
  readonly hook?: string;
}

function subjectAt(document: SourceDocument, offset: number): Subject | undefined {
  const mentioned = mentionAt(document, offset);
  if (mentioned?.mention.kind === 'entry') return { name: mentioned.mention.name, span: mentioned.span };
  const target = targetAt(document, offset);
  if (target?.part !== 'key' || target.piece !== 'content') return undefined;
  const [name, hooks, hook, ...more] = target.path;
  if (typeof name !== 'string' || hooks !== 'hooks' || more.length > 1 || more.includes(0)) return undefined;
  const { span, block } = target;
  return { name, span, block, ...(typeof hook === 'string' && { hook }) };
}

interface Part {
  readonly project: Project;
  readonly job: EffectiveJob;
  readonly text: Markdown;
}

function title({ job }: Part, { inheritance }: JobOptions, pipeline: Markdown): Markdown {
  const policy = ours(inheritance === 'perHook' ? ' (`perHook`)' : '');
  return say`**Hooks that take effect** for ${code(job.name)}${pipeline}${policy}`;
}

function pipelineOf({ project: { folder, pipeline } }: Part): Markdown {
  return say` in ${prose(pathBelow(folder, pipeline) ?? pipeline)}`;
}

function linesOf(project: Project, job: EffectiveJob, subject: Subject, options: JobOptions): readonly Markdown[] {
  if (job.kind !== 'job' && job.kind !== 'hidden') return [];
  const hooks = job.hooks?.kind === 'map' ? job.hooks : undefined;
  const members = [...(hooks?.members ?? [])].filter(([id]) => subject.hook === undefined || id === subject.hook);
  const notes = notesOn(project, job, options);
  const isPlain = notes.length === 0 && subject.block && hooks && isWrittenIn(subject.block, hooks);
  if (isPlain || (members.length === 0 && (!subject.block || notes.length === 0))) return [];
  const parts = members.flatMap(([id, held]) => hookLines(project, id, held));
  const none = members.length === 0 ? [say`- none`] : [];
  const remarks = notes.map(({ text, at }) => {
    const where = at && fileLink(project, at);
    return say`- *${quoting(text)}*${where ? say` ${linkTo(where)}` : say``}`;
  });
  const most = subject.block ? MOST_LINES.key : MOST_LINES.name;
  return [...none, ...parts.slice(0, Math.max(1, most - remarks.length)), ...remarks].slice(0, most);
}

/** Whether every part is in the block under the cursor. */
function isWrittenIn(block: Block, hooks: MapValue): boolean {
  return [...originsOf(hooks).values()].every(({ at, via }) => at.block === block && via.length === 0);
}
