/** What one job resolves to. The answer survives edits as long as everything that it depends on is unchanged. */
import { addChanged } from './changed-names.ts';
import { configurationOf, type Watch } from './configuration.ts';
import { effectiveHooks, type EffectiveJob, type JobOptions } from './effective-job.ts';
import { includeTree, type IncludeTree, type TreeFile } from './include-tree.ts';
import { kindOf, type JobKind } from './job-kind.ts';
import type { Inheritance } from './merge.ts';
import { layersOf, numberedFiles, type Layers } from './layers.ts';
import { defaultOf, mergedEntry, stepsOf, TODAY } from './pipeline.ts';
import type { Project } from './project.ts';

/** The job or hidden job of that name, or `undefined` if there is none. */
export function resolveJob(project: Project, name: string, options: JobOptions = TODAY): EffectiveJob | undefined {
  const memory = memoryOf(project);
  const jobs = jobsOf(memory, options);
  const cached = jobs.get(name);
  if (cached?.soundIn === memory.version) return cached.job;
  if (cached && isSound(cached, memory)) {
    cached.soundIn = memory.version;
    return cached.job;
  }
  const reads: Read[] = [];
  let own: readonly string[] = [];
  const job = compute(project, name, options, {
    look: (key, layers) => reads.push({ key, layers }),
    merged: () => (own = reads.map(({ key }) => key)),
  });
  jobs.set(name, { reads, own, job, soundIn: memory.version });
  return job;
}

/**
 * The names of all entries that the value of a job depends on, including those that do not exist. Its hooks may also
 * depend on `default`, and on what that depends on.
 */
export function readsOf(project: Project, name: string, options: JobOptions = TODAY): readonly string[] {
  resolveJob(project, name, options);
  const cached = jobsOf(memoryOf(project), options).get(name);
  return cached?.own ?? [];
}

/** What is known of a job without resolving it again; an edit may have changed what it says since. */
export interface LastResolved {
  readonly kind: JobKind;
  /** The entries that its value depends on. */
  readonly reads: readonly string[];
  /** Whether `default`, of which it inherits keys, depends on an entry. */
  readonly readsByDefault: (name: string) => boolean;
}

export function lastResolved(project: Project, name: string): LastResolved | undefined {
  const cached = jobsOf(memoryOf(project), TODAY).get(name);
  if (!cached?.job) return undefined;
  const { job, own, reads } = cached;
  const readsByDefault = (key: string): boolean => reads.slice(own.length).some(read => read.key === key);
  return { kind: job.kind, reads: own, readsByDefault };
}

/** Nearly every question is about one way of inheriting, so jobs have their plain names as keys. */
function jobsOf({ jobs }: Memory, { inheritance }: JobOptions): Map<string, CachedJob> {
  return jobs[inheritance];
}

/** One lookup: what the files had under this name. */
interface Read {
  readonly key: string;
  readonly layers: Layers;
}

interface CachedJob {
  readonly reads: readonly Read[];
  /** The names that were looked up before those for `default`. */
  readonly own: readonly string[];
  readonly job: EffectiveJob | undefined;
  /** The latest version in which what it depends on was compared. */
  soundIn: number;
}

interface Memory {
  /** Counts the versions of a project in the order in which they were asked about. */
  readonly version: number;
  readonly tree: IncludeTree;
  readonly layers: (name: string) => Layers;
  /** By name; shared by all versions of a project with the same includes. */
  readonly jobs: Readonly<Record<Inheritance, Map<string, CachedJob>>>;
  /** Shared in the same way: the latest version in which an entry of that name was another than in the one before. */
  readonly changes: Map<string, number>;
}

const memories = new WeakMap<Project, Memory>();
/** The latest version of each project. */
const latest = new WeakMap<object, Memory>();

function memoryOf(project: Project): Memory {
  const cached = memories.get(project);
  if (cached) return cached;
  const tree = includeTree(project);
  const before = latest.get(project.lineage);
  const known = before && isSameTree(before.tree, tree) ? before : undefined;
  const memory = {
    version: (before?.version ?? 0) + 1,
    tree,
    layers: layersOf(project),
    jobs: known?.jobs ?? noJobs(),
    changes: known?.changes ?? new Map<string, number>(),
  };
  if (known) for (const name of changedBetween(known.tree, tree)) memory.changes.set(name, memory.version);
  memories.set(project, memory);
  latest.set(project.lineage, memory);
  return memory;
}

function noJobs(): Memory['jobs'] {
  return { replace: new Map(), perHook: new Map() };
}

function changedBetween(before: IncludeTree, after: IncludeTree): ReadonlySet<string> {
  const names = new Set<string>();
  const files = filesOf(before.root);
  for (const [index, { source }] of filesOf(after.root).entries())
    addChanged(files[index]?.source.root.members ?? new Map(), source.root.members, names);
  return names;
}

/** Most jobs depend on nothing that was edited, which their names tell. */
function isSound({ reads, soundIn }: CachedJob, memory: Memory): boolean {
  const { version, changes } = memory;
  return reads.every(read => (soundIn < version && (changes.get(read.key) ?? 0) <= soundIn) || isSame(read, memory));
}

/** The file and all that are included below it. */
export function filesOf(root: TreeFile): readonly TreeFile[] {
  return numberedFiles(root).map(({ file }) => file);
}

function isSame({ key, layers }: Read, memory: Memory): boolean {
  const now = memory.layers(key);
  return (
    now.length === layers.length &&
    now.every(({ file, member }, index) => {
      const before = layers[index];
      return file === before?.file && member.value === before.member.value && member.key === before.member.key;
    })
  );
}

/** Whether the same files with unchanged includes are included in the same places. */
export function isSameTree(a: IncludeTree, b: IncludeTree): boolean {
  return a.complete === b.complete && isSameFile(a.root, b.root);
}

function isSameFile(a: TreeFile, b: TreeFile): boolean {
  if (a.uri !== b.uri || a.includes !== b.includes || a.children.length !== b.children.length) return false;
  if (a.gap?.after !== b.gap?.after || a.gap?.include !== b.gap?.include) return false;
  return a.children.every((child, index) => {
    const other = b.children[index];
    return other !== undefined && child.include === other.include && isSameFile(child.file, other.file);
  });
}

interface Watching {
  readonly look: Watch;
  /** Called when the entry itself has been merged. */
  readonly merged: () => void;
}

function compute(project: Project, name: string, options: JobOptions, watching: Watching): EffectiveJob | undefined {
  const configuration = configurationOf(project, watching.look);
  const steps = stepsOf(configuration);
  const { member, fault } = mergedEntry(steps, name);
  const ownFault = steps.extend.faultOf(name);
  watching.merged();
  if (!member) return undefined;
  const kind = kindOf(name, member.value);
  const faults = [ownFault, fault].flatMap(found => found ?? []);
  const hasHooks = kind === 'job' || kind === 'hidden';
  const standard = hasHooks ? defaultOf(mergedEntry(steps, 'default').member?.value) : undefined;
  const hooks = hasHooks ? effectiveHooks(member.value, standard, options) : undefined;
  return { name, kind, value: member.value, hooks, faults, complete: configuration.complete };
}
