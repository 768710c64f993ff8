/** Where the nodes of a picture are written, and which files they open. */
import { includedUri } from '../../ci/included-file.ts';
import type { Project } from '../../ci/project.ts';
import { shift, type Span, type Uri } from '../../text/span.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { entriesIn } from '../effective/hook-entries.ts';
import { documentsOf } from '../names/spots.ts';
import type { LivePlan } from './live-plan.ts';
import { jobId, startedId } from './picture-of.ts';
import { startedBy } from './started.ts';

/** The span of a whole entry, and of its key. */
export interface NodePlace {
  readonly document: SourceDocument;
  readonly span: Span;
  readonly key: Span;
}

export interface PicturePlaces {
  /** By node; in the order in which the files are merged, so that the last one wins. */
  readonly places: ReadonlyMap<string, readonly NodePlace[]>;
  /** The file that a child pipeline starts from. */
  readonly opens: ReadonlyMap<string, Uri>;
  readonly files: readonly SourceDocument[];
}

export function placesIn(project: Project, plan: LivePlan): PicturePlaces {
  const places = new Map<string, NodePlace[]>();
  const opens = new Map<string, Uri>();
  const files = documentsOf(project);
  for (const document of files.toReversed())
    for (const { name, span, key, start } of entriesIn(document)) {
      if (!plan.byBase.has(name)) continue;
      const place = { document, span: shift(start, span), key: shift(start, key) };
      places.set(jobId(name), [...(places.get(jobId(name)) ?? []), place]);
    }
  for (const [base, [job]] of plan.byBase)
    for (const [index, { target }] of job ? startedBy(job.value).entries() : []) {
      const id = startedId(base, index);
      const uri = target && includedUri(project, target);
      if (uri !== undefined) opens.set(id, uri);
      places.set(id, places.get(jobId(base)) ?? []);
    }
  return { places, opens, files };
}
