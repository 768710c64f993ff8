/** A whole pipeline as GitLab would load it, or why it would not. */
import type { Finding } from '../text/problem.ts';
import type { MapValue, Member, Value } from '../yaml/value/value.ts';
import { configurationOf, type Configuration } from './configuration.ts';
import { effectiveHooks, type EffectiveJob, type JobOptions } from './effective-job.ts';
import { entryFaults } from './entry-faults.ts';
import { extender, type Extender } from './extends.ts';
import { includeTree } from './include-tree.ts';
import { kindOf } from './job-kind.ts';
import type { Project } from './project.ts';
import { resolver, type Resolver } from './reference.ts';

export interface Pipeline {
  /**
   * The configuration after loading, includes, `extends` and `!reference`; as much as possible of it if something
   * failed.
   */
  readonly merged: MapValue;
  /** Why GitLab cannot load it, in its order: it reports only the first. Empty if it loads. */
  readonly loadFaults: readonly Finding[];
  /** What would keep GitLab from loading it if the rules of an include let that apply. */
  readonly doubts: readonly Finding[];
  /** What GitLab refuses about names, kinds, `hooks` and `inherit` of the merged entries. */
  readonly entryFaults: readonly Finding[];
  /** The jobs that are not hidden. */
  readonly jobs: ReadonlyMap<string, EffectiveJob>;
  /** False if a file that was not read may add to it. */
  readonly complete: boolean;
}

/** The steps after the includes, for one configuration. */
export interface Steps {
  readonly configuration: Configuration;
  readonly extend: Extender;
  readonly resolve: Resolver;
}

export function stepsOf(configuration: Configuration): Steps {
  const extend = extender(configuration);
  const resolve = resolver({ get: name => extend.extend(name), complete: configuration.complete });
  return { configuration, extend, resolve };
}

export const TODAY: JobOptions = { inheritance: 'replace' };

/** Everything about a pipeline at once; for single jobs, use `resolveJob`. */
export function resolvePipeline(project: Project, options: JobOptions = TODAY): Pipeline {
  const { faults, complete, root } = includeTree(project);
  const steps = stepsOf(configurationOf(project));
  const names = steps.configuration.names();
  const members = new Map<string, Member>();
  const unresolved: Finding[] = [];
  for (const name of names) {
    const { member, fault } = mergedEntry(steps, name);
    if (member) members.set(name, member);
    if (fault) unresolved.push(fault);
  }
  const notExtended = names.flatMap(name => steps.extend.faultOf(name) ?? []);
  const { at } = root.source.root;
  const merged: MapValue = { kind: 'map', members, open: !complete, at, via: [] };
  const isDoubt = ({ atMost }: Finding): boolean => atMost === 'warning';
  const loadFaults = [...faults.filter(fault => !isDoubt(fault)), ...notExtended, ...unresolved];
  const jobs = jobsOf(merged, { steps, options });
  return {
    merged,
    loadFaults,
    doubts: faults.filter(isDoubt),
    entryFaults: [...members].flatMap(([name, member]) => entryFaults(name, member, complete)),
    jobs,
    complete,
  };
}

interface Merged {
  readonly member: Member | undefined;
  readonly fault?: Finding;
}

/** One entry after all steps, with its key as written. */
export function mergedEntry({ configuration, extend, resolve }: Steps, name: string): Merged {
  const entry = configuration.entry(name);
  const extended = extend.extend(name);
  if (!entry || !extended) return { member: entry };
  const { value, fault } = resolve(extended);
  return { member: value === entry.value ? entry : { ...entry, value }, ...(fault && { fault }) };
}

/** The defaults of jobs; `default` is not a keyword if it is a job of that name. */
export function defaultOf(value: Value | undefined): Value | undefined {
  return value && kindOf('default', value) === 'other' ? value : undefined;
}

function jobsOf(
  merged: MapValue,
  { steps, options }: { steps: Steps; options: JobOptions },
): ReadonlyMap<string, EffectiveJob> {
  const standard = defaultOf(merged.members.get('default')?.value);
  const jobs = new Map<string, EffectiveJob>();
  for (const [name, { value }] of merged.members) {
    const kind = kindOf(name, value);
    if (kind !== 'job' && kind !== 'trigger') continue;
    const hooks = kind === 'job' ? effectiveHooks(value, standard, options) : undefined;
    jobs.set(name, { name, kind, value, hooks, faults: [], complete: steps.configuration.complete });
  }
  return jobs;
}
