/** The names that are possible in a place, best ones first. */
import { textOf } from '../../ci/blank.ts';
import { configurationOf, type Configuration } from '../../ci/configuration.ts';
import { copiesOf } from '../../ci/copies.ts';
import { kindOf } from '../../ci/job-kind.ts';
import { leadingTo } from '../../ci/leading-to.ts';
import { pathBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import { resolveJob } from '../../ci/resolve-job.ts';
import { outerStages, usualStages } from '../../spec/pipeline.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { keysBelow } from './path.ts';

export interface NameOffer {
  readonly icon?: 'file' | 'variable';
  readonly label: string;
  /** One line of plain text. */
  readonly detail: string;
  /** Lower groups come first. */
  readonly group: number;
  /** The job of which this is one copy. */
  readonly copyOf?: string;
}

/** Jobs that others can wait for: neither hidden jobs nor the job itself. */
export function jobOffers(project: Project, self: string): readonly NameOffer[] {
  return entryOffers(project, self)
    .filter(({ kind }) => kind === 'job')
    .map(offer => ({ ...offer, group: 0 }));
}

/** The jobs that stop an environment; all jobs as long as none does. */
export function stopOffers(project: Project, self: string): readonly NameOffer[] {
  const jobs = jobOffers(project, self);
  const stopping = jobs.filter(({ label }) => {
    const environment = member(resolveJob(project, label)?.value, 'environment')?.value;
    return textOf(member(environment, 'action')?.value) === 'stop';
  });
  return stopping.length > 0 ? stopping : jobs;
}

/** The parallel jobs: only these have copies to choose from. */
export function parallelOffers(project: Project, self: string): readonly NameOffer[] {
  return jobOffers(project, self).filter(({ label }) => member(resolveJob(project, label)?.value, 'parallel'));
}

/** The copies of parallel jobs, each of which can be needed alone. */
export function copyOffers(project: Project, self: string): readonly NameOffer[] {
  return jobOffers(project, self).flatMap(({ label }) => {
    const parallel = member(resolveJob(project, label)?.value, 'parallel')?.value;
    const copies = copiesOf(label, parallel)?.filter(({ index }) => index !== undefined) ?? [];
    return copies.map(({ name }) => ({ label: name, detail: `one copy of ${label}`, group: 1, copyOf: label }));
  });
}

/** Templates, then jobs, without those that extend the entry themselves: that would make a cycle. */
export function baseOffers(project: Project, self: string): readonly NameOffer[] {
  const configuration = configurationOf(project);
  const circular = above(configuration, self);
  return entryOffers(project, self)
    .filter(({ kind, label }) => kind !== 'keyword' && !circular.has(label))
    .map(offer => ({ ...offer, group: offer.kind === 'template' ? 0 : 1 }));
}

/** What can follow in a `!reference`: first entries, then the keys below them. */
export function partOffers(project: Project, path: readonly string[]): readonly NameOffer[] {
  if (path.length === 0) return entryOffers(project, undefined).map(offer => ({ ...offer, group: GROUPS[offer.kind] }));
  return keysBelow(project, path).map(({ name, value }) => ({ label: name, detail: KINDS[value.kind], group: 0 }));
}

/** The stages of the pipeline, in order. */
export function stageOffers(project: Project): readonly NameOffer[] {
  const written = textsIn(configurationOf(project).get('stages'));
  const own = (written.length > 0 ? written : usualStages).filter(stage => stage !== FIRST && stage !== LAST);
  const detail = written.length > 0 ? 'stage' : 'stage that every pipeline has';
  return [
    ...[...new Set(own)].map(label => ({ label, detail, group: 0 })),
    { label: FIRST, detail: 'stage before all others', group: 1 },
    { label: LAST, detail: 'stage after all others', group: 1 },
  ];
}

const [FIRST, LAST] = outerStages;

interface EntryOffer extends Omit<NameOffer, 'group'> {
  readonly kind: 'template' | 'job' | 'keyword';
}

const GROUPS: Readonly<Record<EntryOffer['kind'], number>> = { template: 0, keyword: 1, job: 2 };

const KINDS: Readonly<Record<Value['kind'], string>> = {
  map: 'mapping',
  list: 'list',
  scalar: 'value',
  unknown: 'value',
};

function entryOffers(project: Project, self: string | undefined): readonly EntryOffer[] {
  const { names, entry } = configurationOf(project);
  return names().flatMap((label): readonly EntryOffer[] => {
    const found = label === self || label.includes('\0') || label.includes('$[[') ? undefined : entry(label);
    if (!found) return [];
    const path = pathBelow(project.folder, found.key.uri) ?? found.key.uri;
    const kind = label.startsWith('.') ? 'template' : kindOf(label, found.value) === 'other' ? 'keyword' : 'job';
    return [{ label, detail: `${kind} in ${path}`, kind }];
  });
}

/** The entry and all that extend it, by any chain. */
function above({ names, get }: Configuration, self: string): ReadonlySet<string> {
  const edges = names().flatMap(name =>
    textsIn(member(get(name), 'extends')?.value).map(base => [name, base] as const),
  );
  return leadingTo(edges, self);
}

function textsIn(value: Value | undefined): readonly string[] {
  if (value?.kind === 'list') return value.items.flatMap(textsIn);
  return value?.kind === 'scalar' && value.datum.type === 'string' ? [value.datum.value] : [];
}
