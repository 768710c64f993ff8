/** The findings of all entries of a pipeline; after an edit only those are made anew that rest on what changed. */
import type { IncludeTree } from '../../ci/include-tree.ts';
import { filesOf, isSameTree, readsOf, resolveJob } from '../../ci/resolve-job.ts';
import { guarded } from '../../text/failure.ts';
import { keysThatDiffer } from '../../yaml/value/patched-map.ts';
import { member, type Member } from '../../yaml/value/value.ts';
import { logicOf, type Logic } from './logic.ts';
import { enter, namesToRenew, newLedger, type Change, type Ledger } from './ledger.ts';
import type { PipelineRules } from './pipeline-rules.ts';
import type { MergedFinding } from './reported.ts';
import { nameOf } from './rule.ts';
import type { Scene } from './scene.ts';

type Members = ReadonlyMap<string, Member>;

/** What is known of a pipeline as it was when it was last asked for. */
interface Memory {
  readonly tree: IncludeTree;
  readonly files: readonly Members[];
  readonly entries: Ledger;
  readonly logic: Logic;
  readonly variables: Ledger;
}

const memories = new WeakMap<object, Memory>();

/** The findings by the name of the entry, for those that have any: of each entry, of jobs among others, of cycles. */
export function pipelineFindings(
  rules: PipelineRules,
  scene: Scene,
): readonly ReadonlyMap<string, readonly MergedFinding[]>[] {
  const { tree, project } = scene;
  const files = filesOf(tree.root).map(({ source }) => source.root.members);
  const before = memories.get(project.lineage);
  const known = before && isSameTree(before.tree, tree) ? before : undefined;
  const change = known ? changeOf(known.files, files) : undefined;
  const entries = known?.entries ?? newLedger();
  const names = change ? namesToRenew(entries, change) : scene.configuration.names();
  for (const name of names) renewEntry(rules, scene, entries, name);
  const logic = logicOf(rules, scene, known?.logic, change);
  const variables = known?.variables ?? newLedger();
  const seeing = change ? namesToRenew(variables, change) : scene.configuration.names();
  for (const name of seeing) renewVariables(rules, scene, variables, name);
  memories.set(project.lineage, { tree, files, entries, logic, variables });
  return [entries.findings, logic.jobs.findings, logic.cycles, variables.findings];
}

/** What `default` says matters to a job only where it has hooks of its own: those may take away what is there. */
function renewEntry({ entry }: PipelineRules, scene: Scene, entries: Ledger, name: string): void {
  const job = resolveJob(scene.project, name);
  const found = job
    ? guarded('merged-entries', [], () => entry.check(scene, job, resolveJob(scene.project, 'default')))
    : [];
  const standard = member(job?.value, 'hooks') ? ['default', ...readsOf(scene.project, 'default')] : [];
  enter(entries, name, found, [name, ...readsOf(scene.project, name), ...standard]);
}

/** Apart from what else is said of a job, since all jobs rest on the variables of the pipeline. */
function renewVariables({ variables }: PipelineRules, scene: Scene, ledger: Ledger, name: string): void {
  const found = guarded(nameOf(variables), [], () => variables.check(scene, name));
  const above = SEEN_BY_ALL.flatMap(entry => [entry, ...readsOf(scene.project, entry)]);
  enter(ledger, name, found, [name, ...readsOf(scene.project, name), ...above]);
}

const SEEN_BY_ALL = ['variables', 'workflow'];

function changeOf(before: readonly Members[], files: readonly Members[]): Change {
  const changed = new Set<string>();
  for (const [index, members] of files.entries()) addChanged(before[index] ?? NONE, members, changed);
  return { changed, otherNames: files.some((members, index) => hasOtherNames(before[index] ?? NONE, members)) };
}

function hasOtherNames(before: Members, after: Members): boolean {
  if (before === after || keysThatDiffer(before, after)) return false;
  return before.size !== after.size || [...after.keys()].some(name => !before.has(name));
}

const NONE: Members = new Map();

function addChanged(before: Members, after: Members, names: Set<string>): void {
  if (before === after) return;
  for (const name of keysThatDiffer(before, after) ?? after.keys())
    if (!isSame(before.get(name), after.get(name))) names.add(name);
  if (!keysThatDiffer(before, after)) for (const name of before.keys()) if (!after.has(name)) names.add(name);
}

function isSame(known: Member | undefined, held: Member | undefined): boolean {
  return known?.value === held?.value && known?.key === held?.key;
}
