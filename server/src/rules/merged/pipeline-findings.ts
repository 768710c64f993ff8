/** The findings of all entries of a pipeline; after an edit only those are made anew that rest on what changed. */
import type { IncludeTree } from '../../ci/include-tree.ts';
import { filesOf, isSameTree, readsOf, resolveJob } from '../../ci/resolve-job.ts';
import type { Member } from '../../yaml/value.ts';
import { entryFindings } from './entry-findings.ts';
import type { MergedFinding } from './reported.ts';
import type { Scene } from './scene.ts';

type Findings = Map<string, readonly MergedFinding[]>;

type Members = ReadonlyMap<string, Member>;

/** What is known of a pipeline as it was when it was last asked for. */
interface Memory {
  readonly tree: IncludeTree;
  readonly files: readonly Members[];
  /** Of entries that have any. */
  readonly findings: Findings;
  /** By the name of an entry, the entries whose findings rest on it. */
  readonly dependents: Map<string, Set<string>>;
}

const memories = new WeakMap<object, Memory>();

/** The findings by the name of the entry, for those that have any. */
export function pipelineFindings(scene: Scene): ReadonlyMap<string, readonly MergedFinding[]> {
  const { tree, project } = scene;
  const files = filesOf(tree.root).map(({ source }) => source.root.members);
  const before = memories.get(project.lineage);
  const known = before && isSameTree(before.tree, tree) ? before : undefined;
  const memory = { tree, files, findings: known?.findings ?? new Map(), dependents: known?.dependents ?? new Map() };
  const names = known ? namesToRenew(known, files) : new Set(scene.configuration.names());
  memories.set(project.lineage, memory);
  for (const name of names) renew(scene, memory, name);
  return memory.findings;
}

function renew(scene: Scene, { findings, dependents }: Memory, name: string): void {
  const job = resolveJob(scene.project, name);
  const found = job ? entryFindings(scene, job, resolveJob(scene.project, 'default')) : [];
  if (found.length > 0) findings.set(name, found);
  else findings.delete(name);
  for (const read of [name, 'default', ...readsOf(scene.project, name)]) {
    const known = dependents.get(read) ?? new Set();
    dependents.set(read, known.add(name));
  }
}

/** The names that changed, and what rests on them. */
function namesToRenew({ files: before, findings, dependents }: Memory, files: readonly Members[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [index, members] of files.entries()) addChanged(before[index] ?? NONE, members, names);
  const all = new Set(names);
  for (const name of names) for (const dependent of dependents.get(name) ?? []) all.add(dependent);
  // Fixes make up names that must be free.
  const isOther = files.some((members, index) => hasOtherNames(before[index] ?? NONE, members));
  if (isOther)
    for (const [name, found] of findings)
      if (found.some(({ finding }) => finding.code === 'one-handler')) all.add(name);
  return all;
}

function hasOtherNames(before: Members, after: Members): boolean {
  return before !== after && (before.size !== after.size || [...after.keys()].some(name => !before.has(name)));
}

const NONE: Members = new Map();

function addChanged(before: Members, after: Members, names: Set<string>): void {
  if (before === after) return;
  for (const [name, held] of after) {
    const known = before.get(name);
    if (known?.value !== held.value || known.key !== held.key) names.add(name);
  }
  for (const name of before.keys()) if (!after.has(name)) names.add(name);
}
