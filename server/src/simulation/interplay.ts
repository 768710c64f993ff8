/**
 * Which undecided conditions of includes decide about a job: those of the files that have a part of it. However the
 * others turn out, the job is the same.
 */
import { basesOf } from '../ci/bases.ts';
import { cachedPipeline } from '../ci/cached-pipeline.ts';
import { given } from '../ci/blank.ts';
import { includeTree, type TreeFile } from '../ci/include-tree.ts';
import { readIncludes } from '../ci/include.ts';
import { layersOf, numberedFiles } from '../ci/layers.ts';
import type { Project } from '../ci/project.ts';
import { hasTag } from '../ci/reference.ts';
import { readsOf } from '../ci/resolve-job.ts';
import { cachedBy } from '../text/cached.ts';
import { sourceOf } from '../yaml/edit/style.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { conditionIn, isIncluded, type IncludeCondition, type Conditions } from './include-conditions.ts';
import { needsIn } from './needs.ts';
import { namesIn } from './references.ts';
import { rulesIn } from './rules.ts';
import type { Scenario } from './scenario.ts';

export interface Interplay {
  /** The conditions that decide about a job, also by way of the workflow and of variables that it refers to. */
  readonly about: (job: string) => Conditions;
  /** Conditions that matter together, since they are about the same entry. */
  readonly together: readonly Conditions[];
  /** Likewise, about a job and one that it needs. */
  readonly needing: readonly Conditions[];
}

interface Question {
  /** With its includes undecided. */
  readonly project: Project;
  /** With everything included that may be. */
  readonly most: Project;
  readonly scenario: Scenario;
}

export function interplayOf(question: Question): Interplay {
  const { most } = question;
  const parts = partsIn(question);
  const variables = variablesBehind(question, parts);
  const inParts = new Map<string, Conditions>();
  const ofParts = (name: string): Conditions => {
    const known = inParts.get(name) ?? conditionsOf(question, { parts, variables }, name);
    inParts.set(name, known);
    return known;
  };
  const ofAll = union([parts.ofAll, ofParts('workflow')]);
  const about = (name: string): Conditions => union([ofAll, ofParts(name), copiesBehind(question, parts, name)]);
  const names = [...cachedPipeline(most).jobs.keys()];
  const pairs = names.flatMap(name => neededIn(question, name).map(needed => union([about(name), about(needed)])));
  return {
    about,
    together: distinct([...names.map(about), ...parts.inFiles.values()]),
    needing: distinct(pairs),
  };
}

const NO_CONDITIONS: Conditions = new Set();

function union(sets: readonly Conditions[]): Conditions {
  const [first = NO_CONDITIONS, ...more] = sets.filter(({ size }) => size > 0);
  return more.every(one => one === first) ? first : new Set(sets.flatMap(one => [...one]));
}

function distinct(sets: readonly Conditions[]): readonly Conditions[] {
  return [...new Map([...new Set(sets)].map(one => [[...one].toSorted().join('\n'), one])).values()];
}

/** What the files under conditions have. */
interface Parts {
  /** By the name of an entry. */
  readonly inFiles: ReadonlyMap<string, Conditions>;
  readonly ofFile: ReadonlyMap<TreeFile, Conditions>;
  /** About files that were not read: they may have anything. */
  readonly ofAll: Conditions;
}

function partsIn({ project, scenario }: Question): Parts {
  const ofFile = new Map<TreeFile, Conditions>();
  const open = new Set<IncludeCondition>();
  const patterns = new Set<IncludeCondition>();
  const walk = (file: TreeFile, above: Conditions): void => {
    if (above.size > 0) ofFile.set(file, above);
    if (above.size > 0 && (file.gap || file.source.root.open)) for (const one of above) open.add(one);
    for (const rules of unreadIn(project, file)) for (const one of under(rules, above, scenario)) open.add(one);
    for (const { include, file: child } of file.children) {
      const own = conditionIn(include.rules, scenario);
      // a file that was included before is no match of a wildcard
      if (own !== undefined && include.target.kind === 'pattern') patterns.add(own);
      if (own !== undefined || !include.rules || isIncluded(include.rules, scenario) === true)
        walk(child, under(include.rules, above, scenario));
    }
  };
  walk(includeTree(project).root, NO_CONDITIONS);
  const inFiles = new Map<string, Conditions>();
  for (const [file, conditions] of ofFile) {
    const own = union([conditions, patterns]);
    for (const name of file.source.root.members.keys()) inFiles.set(name, union([inFiles.get(name) ?? own, own]));
  }
  return { inFiles, ofFile, ofAll: open };
}

/** The conditions below others, those of the rules among them. */
function under(rules: Value | undefined, above: Conditions, scenario: Scenario): Conditions {
  const own = conditionIn(rules, scenario);
  return own === undefined || above.has(own) ? above : new Set([...above, own]);
}

