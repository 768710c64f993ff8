/** Everything that is wrong with one entry of the merged configuration. */
import { cachedBy } from '../../text/cached.ts';
import type { EffectiveJob } from '../../ci/effective-job.ts';
import { basesOf } from '../../ci/bases.ts';
import { entryFaults } from '../../ci/entry-faults.ts';
import { defaultOf } from '../../ci/pipeline.ts';
import { check } from '../../readings/check.ts';
import { mayBeNewer } from '../../readings/check/unknown-key.ts';
import { fieldOfEntry, isLoneHeader } from '../../readings/find.ts';
import { meaningOf } from '../../readings/meaning.ts';
import { hooks } from '../../spec/hooks.ts';
import { entries, pipeline } from '../../spec/pipeline.ts';
import type { Field } from '../../spec/shape.ts';
import { guarded } from '../../text/failure.ts';
import type { Finding } from '../../text/problem.ts';
import type { Place, TextBlock } from '../../text/span.ts';
import { arrivalOf, type Arrival } from '../../yaml/value/step.ts';
import type { Member, Step, Value } from '../../yaml/value/value.ts';
import { handlersOf, conflictsIn } from './handlers.ts';
import { hookWithoutKubernetes } from './hook-without-kubernetes.ts';
import { lostHandler } from './lost-handler.ts';
import { conflictFinding } from './handler-conflict.ts';
import { withNearName } from './near-name.ts';
import { unreachedRules } from './unreached-rule.ts';
import { staysSoundEntry as stays } from './inherited-values.ts';
import type { EntryRule } from '../engine/pipeline-rules.ts';
import { saysAbsence, type MergedFinding } from '../engine/reported.ts';
import { extendedOf, sceneSteps, type Scene } from '../engine/scene.ts';

export const entryFindings: EntryRule = {
  codes: [
    'one-handler',
    'lost-handler',
    'hook-without-kubernetes',
    'no-script',
    'misplaced-hooks',
    'unknown-base',
    'invalid-base',
    'circular-extends',
    'extends-too-deep',
    'invalid-reference',
    'unknown-reference',
    'circular-reference',
    'unreached-rule',
  ],
  check: findingsOf,
  stays,
};

function findingsOf(scene: Scene, job: EffectiveJob, standard: EffectiveJob | undefined): readonly MergedFinding[] {
  const entry = scene.configuration.entry(job.name);
  if (!entry) return [];
  const refused = faultsOf(scene, job).map((fault): MergedFinding => ({
    finding: withNearName(scene, fault),
    via: [],
  }));
  const kindFaults = entryFaults(job.name, { ...entry, value: job.value }, job.complete).filter(isNews(job, entry));
  return [
    ...refused,
    ...kindFaults.map(finding => ({
      finding: mayWork(finding, job) ? { ...finding, atMost: 'warning' as const } : finding,
      via: viaOf(finding.at, job.value) ?? entry.via ?? [],
    })),
    ...(isChecked(job) ? guarded('one-handler', [], () => checkEntry(scene, job, entry)) : []),
    ...guarded('unreached-rule', [], () => unreachedRules(scene, job)),
    ...(job.kind === 'job' ? guarded('lost-handler', [], () => lostHandler(job, defaultOf(standard?.value))) : []),
    ...(job.kind === 'job'
      ? guarded('hook-without-kubernetes', [], () => hookWithoutKubernetes(job, defaultOf(standard?.value)))
      : []),
  ];
}

/** A chain that is too long is reported where it becomes so, not again for everything that extends it. */
function faultsOf(scene: Scene, { name, faults }: EffectiveJob): readonly Finding[] {
  return faults.flatMap(fault => {
    if (fault.code !== 'extends-too-deep') return [fault];
    const bases = (basesOf(scene.configuration.get(name)) ?? []).flatMap(base => base ?? []);
    const { faultOf } = sceneSteps(scene).extend;
    if (bases.some(base => faultOf(base.name)?.code === fault.code)) return [];
    return [{ ...fault, at: bases[0]?.at ?? fault.at, related: [{ at: fault.at, message: 'GitLab stops here.' }] }];
  });
}

/** What the table cannot report: whether an entry is a job at all, and its name. */
function isNews({ name, value }: EffectiveJob, { key }: Member): (finding: Finding) => boolean {
  return ({ code, at }) => {
    if (code === 'no-script') return isMeantAsJob(name, value) && !isMisspelled(value);
    return code === 'misplaced-hooks' || at === key;
  };
}

/** Whether the job has, next to keys of jobs, one by which a newer GitLab may know what to do. */
function mayWork({ code }: Finding, { value }: EffectiveJob): boolean {
  if (code !== 'no-script' || value.kind !== 'map') return false;
  const { shape } = entries.job;
  const members = [...value.members];
  return (
    members.some(([name]) => Object.hasOwn(shape.fields, name)) && members.some(([, held]) => mayBeNewer(shape, held))
  );
}

