/**
 * Needs and dependencies on copies of a job that do not exist, which GitLab refuses before it looks at anything else.
 */
import { given, isNull, textOf } from '../ci/blank.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { needsIn, type CopiesOf, type NeedList } from './needs.ts';
import type { PlannedJob } from './plan.ts';
import { rulesIn } from './rules.ts';

/** The longest job name that can be needed. */
const LONGEST = 255;

/** What is wrong with the names, job by job; each fault once. */
export function copyFaults(jobs: readonly PlannedJob[], copiesOf: CopiesOf): readonly string[] {
  const names = new Set(jobs.map(({ name }) => name));
  const isThere = (name: string): boolean => names.has(name) || copiesOf(name) !== undefined;
  const all = versionOf(jobs);
  return [...new Set(jobs.flatMap(job => cachedFaults(job, all, () => faultsOf(job, isThere, copiesOf))))];
}

/** All names of copies, each with the name of its job. */
interface Version {
  readonly found: WeakMap<PlannedJob, readonly string[]>;
}

const VERSIONS = new Map<string, Version>();

/** What is possible where includes are undecided is planned in turn. */
const MOST_VERSIONS = 64;

/** The same object as long as all jobs keep their names. */
function versionOf(jobs: readonly PlannedJob[]): Version {
  const names = jobs.map(({ name, base }) => (name === base ? name : `${name}\n${base}`)).join('\n\n');
  const known = VERSIONS.get(names);
  if (known) return known;
  if (VERSIONS.size >= MOST_VERSIONS) VERSIONS.clear();
  const version = { found: new WeakMap<PlannedJob, readonly string[]>() };
  VERSIONS.set(names, version);
  return version;
}

/** Cached, so that an edit of one job does not check the others again. */
function cachedFaults(job: PlannedJob, { found }: Version, find: () => readonly string[]): readonly string[] {
  const cached = found.get(job);
  if (cached) return cached;
  const faults = find();
  found.set(job, faults);
  return faults;
}

function faultsOf(job: PlannedJob, isThere: (name: string) => boolean, copiesOf: CopiesOf): readonly string[] {
  const { base, value, row } = job;
  const lists = [given(value, 'needs'), ...rulesIn(given(value, 'rules')).map(rule => given(rule, 'needs'))];
  const found = lists.flatMap(list => (list ? [needsIn(list, copiesOf, row)] : []));
  return [
    ...found.flatMap(list => listFaults(base, list, isThere)),
    ...dependenciesIn(value)
      .filter(name => !isThere(name))
      .map(name => `\`${base}\` depends on \`${name}\`, which is not a job of this pipeline.`),
  ];
}

function listFaults(job: string, { needs, missing }: NeedList, isThere: (name: string) => boolean): readonly string[] {
  const seen = new Set<string>();
  const faults = missing.map(name => `\`${job}\` asks for \`matrix.${name}\`, which its own matrix does not have.`);
  for (const { job: need, optional } of needs) {
    if (need.length > LONGEST) faults.push(`\`${job}\` needs a job whose name is longer than ${LONGEST} characters.`);
    else if (!optional && !isThere(need))
      faults.push(`\`${job}\` needs \`${need}\`, which is not a job of this pipeline.`);
    if (seen.has(need)) faults.push(`\`${job}\` needs \`${need}\` twice.`);
    seen.add(need);
  }
  return faults;
}

function dependenciesIn(job: Value): readonly string[] {
  const value = member(job, 'dependencies')?.value;
  if (value?.kind !== 'list' || isNull(value)) return [];
  return value.items.flatMap(item => textOf(item) ?? []);
}
