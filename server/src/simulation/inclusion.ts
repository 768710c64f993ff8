/**
 * Which files are part of a pipeline in a scenario, by the `rules` of its includes. Where these depend on something
 * unknown, several pipelines are possible.
 */
import type { Verdict } from '../ci/include-rules.ts';
import { includeTree, type TreeFile } from '../ci/include-tree.ts';
import type { Project } from '../ci/project.ts';
import { every, isDoubt, joined, some, type Doubt, type Truth } from '../expression/truth.ts';
import { cachedBy, cachedByName, cachedByPair } from '../text/cached.ts';
import type { Place } from '../text/span.ts';
import type { Value } from '../yaml/value/value.ts';
import { isRefusal } from './changes.ts';
import { decide, lettingOf, rulesIn } from './rules.ts';
import { includeContext } from './scenario-context.ts';
import type { Scenario } from './scenario.ts';

export interface PossiblePipelines {
  /** The first one includes everything that may be included. */
  readonly projects: readonly [Project, ...Project[]];
  /** What it depends on which of them it is. */
  readonly doubt: Doubt;
  /** Whether rules certainly leave a file out. */
  readonly leavesOut: boolean;
}

/** A pipeline whose includes have no rules is returned as it is. */
export const pipelinesIn = cachedByPair((project: Project, scenario: Scenario): PossiblePipelines => {
  const rules = includeTree(project).undecided;
  if (rules.length === 0) return { projects: [project], doubt: NONE, leavesOut: false };
  const truths = rules.map(one => [keyOf(one), isIncluded(one, scenario)] as const);
  const doubts = new Map(truths.flatMap(([key, truth]) => (isDoubt(truth) ? [[key, truth] as const] : [])));
  const [most, ...others] = choicesOf([...doubts.keys()]).map(choice => decided(project, rules, scenario, choice));
  const leavesOut = truths.some(([, truth]) => truth === false);
  return { projects: [most ?? project, ...others], doubt: joined(...doubts.values()), leavesOut };
});

const NONE: Doubt = { on: [] };

/** Whether rules of an include let it be included; a doubt also if GitLab may not be able to try them. */
const isIncluded = cachedByPair((rules: Value, scenario: Scenario): Truth => {
  if (rules.kind === 'unknown') return { on: ['rules that were not read'] };
  const decisions = decide(rulesIn(rules), includeContext(scenario));
  return isRefusal(decisions) ? { on: ['a rule that GitLab cannot evaluate'] } : lettingOf(decisions);
});

/** Rules with the same text have the same result. */
const keyOf = cachedBy(({ at: { block, span } }: Value): string => block.text.slice(span.start, span.end));

/** All combinations of a few; of more, all of them, none, and each alone. */
function choicesOf(keys: readonly string[]): readonly ReadonlySet<string>[] {
  if (keys.length > MOST_COMBINED) return [keys, [], ...keys.slice(0, MOST_ALONE).map(key => [key])].map(chosen);
  const all = Array.from({ length: 2 ** keys.length }, (_, bits) =>
    keys.filter((_key, at) => ((bits >> at) & 1) === 0),
  );
  return all.map(chosen);
}

const MOST_COMBINED = 2;
const MOST_ALONE = 3;

function chosen(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys);
}

function decided(project: Project, rules: readonly Value[], scenario: Scenario, choice: ReadonlySet<string>): Project {
  const verdict = (one: Value): Verdict => {
    const truth = isIncluded(one, scenario);
    return (isDoubt(truth) ? choice.has(keyOf(one)) : truth) ? 'included' : 'excluded';
  };
  const signs = rules.map(one => (verdict(one) === 'included' ? '+' : '-')).join('');
  return { ...project, decide: verdict, lineage: lineageFor(project.lineage, signs) };
}

/** The same for the same decisions, so that what is remembered about a pipeline holds from one edit to the next. */
const lineageFor = cachedByName((_lineage: object, _signs: string): object => ({}));

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