/** For other kinds of values, and for what belongs elsewhere, the table has better messages. */
function isMeantAsJob(name: string, value: Value): boolean {
  if (value.kind === 'scalar') return value.datum.type === 'null';
  if (value.kind !== 'map') return false;
  const keys = [...value.members.keys()];
  const field = fieldOfEntry(name, keys);
  // a key of `default` at the root is checked as such; only for hooks, its place is wrong
  return isLoneHeader(name, keys) || field === entries.job || (isLost(name, field) && field !== hooks);
}

/** Whether a key is a slip of the one that would give the job something to do, which is reported as such. */
function isMisspelled(value: Value): boolean {
  if (value.kind !== 'map') return false;
  const { shape } = entries.job;
  const names = [...value.members.keys()].filter(name => !Object.hasOwn(shape.fields, name));
  return names.some(name => WORK.has(meaningOf(shape, name)?.name ?? ''));
}

const WORK: ReadonlySet<string> = new Set(['script', 'run', 'trigger']);

function isLost(name: string, field: Field | undefined): boolean {
  return (
    field !== undefined &&
    Object.hasOwn(entries.default.shape.fields, name) &&
    !Object.hasOwn(pipeline.shape.fields, name)
  );
}

function isChecked({ name, kind, value }: EffectiveJob): boolean {
  if (kind === 'job' || kind === 'trigger') return value.kind === 'map';
  // includes have been processed at this point: whoever reads them reports their problems
  return kind === 'other' && name !== 'include' && Object.hasOwn(pipeline.shape.fields, name);
}

function checkEntry(scene: Scene, { name, value, complete }: EffectiveJob, entry: Member): readonly MergedFinding[] {
  const keys = value.kind === 'map' ? [...value.members.keys()] : [];
  const field = fieldOfEntry(name, keys);
  if (!field) return [];
  const handlers = handlersOf(value);
  const conflicts = conflictsIn(handlers);
  const found: MergedFinding[] = [];
  check(
    finding => {
      if (finding.code !== 'one-handler') found.push(placed(finding, name, value, entry));
      else if (!conflicts.some(({ upper }) => finding.at === upper.member.key))
        found.push(placed(mendedHere(scene, name, finding), name, value, entry));
    },
    field,
    value,
    { name, owner: entry.key, hidden: false, complete },
  );
  return [...found, ...conflicts.map(conflict => conflictFinding(scene, conflict))];
}

/** What a template leaves to others is reported as missing in the jobs that extend it. */
function placed(finding: Finding, name: string, value: Value, entry: Member): MergedFinding {
  const via = viaOf(finding.at, value) ?? entry.via ?? [];
  const extending = saysAbsence(finding) ? via.findLast(({ rule }) => rule === 'extends') : undefined;
  if (!extending) return { finding, via };
  const { fixes: _, ...rest } = finding;
  const message = `${finding.message} \`${name}\` inherits it from here, and nothing adds to it.`;
  const related = [...(finding.related ?? []), { at: finding.at, message: 'It is written here.' }];
  return { finding: { ...rest, message, at: extending.at, related }, via: [] };
}

/** Removing the handler here does not help if a base has one as well. */
function mendedHere(scene: Scene, name: string, finding: Finding): Finding {
  const bases = basesOf(scene.configuration.get(name)) ?? [];
  const below = bases.flatMap(base => (base ? handlersOf(extendedOf(scene, base.name)) : []));
  return below.length > 0 ? { ...finding, fixes: [] } : finding;
}

/** The steps by which what is written at the place came into the value; nothing if it is not part of it. */
function viaOf(at: Place, value: Value): readonly Step[] | undefined {
  const { steps, arrived } = indexOf(value);
  const own = steps.get(at.block)?.get(at.span.start);
  if (own) return own;
  for (const { from, step } of arrived) {
    const found = viaOf(at, from);
    if (found) return [...found, step];
  }
  return undefined;
}

/** The steps by place: a value with thousands of problems is walked once, not once per problem. */
interface Index {
  readonly steps: Map<TextBlock, Map<number, readonly Step[]>>;
  /** Parts that arrived as a whole; each is searched where it is written, once for all its copies. */
  readonly arrived: Arrival[];
}

const indexOf = cachedBy((value: Value): Index => {
  const index: Index = { steps: new Map(), arrived: [] };
  addSteps(value, index, new Set());
  return index;
});

/** What aliases share is walked once: they can make a small text stand for far too many values. */
function addSteps(value: Value, index: Index, walked: Set<Value>): void {
  if (walked.has(value)) return;
  walked.add(value);
  const arrival = arrivalOf(value);
  if (arrival) return void index.arrived.push(arrival);
  if (value.kind !== 'map') addStep(value.at, value.via, index);
  if (value.kind === 'list') for (const item of value.items) addSteps(item, index, walked);
  if (value.kind !== 'map') return;
  for (const held of value.members.values()) {
    addStep(held.key, held.via ?? [], index);
    addSteps(held.value, index, walked);
  }
}

function addStep({ block, span }: Place, via: readonly Step[], { steps }: Index): void {
  const known = steps.get(block) ?? new Map<number, readonly Step[]>();
  steps.set(block, known);
  if (!known.has(span.start)) known.set(span.start, via);
}
