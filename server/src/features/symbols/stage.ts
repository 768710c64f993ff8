/** The detail of a job in the outline: its kind, and its stage with the place where that is written. */
import { knowledgeOf } from '../../ci/knowledge.ts';
import type { JobKind } from '../../ci/job-kind.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { cachedBy } from '../../text/cached.ts';
import { short } from '../../text/shown.ts';
import { pathBelow } from '../../text/uri.ts';
import type { Place, TextBlock } from '../../text/span.ts';
import type { Block, SourceDocument } from '../../yaml/tree.ts';
import { stageOf } from '../names/stage.ts';
import { symbolsOf, type EntrySymbol } from './block.ts';
import type { SymbolRole } from './symbol.ts';

const KINDS: Partial<Record<SymbolRole, string>> = { job: '', template: 'hidden job', 'trigger-job': 'trigger job' };

/** Nothing for what is not a job. */
export function jobDetail(
  project: Project,
  document: SourceDocument,
  block: Block,
  entry: EntrySymbol,
): string | undefined {
  const kind = KINDS[entry.short.role];
  if (kind === undefined) return undefined;
  return [kind, stageText(project, document, block, entry)].filter(Boolean).join(', ');
}

/** The stage of the job in the pipeline; if that cannot be known, the one written here, if any. */
function stageText(
  project: Project,
  document: SourceDocument,
  block: Block,
  { entry, stage: written }: EntrySymbol,
): string {
  const own = written === '' ? '' : `stage ${written}`;
  const job = resolveJob(project, entry);
  if (!job || knowledgeOf(project).of([entry, 'stage']) !== 'sure') return own;
  const { name, value } = stageOf(job.value);
  if (!value) return own || job.faults.length > 0 || !RUNS.has(job.kind) ? own : `stage ${name} by default`;
  const isOwn = value.at.block === block;
  return `stage ${short(name, LONGEST)}${isOwn ? '' : ` from ${sourceOf(project, document, value.at)}`}`;
}

/** Kinds of entries that have a stage even if they name none. */
const RUNS: ReadonlySet<JobKind> = new Set(['job', 'trigger']);

const LONGEST = 60;

/** The entry of the same file that sets it, or the other file. */
function sourceOf(project: Project, document: SourceDocument, { uri, block }: Place): string {
  if (uri !== document.uri) return short(pathBelow(project.folder, uri) ?? uri, LONGEST);
  return short(namesIn(document).get(block) ?? '', LONGEST);
}

const namesIn = cachedBy(
  (document: SourceDocument): ReadonlyMap<TextBlock, string> =>
    new Map(
      document.pieces.flatMap(({ kind, entries }) =>
        entries.flatMap(({ block }) => symbolsOf(block, kind).map(({ entry }) => [block, entry] as const)),
      ),
    ),
);
