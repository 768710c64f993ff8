/** What one job comes to. After an edit the answer is taken from before as long as everything that it rests on is unchanged. */
import type { Member } from '../yaml/value.ts';
import { configurationOf } from './configuration.ts';
import { effectiveHooks, type EffectiveJob, type JobOptions } from './effective-job.ts';
import { includeTree, type IncludeTree, type TreeFile } from './include-tree.ts';
import { kindOf } from './job-kind.ts';
import { defaultOf, mergedEntry, stepsOf, TODAY } from './pipeline.ts';
import type { Project } from './project.ts';

/** The job or hidden job of that name, or nothing if there is none. */
export function resolveJob(project: Project, name: string, options: JobOptions = TODAY): EffectiveJob | undefined {
  const memory = memoryOf(project);
  const id = idOf(name, options);
  const kept = memory.kept.get(id);
  if (kept?.reads.every(read => isSame(read, memory))) return kept.job;
  const reads: Read[] = [];
  const job = compute(project, name, options, (file, key, found) => {
    reads.push({ file: memory.numbers.get(file) ?? -1, key, found });
  });
  memory.kept.set(id, { reads, job });
  return job;
}

/** The names of all entries that the answer about a job rests on, also of those that are not there. */
export function readsOf(project: Project, name: string, options: JobOptions = TODAY): readonly string[] {
  resolveJob(project, name, options);
  return (
    memoryOf(project)
      .kept.get(idOf(name, options))
      ?.reads.map(({ key }) => key) ?? []
  );
}

function idOf(name: string, { inheritance }: JobOptions): string {
  return `${inheritance} ${name}`;
}

/** One look at one file: what stood there under this name. */
interface Read {
  readonly file: number;
  readonly key: string;
  readonly found: Member | undefined;
}

interface Kept {
  readonly reads: readonly Read[];
  readonly job: EffectiveJob | undefined;
}

interface Memory {
  readonly tree: IncludeTree;
  readonly files: readonly TreeFile[];
  readonly numbers: ReadonlyMap<TreeFile, number>;
  /** Shared by all versions of a project in which the same files are included in the same way. */
  readonly kept: Map<string, Kept>;
}

const memories = new WeakMap<Project, Memory>();
/** The latest version of each project. */
const latest = new WeakMap<object, Memory>();

function memoryOf(project: Project): Memory {
  const known = memories.get(project);
  if (known) return known;
  const tree = includeTree(project);
  const files = filesOf(tree.root);
  const before = latest.get(project.lineage);
  const kept = before && isSameTree(before.tree, tree) ? before.kept : new Map<string, Kept>();
  const memory = { tree, files, numbers: new Map(files.map((file, index) => [file, index])), kept };
  memories.set(project, memory);
  latest.set(project.lineage, memory);
  return memory;
}

/** The file and all that are included below it. */
export function filesOf(file: TreeFile): readonly TreeFile[] {
  return [file, ...file.children.flatMap(child => filesOf(child.file))];
}

function isSame({ file, key, found }: Read, { files }: Memory): boolean {
  const now = files[file]?.source.root.members.get(key);
  return now?.value === found?.value && now?.key === found?.key;
}

/** Whether the same files are included at the same places of unchanged text. */
export function isSameTree(a: IncludeTree, b: IncludeTree): boolean {
  return a.complete === b.complete && isSameFile(a.root, b.root);
}

function isSameFile(a: TreeFile, b: TreeFile): boolean {
  if (a.uri !== b.uri || a.includes !== b.includes || a.children.length !== b.children.length) return false;
  return a.children.every((child, index) => {
    const other = b.children[index];
    return other !== undefined && child.include === other.include && isSameFile(child.file, other.file);
  });
}

type Look = (file: TreeFile, key: string, found: Member | undefined) => void;

function compute(project: Project, name: string, options: JobOptions, look: Look): EffectiveJob | undefined {
  const configuration = configurationOf(project, look);
  const steps = stepsOf(configuration);
  const { member, fault } = mergedEntry(steps, name);
  if (!member) return undefined;
  const kind = kindOf(name, member.value);
  const faults = [steps.extend.faultOf(name), fault].flatMap(found => found ?? []);
  const hasHooks = kind === 'job' || kind === 'hidden';
  const standard = hasHooks ? defaultOf(mergedEntry(steps, 'default').member?.value) : undefined;
  const hooks = hasHooks ? effectiveHooks(member.value, standard, options) : undefined;
  return { name, kind, value: member.value, hooks, faults, complete: configuration.complete };
}
