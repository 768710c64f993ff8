/** Where the nodes of a picture are written, and which files they open. */
import { addTo } from '../../text/grouped.ts';
import { configurationOf } from '../../ci/configuration.ts';
import { includedUri } from '../../ci/included-file.ts';
import { readIncludes } from '../../ci/include.ts';
import { startWithRules } from '../../ci/made-start.ts';
import type { Project } from '../../ci/project.ts';
import type { PlannedJob } from '../../simulation/plan.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { shift, type Span, type Uri } from '../../text/span.ts';
import type { Value } from '../../yaml/value/value.ts';
import { locate } from '../../yaml/document/document.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { entriesIn } from '../effective/hook-entries.ts';
import { documentsOf } from '../names/spots.ts';
import { handedOn } from './handed-on.ts';
import type { LivePlan } from './live-plan.ts';
import { jobId, startedId } from './picture-of.ts';
import { startedBy, type Started } from './started.ts';

/** The span of a whole entry, and of its key. */
export interface NodePlace {
  readonly document: SourceDocument;
  readonly span: Span;
  readonly key: Span;
}

export interface PicturePlaces {
  /** By node; in the order in which the files are merged, so that the last one wins. */
  readonly places: ReadonlyMap<string, readonly NodePlace[]>;
  /** The file that a child or downstream pipeline starts from, and how it is started. */
  readonly opens: ReadonlyMap<string, Opening>;
  readonly files: readonly SourceDocument[];
}

/** A pipeline that a job starts. */
export interface Opening {
  readonly uri: Uri;
  readonly as: 'child' | 'multi-project';
  readonly given: GivenToPipeline;
}

/** What the job gives to it. */
export interface GivenToPipeline {
  readonly ref?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** The start of a child pipeline of several files, or of one with rules. */
  readonly start?: Uri;
  readonly variables: Readonly<Record<string, string>>;
  /** Variables of which only the name is known. */
  readonly unknown: readonly string[];
}

/** `pipelineOf` finds the file of another project, if it is at hand. */
export function placesIn(
  project: Project,
  plan: LivePlan,
  scenario: Scenario,
  pipelineOf: (path: string) => Uri | undefined = () => undefined,
): PicturePlaces {
  const places = new Map<string, NodePlace[]>();
  const opens = new Map<string, Opening>();
  const files = documentsOf(project);
  for (const document of files.toReversed())
    for (const { name, span, key, start } of entriesIn(document)) {
      if (!plan.byBase.has(name)) continue;
      const place = { document, span: shift(start, span), key: shift(start, key) };
      addTo(places, jobId(name), place);
    }
  for (const base of plan.byBase.keys()) {
    const place = places.has(jobId(base)) ? undefined : placeByKey(project, base);
    if (place) places.set(jobId(base), [place]);
  }
  for (const [base, copies] of plan.byBase)
    for (const [index, started] of copies[0] ? startedBy(copies[0].value).entries() : []) {
      const id = startedId(base, index);
      const uri = started.include ? firstUri(project, started.include) : pipelineOf(started.project ?? '');
      const as = started.kind === 'child' ? 'child' : 'multi-project';
      if (uri !== undefined) opens.set(id, { uri, as, given: givenBy(project, copies, started, scenario) });
      places.set(id, places.get(jobId(base)) ?? []);
    }
  return { places, opens, files };
}

/** Where a job is written whose name is made of inputs. */
function placeByKey(project: Project, name: string): NodePlace | undefined {
  const key = configurationOf(project).entry(name)?.key;
  const document = key && project.documents.get(key.uri);
  const at = document && locate(document, key);
  if (!document || !at) return undefined;
  const entry = entriesIn(document).find(({ start, key: own }) => start + own.start === at.start);
  return { document, key: at, span: entry ? shift(entry.start, entry.span) : at };
}

function givenBy(
  project: Project,
  copies: readonly PlannedJob[],
  { inputs, branch, include }: Started,
  scenario: Scenario,
): GivenToPipeline {
  const start = startWithRules(include);
  return {
    ...(branch !== undefined && { ref: branch }),
    ...(inputs && { inputs }),
    ...(start !== undefined && { start }),
    ...handedOn(project, copies, scenario),
  };
}

/** The first file of the include that was read, or else that is named. */
function firstUri(project: Project, include: Value): Uri | undefined {
  const uris = readIncludes(include).entries.flatMap(({ target }) => {
    const [match] = target.kind === 'pattern' ? (project.matches.get(target.pattern) ?? []) : [];
    return includedUri(project, match === undefined ? target : { kind: 'local', path: match }) ?? [];
  });
  return uris.find(uri => project.documents.has(uri)) ?? uris[0];
}