/** The rules of includes of which no file was read. */
function unreadIn(project: Project, { source, children }: TreeFile): readonly Value[] {
  const read = new Set(children.map(({ include }) => include));
  const { entries } = readIncludes(member(source.root, 'include')?.value);
  return entries.flatMap(entry => {
    const isRead = read.has(entry) || (entry.target.kind === 'pattern' && project.matches.has(entry.target.pattern));
    return entry.rules && !isRead ? [entry.rules] : [];
  });
}

/** The conditions behind each variable of the file: about its own value, and about those that this refers to. */
type Behind = ReadonlyMap<string, Conditions>;

function variablesBehind({ project }: Question, { inFiles, ofFile }: Parts): Behind {
  const behind = new Map<string, Conditions>();
  if (!inFiles.has('variables')) return behind;
  const files = numberedFiles(includeTree(project).root);
  const layers = layersOf(project)('variables');
  const add = (name: string, conditions: Conditions): boolean => {
    const known = behind.get(name) ?? NO_CONDITIONS;
    const all = union([known, conditions]);
    if (all.size > known.size) behind.set(name, all);
    return all.size > known.size;
  };
  for (const { file: number, member: variables } of layers) {
    const file = files[number]?.file;
    for (const [name] of membersOf(variables)) add(name, (file && ofFile.get(file)) ?? NO_CONDITIONS);
  }
  const all = layers.flatMap(layer => membersOf(layer.member));
  const spread = (): boolean =>
    all.filter(([name, held]) =>
      (mentionedIn(held) ?? [...behind.keys()]).some(one => add(name, behind.get(one) ?? NO_CONDITIONS)),
    ).length > 0;
  while (spread());
  return behind;
}

function membersOf({ value }: Member): readonly (readonly [string, Member])[] {
  return value.kind === 'map' ? [...value.members] : [];
}

function conditionsOf(
  question: Question,
  { parts, variables }: { readonly parts: Parts; readonly variables: Behind },
  name: string,
): Conditions {
  const { inFiles } = parts;
  const reads = [name, ...readsOf(question.most, name)];
  const all = reads.some(read => inFiles.has(read)) ? withBases(question.project, reads) : reads;
  const own = [...new Set(all)].flatMap(part => inFiles.get(part) ?? []);
  if (variables.size === 0) return union(own);
  const mentioned = layersIn(question.project, all).flatMap(layer => mentionedIn(layer) ?? [...variables.keys()]);
  return union([...own, ...mentioned.flatMap(one => variables.get(one) ?? [])]);
}

function layersIn(project: Project, names: readonly string[]): readonly Member[] {
  return names.flatMap(name => layersOf(project)(name).map(layer => layer.member));
}

/** The names and all that they may extend, whichever files there are. */
function withBases(project: Project, names: readonly string[]): readonly string[] {
  const all = new Set(names);
  for (const name of all)
    for (const { value } of layersIn(project, [name]))
      for (const base of basesOf(value) ?? []) if (base) all.add(base.name);
  return [...all];
}

/** The variables that an entry refers to; nothing if parts of it are written elsewhere. */
const mentionedIn = cachedBy(({ value }: Member): readonly string[] | undefined => {
  const text = sourceOf(value.at);
  return hasTag(value) || /(?:^|[\s[,])\*\w/.test(text) ? undefined : [...new Set(namesIn(text))];
});

/** The conditions about needed jobs that may have copies, whose names are then those of the needs. */
function copiesBehind(question: Question, { inFiles }: Parts, name: string): Conditions {
  const split = neededIn(question, name).filter(
    needed =>
      inFiles.has(needed) && layersIn(question.project, [needed]).some(({ value }) => member(value, 'parallel')),
  );
  return union(split.flatMap(needed => inFiles.get(needed) ?? []));
}

function neededIn({ project, most }: Question, name: string): readonly string[] {
  const merged = cachedPipeline(most).merged.members.get(name)?.value;
  const layers = layersOf(project)(name);
  const written = layers.length > 1 ? layers.flatMap(layer => needsOf(layer.member.value)) : NO_NEEDS;
  const own = merged ? needsOf(merged) : NO_NEEDS;
  return written.length > 0 ? [...own, ...written] : own;
}

const NO_NEEDS: readonly string[] = [];

/** By the names of jobs rather than of copies. */
const needsOf = cachedBy((job: Value): readonly string[] => {
  const lists = [given(job, 'needs'), ...rulesIn(given(job, 'rules')).map(rule => given(rule, 'needs'))];
  const found = lists.flatMap(list => (list ? needsIn(list, () => undefined, new Map()).needs : []));
  return [...new Set(found.flatMap(({ job: needed }) => [needed, ...baseIn(needed)]))];
});

function baseIn(name: string): readonly string[] {
  const [base = name] = name.split(/: \[| \d+\/\d+$/);
  return base === name ? [] : [base];
}
