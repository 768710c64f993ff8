/** Proves a refactoring: every pipeline is resolved before and after it, and all of their jobs have to be the same. */
import { isNull } from '../../ci/blank.ts';
import { inheritsDefault } from '../../ci/effective-job.ts';
import { defaultOf, resolvePipeline, type Pipeline } from '../../ci/pipeline.ts';
import { withDocument, type Project } from '../../ci/project.ts';
import { defaults, triggerJob } from '../../spec/job.ts';
import type { Problem } from '../../text/problem.ts';
import type { TextChange } from '../../text/span.ts';
import { changedBy } from '../../yaml/document/document.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import { encodeDatum } from '../../yaml/value/encode.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { diagnose } from '../diagnostics.ts';
import { member, type Value } from '../../yaml/value/value.ts';

/** Why changes of the document make a difference to GitLab; `undefined` if they do not. */
export type Proof = (changes: readonly TextChange[], moved?: Moved) => string | undefined;

/** A key that moves from a job to `default`. */
export interface Moved {
  readonly key: string;
  readonly job: string;
}

/** The outcome before is computed once, on demand. */
export function proofFor(projects: readonly Project[], document: SourceDocument): Proof {
  let before: readonly Pipeline[] | undefined;
  return (changes, moved) => {
    before ??= projects.map(project => resolvePipeline(project));
    const unsure = before.find(({ complete, loadFaults }) => !complete || loadFaults.length > 0);
    if (unsure) return unsure.complete ? BROKEN : UNKNOWN;
    const after = changedBy(document, changes);
    return firstOf(before, (pipeline, index) => {
      const project = projects[index];
      if (!project) return undefined;
      const changed = withDocument(project, after);
      return difference(pipeline, resolvePipeline(changed), moved) ?? newError(project, document, changed, after);
    });
  };
}

const UNKNOWN = 'An included file cannot be read here, so it is not certain what the jobs resolve to.';
const BROKEN = 'GitLab would refuse the pipeline as it is; fix that first.';

/** An error that the text did not show before, because it was in another file or in text without effect. */
function newError(before: Project, old: SourceDocument, after: Project, fresh: SourceDocument): string | undefined {
  const [known, found] = [errorsIn(before, old), errorsIn(after, fresh)];
  if (found.length <= known.length) return undefined;
  const told = new Set(known.map(({ message }) => message));
  const surplus = found.find(({ message }) => !told.has(message)) ?? found[0];
  return surplus && `This would cause an error: ${surplus.message}`;
}

function errorsIn(project: Project, document: SourceDocument): readonly Problem[] {
  return diagnose(project, document, {}).filter(({ severity }) => severity === 'error');
}

function firstOf<Of>(all: readonly Of[], find: (one: Of, index: number) => string | undefined): string | undefined {
  for (const [index, one] of all.entries()) {
    const found = find(one, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function difference(before: Pipeline, after: Pipeline, moved: Moved | undefined): string | undefined {
  if (!after.complete || after.loadFaults.length > 0 || after.entryFaults.length > before.entryFaults.length)
    return `GitLab would refuse the pipeline: ${(after.loadFaults[0] ?? after.entryFaults[0])?.message ?? ''}`;
  if (moved && before.merged.members.has(moved.key) && !before.jobs.has(moved.key))
    return `\`${moved.key}\` is also set at the top level, and GitLab refuses it in both places.`;
  const [old, fresh] = [outcomes(before), outcomes(after)];
  const changed = [...old].find(([name, outcome]) => fresh.get(name) !== outcome)?.[0];
  const added = [...fresh.keys()].find(name => !old.has(name));
  const job = changed ?? added;
  if (job !== undefined) return `This would change what job \`${job}\` resolves to.`;
  const kept = moved && member(after.jobs.get(moved.job)?.value, moved.key)?.value;
  if (moved && kept && !isNull(kept)) return `\`${moved.job}\` inherits another \`${moved.key}\` from what it extends.`;
  return others(before, moved?.key) === others(after, moved?.key)
    ? undefined
    : 'This would change something outside of jobs.';
}

/** What each job resolves to, including the values of `default`. */
export function outcomes({ merged, jobs }: Pipeline): ReadonlyMap<string, string> {
  const standard = defaultOf(merged.members.get('default')?.value);
  return new Map(
    [...jobs].map(([name, { kind, value }]) => {
      const own = value.kind === 'map' ? [...value.members.keys()].filter(key => key !== 'extends') : [];
      const shared = kind === 'trigger' ? SHARED.filter(key => key in triggerJob.shape.fields) : SHARED;
      const keys = [...new Set([...own, ...shared])].toSorted();
      return [name, JSON.stringify([kind, ...keys.map(key => [key, canonical(effective(value, key, standard))])])];
    }),
  );
}

const SHARED = Object.keys(defaults.shape.fields);

/** An empty value counts as none, so that the one of `default` applies. */
function effective(job: Value, key: string, standard: Value | undefined): Value | undefined {
  const own = member(job, key)?.value;
  if (!SHARED.includes(key) || (own && !isNull(own)) || !inheritsDefault(job, key)) return own;
  return member(standard, key)?.value ?? own;
}

/** Keywords of the root. Hidden jobs matter only by what jobs make of them. */
function others({ merged, jobs }: Pipeline, moved: string | undefined): string {
  const rest = [...merged.members].flatMap(([name, { value }]) => {
    if (jobs.has(name) || name.startsWith('.')) return [];
    const kept = name === 'default' && moved !== undefined ? without(value, moved) : value;
    return kept ? [[name, canonical(kept)]] : [];
  });
  return JSON.stringify(rest.toSorted(byKey));
}

/** The mapping without the key, or `undefined` if that was all. */
function without(value: Value, key: string): Value | undefined {
  if (value.kind !== 'map') return value;
  const members = new Map([...value.members].filter(([name]) => name !== key));
  return members.size > 0 ? { ...value, members } : undefined;
}

/** Equal for values that GitLab cannot distinguish; what only GitLab knows is compared as it is written. */
export function canonical(value: Value | undefined): unknown {
  if (value === undefined) return { absent: true };
  if (value.kind === 'scalar') return encodeDatum(value.datum);
  if (value.kind === 'list') return value.items.map(canonical);
  if (value.kind === 'map')
    return { map: [...value.members].map(([key, held]) => [key, canonical(held.value)]).toSorted(byKey) };
  return { unknown: value.why, text: sourceOf(value.at).replace(/^[ \t]+/gm, '') };
}

function byKey([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}
