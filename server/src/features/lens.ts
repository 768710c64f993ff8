/**
 * Code lenses above jobs and templates: what a job does in the active scenario, which copies it has, where a hook comes
 * from, or how many jobs use it.
 */
import type { JobOptions } from '../ci/effective-job.ts';
import { HANDLER_HOOK } from '../ci/handler-hook.ts';
import type { Project } from '../ci/project.ts';
import { resolveJob } from '../ci/resolve-job.ts';
import { shift, type Span, type TextBlock } from '../text/span.ts';
import type { SourceDocument } from '../yaml/tree.ts';
import { originTitle, usesTitle } from './effective/lens-title.ts';
import { isWithin, sourcesOf, usesOf, type HookSource } from './effective/sources.ts';
import { entriesIn, type HookEntry } from './effective/hook-entries.ts';
import { definitionsOf } from './names/entry.ts';
import { distinct, ownersIn, spotOf, type Spot } from './names/spots.ts';
import { copiesSaying, copyLenses, type CopySaying } from './plan/copies-lens.ts';
import { jobSaying, jobsOf } from './plan/scenario-lens.ts';
import type { Scenario } from '../simulation/scenario.ts';

export interface LensOptions extends JobOptions {
  /** Lenses on jobs whose hook is written elsewhere. */
  readonly origins: boolean;
  /** Lenses on templates and `default`. */
  readonly uses: boolean;
  /** Lenses that preview a pre-stop hook, for editors that can. */
  readonly preview?: boolean;
  /** The active scenario, for lenses that say what each job does in it. */
  readonly scenario?: Scenario | undefined;
}

export interface Lens {
  readonly kind: 'origin' | 'uses' | 'scenario' | 'copies' | 'preview';
  /** The job, the template or `default`. */
  readonly name: string;
  /** The span of its key; for copies, that of `parallel`. */
  readonly span: Span;
}

export interface LensText {
  readonly title: string;
  /** Where the hook is written, the jobs that use it, or the rules that decide. */
  readonly targets: readonly Spot[];
  /** Whether it opens a preview instead. */
  readonly previews?: true;
  /** The copies that it lists. */
  readonly copies?: readonly CopySaying[];
}

/** If more jobs share the source of their hook, a lens on each would say nothing new: the source has one. */
const MOST_ALIKE = 10;

/** The lenses of a document without their texts, which are more expensive and needed only for visible lenses. */
export function lenses(projects: readonly Project[], document: SourceDocument, options: LensOptions): readonly Lens[] {
  const owners = ownersIn(projects, document);
  const all = entriesIn(document);
  const uses = options.uses ? all.filter(({ isSource }) => isSource).map(entry => lensOn('uses', entry)) : [];
  const foreign = options.origins || options.preview ? foreignEntries(owners, all, options) : [];
  const origins = options.origins ? foreign.map(({ entry }) => lensOn('origin', entry)) : [];
  const previews = options.preview ? previewLenses(all, foreign) : [];
  const jobs = options.scenario ? jobsOf(owners, document) : [];
  const runs = jobs.map(({ name, key }): Lens => ({ kind: 'scenario', name, span: key }));
  const copies = options.scenario ? copyLenses(owners, document) : [];
  const copied = copies.map((copy): Lens => ({ kind: 'copies', ...copy }));
  return [...runs, ...copied, ...uses, ...origins, ...previews].toSorted(
    (one, other) => one.span.start - other.span.start,
  );
}

/** The text of a lens; `undefined` if it does not apply any more. */
export function resolveLens(
  projects: readonly Project[],
  document: SourceDocument,
  lens: Pick<Lens, 'kind' | 'name'>,
  options: JobOptions & Pick<LensOptions, 'scenario'>,
): LensText | undefined {
  const owners = ownersIn(projects, document);
  if (lens.kind === 'scenario') return options.scenario && jobSaying(owners, document, lens.name, options.scenario);
  if (lens.kind === 'copies') return copiesText(owners, lens.name, options.scenario);
  if (lens.kind === 'preview') return { title: 'Preview pre-stop hook', targets: [], previews: true };
  const entry = entriesIn(document).findLast(({ name }) => name === lens.name);
  if (!entry) return undefined;
  return lens.kind === 'uses' ? usesText(owners, entry, options) : originText(owners, entry, options);
}

