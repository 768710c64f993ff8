/**
 * The findings of all entries of a pipeline; after an edit, only those are computed again that depend on what changed.
 */
import { addChanged } from '../../ci/changed-names.ts';
import { SHARED_NAMES } from '../../ci/job-scripts.ts';
import { filesOf, isSameTree, readsOf, resolveJob } from '../../ci/resolve-job.ts';
import { guarded } from '../../text/failure.ts';
import { keysThatDiffer } from '../../yaml/value/patched-map.ts';
import { member, type Member } from '../../yaml/value/value.ts';
import { GLOBAL_NAMES } from './globals.ts';
import { soundHeirs, type Aspect } from './heirs.ts';
import { inheritedEdit, type InheritedEdit } from './inherited-edit.ts';
import { newLogic, renewCycles, renewLogic, type Logic } from './logic.ts';
import { soundJob } from './job-findings.ts';
import { enter, namesToRenew, newLedger, type PipelineChange, type Ledger } from './ledger.ts';
import type { PipelineRules } from './pipeline-rules.ts';
import type { MergedFinding } from './reported.ts';
import { otherJobs } from './other-jobs.ts';
import { nameOf, type Enough } from './rule.ts';
import type { Scene } from './scene.ts';
import { isSameStages, stagesOf } from './stages.ts';

type Members = ReadonlyMap<string, Member>;

const never: Enough = () => false;
const always = (): boolean => true;

/** The state of a pipeline when it was last asked for. */
interface Memory {
  readonly scene: Scene;
  readonly files: readonly Members[];
  readonly entries: Ledger;
  readonly logic: Logic;
  readonly scripts: Ledger;
  readonly runs: Ledger;
  readonly pending: Pending;
  /** Whether one of these names has to be judged again; only asked when it is its turn. */
  readonly isOutdated: IsOutdated;
}

type IsOutdated = (aspect: Aspect, name: string) => boolean;

/** The names whose findings are outdated or missing. */
type Pending = Readonly<Record<Aspect, Set<string>>>;

const memories = new WeakMap<object, Memory>();

/** The findings by entry, for entries that have any: of each entry, of jobs among others, of cycles, of scripts. */
export function pipelineFindings(
  rules: PipelineRules,
  scene: Scene,
  enough: Enough = never,
): readonly ReadonlyMap<string, readonly MergedFinding[]>[] {
  judgeSome(rules, scene, enough);
  const { entries, logic, scripts, runs } = upToDate(rules, scene);
  return [entries.findings, logic.jobs.findings, logic.cycles, scripts.findings, runs.findings];
}

/**
 * Judges as much as there is time for, and returns whether that is all; the rest keeps its findings from before the
 * edit.
 */
export function judgeSome(rules: PipelineRules, scene: Scene, enough: Enough): boolean {
  const { entries, logic, scripts, runs, pending, isOutdated } = upToDate(rules, scene);
  const drain = (aspect: Aspect, renew: (name: string) => void): boolean =>
    drained(pending[aspect], enough, name => isOutdated(aspect, name) && renew(name));
  const isDone =
    drain('entries', name => renewEntry(rules, scene, entries, name)) &&
    drain('jobs', name => renewLogic(rules, scene, logic, name)) &&
    drain('scripts', name => renewScripts(rules, scene, scripts, name)) &&
    drain('runs', name => renewRuns(rules, scene, runs, name));
  if (isDone) renewCycles(rules, scene, logic);
  return isDone;
}

/** Judges these entries before all others: somebody asks about them now. */
export function judgeFirst(rules: PipelineRules, scene: Scene, names: Iterable<string>): void {
  judgeNear(rules, upToDate(rules, scene), names);
}

function drained(names: Set<string>, enough: Enough, renew: (name: string) => unknown): boolean {
  for (const name of names) {
    if (enough()) return false;
    names.delete(name);
    renew(name);
  }
  return true;
}

/**
 * The state after the edits since then. Names that they affect are put on the waiting list; the edited entries are
 * judged at once.
 */
function upToDate(rules: PipelineRules, scene: Scene): Memory {
  const { lineage } = scene.project;
  const before = memories.get(lineage);
  if (before?.scene === scene) return before;
  const files = filesOf(scene.tree.root).map(({ source }) => source.root.members);
  const known = before && isSameTree(before.scene.tree, scene.tree) ? before : undefined;
  const change = known && changeOf(known.files, files);
  const memory = known && change ? changedMemory(rules, known, change, scene, files) : newMemory(scene, files);
  noteAbove(memory);
  memories.set(lineage, memory);
  if (change && change.changed.size <= FEW) judgeNear(rules, memory, change.changed);
  return memory;
}

/** An edit of more entries was not typed. */
const FEW = 5;

/** The edited entry is what the person looks at, so it is judged before everything that depends on it. */
function judgeNear(
  rules: PipelineRules,
  { scene, entries, logic, scripts, runs, pending, isOutdated }: Memory,
  names: Iterable<string>,
): void {
  const isNext = (aspect: Aspect, name: string): boolean => pending[aspect].delete(name) && isOutdated(aspect, name);
  for (const name of names) {
    if (isNext('entries', name)) renewEntry(rules, scene, entries, name);
    if (isNext('jobs', name)) renewLogic(rules, scene, logic, name);
    if (isNext('scripts', name)) renewScripts(rules, scene, scripts, name);
    if (isNext('runs', name)) renewRuns(rules, scene, runs, name);
  }
}

function newMemory(scene: Scene, files: readonly Members[]): Memory {
  const all = (): Set<string> => new Set(scene.configuration.names());
  const pending = { entries: all(), jobs: all(), scripts: all(), runs: all() };
  const [entries, scripts, runs] = [newLedger(), newLedger(), newLedger()];
  return { scene, files, entries, logic: newLogic(scene), scripts, runs, pending, isOutdated: always };
}

