/**
 * Which files are part of a pipeline in a scenario, by the `rules` of its includes. Where these depend on something
 * unknown, several pipelines are possible.
 */
import type { Verdict } from '../ci/include-rules.ts';
import { includeTree, type TreeFile } from '../ci/include-tree.ts';
import { lineageFor, type Project } from '../ci/project.ts';
import { every, isDoubt, joined, some, type Doubt, type Truth } from '../expression/truth.ts';
import { cachedByPair } from '../text/cached.ts';
import type { Place } from '../text/span.ts';
import type { Value } from '../yaml/value/value.ts';
import { conditionIn, isIncluded, type IncludeCondition, type Conditions } from './include-conditions.ts';
import { everyRow, rowsFor, showsAll } from './include-rows.ts';
import { interplayOf } from './interplay.ts';
import type { Scenario } from './scenario.ts';

export interface PossiblePipelines {
  /** The first one includes everything that may be included. */
  readonly projects: readonly [Project, ...Project[]];
  /** What it depends on which of them it is. */
  readonly doubt: Doubt;
  /** Whether rules certainly leave a file out. */
  readonly leavesOut: boolean;
  /** Whether these are all that are possible, rather than those that show everything about each job. */
  readonly areAll: boolean;
  /** What a job depends on for being there as it is; nothing if it is the same in all pipelines. */
  readonly doubtAbout: (job: string) => Doubt | undefined;
  /** Whether everything that the job may be is in one of the pipelines. */
  readonly isShown: (job: string) => boolean;
  /** Likewise, for each job together with those that it needs. */
  readonly areNeedsShown: boolean;
}

/**
 * A pipeline whose includes have no rules is returned as it is. Otherwise as few as show what each job may be: files
 * that have nothing to do with each other need not be tried in all combinations.
 */
export const pipelinesIn = cachedByPair((project: Project, scenario: Scenario) => possible(project, scenario, rowsFor));

/** Every combination, unless there are too many. */
export const allPipelinesIn = cachedByPair((project: Project, scenario: Scenario) => {
  const few = pipelinesIn(project, scenario);
  return few.areAll ? few : possible(project, scenario, everyRow);
});

type Choose = (conditions: readonly IncludeCondition[], together: readonly Conditions[]) => readonly Conditions[];

function possible(project: Project, scenario: Scenario, choose: Choose): PossiblePipelines {
  const rules = includeTree(project).undecided;
  if (rules.length === 0) return asItIs(project);
  const doubts = new Map<IncludeCondition, Doubt>();
  for (const one of rules) {
    const truth = isIncluded(one, scenario);
    if (isDoubt(truth)) doubts.set(conditionIn(one, scenario) ?? '', truth);
  }
  const all: Conditions = new Set(doubts.keys());
  const most = decided(project, rules, scenario, all);
  if (all.size === 0) return { ...asItIs(most), leavesOut: rules.some(one => isIncluded(one, scenario) === false) };
  const { about, together, needing } = interplayOf({ project, most, scenario });
  const rows = choose([...all], [...together, ...needing]);
  const doubtOn = (conditions: Conditions): Doubt => joined(...[...conditions].flatMap(one => doubts.get(one) ?? []));
  return {
    projects: [most, ...rows.slice(1).map(row => decided(project, rules, scenario, row))],
    doubt: doubtOn(all),
    leavesOut: rules.some(one => isIncluded(one, scenario) === false),
    areAll: rows.length === 2 ** all.size,
    doubtAbout: job => (about(job).size > 0 ? doubtOn(about(job)) : undefined),
    isShown: job => showsAll(rows, about(job)),
    areNeedsShown: needing.every(conditions => showsAll(rows, conditions)),
  };
}

function asItIs(project: Project): PossiblePipelines {
  return {
    projects: [project],
    doubt: NONE,
    leavesOut: false,
    areAll: true,
    doubtAbout: () => undefined,
    isShown: () => true,
    areNeedsShown: true,
  };
}

const NONE: Doubt = { on: [] };

function decided(project: Project, rules: readonly Value[], scenario: Scenario, chosen: Conditions): Project {
  const verdict = (one: Value): Verdict => {
    const condition = conditionIn(one, scenario);
    const isIn = condition === undefined ? isIncluded(one, scenario) === true : chosen.has(condition);
    return isIn ? 'included' : 'excluded';
  };
  const signs = rules.map(one => (verdict(one) === 'included' ? '+' : '-')).join('');
  return { ...project, decide: verdict, lineage: lineageFor(project.lineage, signs) };
}

/** Whether a file that has the entry is included. */
export function isEntryIncluded(project: Project, entry: string, scenario: Scenario): Truth {
  const { root, undecided } = includeTree(project);
  return undecided.length === 0 || isHeldBelow(root, entry, scenario);
}

function isHeldBelow(file: TreeFile, entry: string, scenario: Scenario): Truth {
  if (holds(file, entry)) return true;
  const holders = file.children.filter(child => reaches(child.file, entry));
  return some(
    holders.map(({ include, file: child }) =>
      every([include.rules ? isIncluded(include.rules, scenario) : true, isHeldBelow(child, entry, scenario)]),
    ),
  );
}

/** Whether all these files are included. */
export function areIncluded(project: Project, isOne: (file: TreeFile) => boolean, scenario: Scenario): Truth {
  const { root, undecided } = includeTree(project);
  return undecided.length === 0 || areIncludedBelow(root, isOne, scenario);
}

function areIncludedBelow({ children }: TreeFile, isOne: (file: TreeFile) => boolean, scenario: Scenario): Truth {
  return every(
    children
      .filter(({ file }) => someIn(file, isOne))
      .flatMap(({ include, file }) => [
        include.rules ? isIncluded(include.rules, scenario) : true,
        areIncludedBelow(file, isOne, scenario),
      ]),
  );
}

/** The rules that decide whether the file of an entry is included: those nearest to the starting file. */
export function rulesAbove(project: Project, entry: string): Place | undefined {
  const { root, undecided } = includeTree(project);
  return undecided.length === 0 || holds(root, entry) ? undefined : rulesBelow(root, entry);
}

function rulesBelow({ children }: TreeFile, entry: string): Place | undefined {
  for (const { include, file } of children.toReversed()) {
    const rules = include.rules?.at ?? (holds(file, entry) ? undefined : rulesBelow(file, entry));
    if (rules && reaches(file, entry)) return rules;
  }
  return undefined;
}

function holds({ source }: TreeFile, entry: string): boolean {
  return source.root.members.has(entry);
}

function reaches(file: TreeFile, entry: string): boolean {
  return someIn(file, one => holds(one, entry));
}

/** Whether the file, or one that is included below it, is such a one. */
function someIn(file: TreeFile, isOne: (file: TreeFile) => boolean): boolean {
  return isOne(file) || file.children.some(child => someIn(child.file, isOne));
}
