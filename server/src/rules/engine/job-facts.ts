/** How a merged job refers to other parts of the pipeline: its stage, and the jobs that it names. */
import { cachedBy } from '../../text/cached.ts';
import type { Place } from '../../text/span.ts';
import { copiesOf, type Copy } from '../../ci/copies.ts';
import { isNull, isFalsy, textOf } from '../../ci/blank.ts';
import { USUAL_STAGE } from '../../ci/stages.ts';
import { asWritten } from '../../yaml/value/step.ts';
import { member, type ScalarValue, type Value } from '../../yaml/value/value.ts';

/** A name as written, with the steps by which it reached the job. */
export interface WrittenName {
  readonly name: string;
  readonly value: ScalarValue;
}

export interface WrittenNeed extends WrittenName {
  /** The whole item of the list. */
  readonly item: Place;
  /** GitLab accepts a job that does not exist. */
  readonly optional: boolean;
  /** Selects some copies of a parallel job. */
  readonly matrix?: Value;
}

/** The `needs` of a job or of one of its rules. */
/** For each job, the needs that may be part of a cycle. */
export type NeedGraph = ReadonlyMap<string, readonly WrittenNeed[]>;

export interface Needs {
  /** At most so many as are checked. */
  readonly jobs: readonly WrittenNeed[];
  /** How many there are, of all kinds. */
  readonly count: number;
  /** Whether every item could be read. */
  readonly known: boolean;
  /** Whether something of another pipeline is needed. */
  readonly others: boolean;
  readonly list: Place | undefined;
}

/** `named` is the stage as written; a stage that cannot be read counts as none. */
export interface JobFacts {
  readonly stage: { readonly name: string; readonly named?: WrittenName } | undefined;
  readonly needs: Needs | undefined;
  readonly ruleNeeds: readonly Needs[];
  readonly dependencies: readonly WrittenName[];
  /** Jobs whose artifacts contain the file of a child pipeline. */
  readonly children: readonly WrittenName[];
  readonly onStop: WrittenName | undefined;
  /** The copies of the job, if known. */
  readonly copies: (name: string) => readonly Copy[] | undefined;
}

/** Cached as long as the merged job is the same. */
export const factsOf = cachedBy(readFacts);

function readFacts(job: Value): JobFacts {
  const needs = member(job, 'needs')?.value;
  const dependencies = member(job, 'dependencies')?.value;
  const parallel = member(job, 'parallel')?.value;
  const include = member(member(job, 'trigger')?.value, 'include')?.value;
  return {
    stage: stageOf(job),
    needs: needs && readNeeds(needs),
    ruleNeeds: readRules(member(job, 'rules')?.value),
    dependencies: dependencies?.kind === 'list' ? dependencies.items.flatMap(mentionOf) : [],
    children: flat(include).flatMap(entry => mentionOf(member(entry, 'job')?.value)),
    onStop: mentionOf(member(member(job, 'environment')?.value, 'on_stop')?.value)[0],
    copies: name => copiesOf(name, parallel),
  };
}

function stageOf(job: Value): JobFacts['stage'] {
  const stage = member(job, 'stage')?.value;
  if (!stage || isNull(stage)) return job.kind === 'map' && !job.open ? { name: USUAL_STAGE } : undefined;
  const [named] = mentionOf(stage);
  return named && { name: named.name, named };
}

function readRules(rules: Value | undefined): readonly Needs[] {
  return rules && haveNeeds(asWritten(rules)) ? flat(rules).flatMap(readRule) : [];
}

/** Once for all jobs that inherit the rules, which hardly ever have needs. */
const haveNeeds = cachedBy((rules: Value): boolean => flat(rules).some(rule => member(rule, 'needs') !== undefined));

function readRule(rule: Value): readonly Needs[] {
  const needs = member(rule, 'needs')?.value;
  return needs ? [readNeeds(needs)] : [];
}

function readNeeds(needs: Value): Needs {
  const all = needs.kind === 'scalar' ? [] : flat(needs);
  const items = all.slice(0, MOST_NEEDS);
  return {
    jobs: items.flatMap(needOf),
    count: all.length,
    known:
      all.length <= MOST_NEEDS && items.every(item => item.kind !== 'unknown' && !(item.kind === 'map' && item.open)),
    others: items.some(item => item.kind === 'map' && ELSEWHERE.some(key => item.members.has(key))),
    list: needs.kind === 'list' ? needs.at : undefined,
  };
}

/**
 * GitLab takes 50 unless an administrator changed that, and no real pipeline has so many jobs. Each need costs a look-up,
 * and a problem if there is no such job.
 */
export const MOST_NEEDS = 10_000;

/** Keys of a need in another pipeline. */
const ELSEWHERE = ['pipeline', 'project', 'ref'];

function needOf(item: Value): readonly WrittenNeed[] {
  if (item.kind === 'scalar')
    return mentionOf(item).map(({ name, value }) => ({ name, value, item: item.at, optional: false }));
  if (item.kind !== 'map' || item.open || ELSEWHERE.some(key => item.members.has(key))) return [];
  const optional = member(item, 'optional')?.value;
  const parallel = member(item, 'parallel')?.value;
  const matrix = parallel && !isNull(parallel) ? (member(parallel, 'matrix')?.value ?? parallel) : undefined;
  return mentionOf(member(item, 'job')?.value).map(({ name, value }) => ({
    name,
    value,
    item: item.at,
    optional: optional !== undefined && !isFalsy(optional),
    ...(matrix && { matrix }),
  }));
}

function mentionOf(value: Value | undefined): readonly WrittenName[] {
  const name = textOf(value);
  return name === undefined || name === '' || value?.kind !== 'scalar' ? [] : [{ name, value }];
}

/** The items of a list and its nested lists, or a single value. */
function flat(value: Value | undefined): readonly Value[] {
  if (!value || isNull(value)) return [];
  return value.kind === 'list' ? value.items.flatMap(flat) : [value];
}