function copiesText(owners: readonly Project[], name: string, scenario: Scenario | undefined): LensText | undefined {
  const saying = copiesSaying(owners, name, scenario);
  return saying && { ...saying, targets: [] };
}

function lensOn(kind: Lens['kind'], { name, key, start }: HookEntry): Lens {
  return { kind, name, span: shift(start, key) };
}

/** An entry with hooks from another one. */
interface ForeignEntry {
  readonly entry: HookEntry;
  readonly block: TextBlock;
  readonly sources: readonly HookSource[];
}

function foreignEntries(
  owners: readonly Project[],
  all: readonly HookEntry[],
  options: JobOptions,
): readonly ForeignEntry[] {
  const unlike = fewAlike(all, ({ brings }) => brings ?? '');
  const found = unlike.flatMap(entry => {
    const { sources } = foreignSources(owners, entry, options);
    return sources[0] ? [{ entry, block: sources[0].origin.at.block, sources }] : [];
  });
  return fewAlike(found, ({ block }) => block);
}

/** On jobs and templates with a pre-stop hook, whether it is written there or elsewhere. */
function previewLenses(all: readonly HookEntry[], foreign: readonly ForeignEntry[]): readonly Lens[] {
  const own = all.filter(({ name, hooks }) => name !== 'default' && hooks.includes(HANDLER_HOOK));
  const inherited = foreign.filter(({ sources }) => sources.some(({ hook }) => hook === HANDLER_HOOK));
  return [...new Set([...own, ...inherited.map(({ entry }) => entry)])].map(entry => lensOn('preview', entry));
}

/** Those that share their source with few others, and those without a source. */
function fewAlike<Of>(all: readonly Of[], sourceOf: (one: Of) => unknown): readonly Of[] {
  const counts = new Map<unknown, number>();
  for (const one of all) counts.set(sourceOf(one), (counts.get(sourceOf(one)) ?? 0) + 1);
  return all.filter(one => sourceOf(one) === '' || (counts.get(sourceOf(one)) ?? 0) <= MOST_ALIKE);
}

interface Foreign {
  readonly project?: Project;
  readonly sources: readonly HookSource[];
  /** Whether the entry itself adds to them. */
  readonly isPart: boolean;
}

const NONE: Foreign = { sources: [], isPart: false };

/** Parts of a job's hooks that are written in other entries, except `default`, which has a lens of its own. */
function foreignSources(owners: readonly Project[], entry: HookEntry, options: JobOptions): Foreign {
  if (entry.name.startsWith('.')) return NONE;
  for (const project of owners) {
    if (!entry.mayInherit && definitionsOf(project, entry.name).length < 2) continue;
    const job = resolveJob(project, entry.name, options);
    if (job?.kind !== 'job' || !job.hooks) continue;
    const own = sourcesOf(job.hooks).filter(({ origin }) => !origin.via.some(({ rule }) => rule === 'default'));
    const sources = own.filter(({ origin }) => !isWithin(origin, entry.block, entry.span));
    if (sources.length > 0) return { project, sources, isPart: sources.length < own.length };
  }
  return NONE;
}

function originText(owners: readonly Project[], entry: HookEntry, options: JobOptions): LensText | undefined {
  const { project, sources, isPart } = foreignSources(owners, entry, options);
  if (!project || sources.length === 0) return undefined;
  const targets = firstOfEach(sources).flatMap(({ origin }) => spotOf(project, origin.at) ?? []);
  return { title: originTitle(project, sources, { uri: entry.uri, isPart }), targets };
}

function usesText(owners: readonly Project[], entry: HookEntry, options: JobOptions): LensText {
  const used = owners.map(project => {
    const uses = usesOf(project, entry.block, options).filter(({ origin }) =>
      isWithin(origin, entry.block, entry.span),
    );
    return { project, jobs: [...new Set(uses.map(({ job }) => job))] };
  });
  const targets = used.flatMap(({ project, jobs }) => jobs.flatMap(job => definitionsOf(project, job)));
  return {
    title: usesTitle(
      entry.hooks,
      used.map(({ jobs }) => jobs.length),
    ),
    targets: distinct(targets),
  };
}

/** One part for each place that has any. */
function firstOfEach(sources: readonly HookSource[]): readonly HookSource[] {
  return sources.filter(
    ({ origin }, index) => sources.findIndex(other => other.origin.at.block === origin.at.block) === index,
  );
}