function changedMemory(
  rules: PipelineRules,
  known: Memory,
  change: PipelineChange,
  scene: Scene,
  files: readonly Members[],
): Memory {
  const { entries, scripts, runs, pending } = known;
  // what is left of earlier edits has to be judged in any case
  const left = leftOf(known);
  const isSameLogic = isSameStages(known.logic.stages, stagesOf(scene));
  const isAffected = isSameLogic ? outdatedBy(rules, known, change, scene, files) : always;
  const logic = isSameLogic ? known.logic : newLogic(scene);
  const jobs = isSameLogic ? [...namesToRenew(logic.jobs, change), ...pending.jobs] : scene.configuration.names();
  return {
    scene,
    files,
    entries,
    logic,
    scripts,
    runs,
    pending: {
      entries: new Set([...namesToRenew(entries, change), ...pending.entries]),
      jobs: new Set(jobs),
      scripts: new Set([...namesToRenew(scripts, change), ...pending.scripts]),
      runs: new Set([...namesToRenew(runs, change), ...pending.runs]),
    },
    isOutdated: (aspect, name) => left[aspect].has(name) || isAffected(aspect, name),
  };
}

function leftOf({ pending, isOutdated }: Memory): Readonly<Record<Aspect, ReadonlySet<string>>> {
  const leftIn = (aspect: Aspect): ReadonlySet<string> =>
    new Set([...pending[aspect]].filter(name => isOutdated(aspect, name)));
  return { entries: leftIn('entries'), jobs: leftIn('jobs'), scripts: leftIn('scripts'), runs: leftIn('runs') };
}

/** Which of the entries that depend on an edit have to be judged again. */
function outdatedBy(
  rules: PipelineRules,
  { files: before, entries, logic, scripts, runs }: Memory,
  { changed, otherNames }: PipelineChange,
  scene: Scene,
  files: readonly Members[],
): IsOutdated {
  const [name, ...more] = changed;
  const edit = name === undefined || more.length > 0 || otherNames ? undefined : editOf(name, before, files);
  if (!edit) return always;
  const isSound = soundHeirs(rules, scene, edit);
  // judging one aspect changes its findings, so those of before the edit are remembered
  const wrong: Readonly<Record<Aspect, ReadonlySet<string>>> = {
    entries: new Set(entries.findings.keys()),
    jobs: new Set([...logic.jobs.findings.keys(), ...logic.cycles.keys()]),
    scripts: new Set(scripts.findings.keys()),
    runs: new Set(runs.findings.keys()),
  };
  return (aspect, one) => wrong[aspect].has(one) || !isSound(aspect, one);
}

/** The edit of an entry that is in one file only. */
function editOf(name: string, before: readonly Members[], files: readonly Members[]): InheritedEdit | undefined {
  const [index, ...more] = files.flatMap((members, at) => (members.has(name) ? [at] : []));
  if (index === undefined || more.length > 0) return undefined;
  return inheritedEdit(name, before[index]?.get(name), files[index]?.get(name));
}

/** `default` matters to a job only if it has hooks of its own: they may replace those of `default`. */
function renewEntry({ entry }: PipelineRules, scene: Scene, entries: Ledger, name: string): void {
  const job = resolveJob(scene.project, name);
  const found = job
    ? guarded('merged-entries', [], () => entry.check(scene, job, resolveJob(scene.project, 'default')))
    : [];
  const standard = member(job?.value, 'hooks') ? ['default', ...readsOf(scene.project, 'default')] : [];
  const own = readsOf(scene.project, name);
  // what is refused about an entry may be said about one that it is built on instead
  const beyond = job && job.faults.length > 0 ? own.flatMap(read => readsOf(scene.project, read)) : [];
  enter(entries, name, found, [name, ...own, ...beyond, ...standard]);
}

/** Depends on what all jobs inherit from, but not on other jobs. */
function renewScripts({ scripts }: PipelineRules, scene: Scene, ledger: Ledger, name: string): void {
  const job = soundJob(scene, name);
  const found = job ? scripts.flatMap(rule => guarded(nameOf(rule), [], () => rule.check(scene, job))) : [];
  enter(ledger, name, found, readsOf(scene.project, name));
}

/** Notes what the findings of all jobs depend on. */
function noteAbove({ scene: { project }, scripts, runs }: Memory): void {
  const readsAbove = (names: readonly string[]): readonly string[] =>
    names.flatMap(entry => [entry, ...readsOf(project, entry)]);
  for (const read of readsAbove(SHARED_NAMES)) scripts.above.add(read);
  for (const read of readsAbove(GLOBAL_NAMES)) runs.above.add(read);
}

/** Separate from the other rules about jobs, since all jobs depend on the variables of the pipeline. */
function renewRuns({ runs }: PipelineRules, scene: Scene, ledger: Ledger, name: string): void {
  const others = otherJobs(scene);
  const job = soundJob(scene, name);
  const found = job ? runs.flatMap(rule => guarded(nameOf(rule), [], () => rule.check(scene, job, others))) : [];
  enter(ledger, name, found, [...readsOf(scene.project, name), ...others.reads]);
}

function changeOf(before: readonly Members[], files: readonly Members[]): PipelineChange {
  const changed = new Set<string>();
  for (const [index, members] of files.entries()) addChanged(before[index] ?? NONE, members, changed);
  return { changed, otherNames: files.some((members, index) => hasOtherNames(before[index] ?? NONE, members)) };
}

function hasOtherNames(before: Members, after: Members): boolean {
  if (before === after || keysThatDiffer(before, after)) return false;
  return before.size !== after.size || [...after.keys()].some(name => !before.has(name));
}

const NONE: Members = new Map();
