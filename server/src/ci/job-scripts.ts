/** What a job runs in a shell: its scripts with what they inherit from `default` and from the top level. */
import { cachedBy, cachedByName } from '../text/cached.ts';
import type { ScalarValue, Value } from '../yaml/value/value.ts';
import { member } from '../yaml/value/value.ts';
import { withStep } from '../yaml/value/step.ts';
import { given, isNull, textOf } from './blank.ts';
import { inheritsDefault, type EffectiveJob } from './effective-job.ts';
import { defaultOf } from './pipeline.ts';
import type { Project } from './project.ts';
import { resolveJob } from './resolve-job.ts';

export interface ScriptEntry {
  readonly text: string;
  readonly value: ScalarValue;
}

/** The entries that one shell runs one after the other, wherever they are written. */
export type JobScript = readonly ScriptEntry[];

/** The entries of a configuration that all jobs inherit keys from. */
export const SHARED_NAMES = ['default', 'before_script', 'after_script', 'image'];

/** The value of a key that a job may inherit: its own, or that of `default`, or that of the top level. */
export function inheritedValue(project: Project, job: Value, key: string): Value | undefined {
  return given(job, key) ?? (inheritsDefault(job, key) ? sharedValue(project, key) : undefined);
}

const sharedValue = cachedByName((project: Project, key: string): Value | undefined => {
  const held = member(defaultOf(resolveJob(project, 'default')?.value), key);
  if (held && !isNull(held.value)) return withStep(held.value, { rule: 'default', at: held.key });
  const shared = SHARED_NAMES.includes(key) ? resolveJob(project, key)?.value : undefined;
  return isNull(shared) ? undefined : shared;
});

/** The scripts that jobs inherit unless they have their own. */
export const sharedScripts = cachedBy((project: Project): readonly Value[] => {
  const hooks = member(defaultOf(resolveJob(project, 'default')?.value), 'hooks')?.value;
  const shared = ['before_script', 'after_script'].map(key => sharedValue(project, key));
  return [...shared, given(hooks, 'pre_get_sources_script')].flatMap(script => script ?? []);
});

/**
 * The scripts of a job. GitLab makes one of `before_script` and `script`; `after_script` has a shell of its own. A
 * script is left out unless every entry of it is known.
 */
export function scriptsOf(project: Project, { value, hooks }: EffectiveJob): readonly JobScript[] {
  const of = (key: string): Value | undefined => inheritedValue(project, value, key);
  const hook = given(hooks, 'pre_get_sources_script');
  return [[of('before_script'), given(value, 'script')], [of('after_script')], [hook]].flatMap(parts => {
    const entries = parts.flatMap(part => (part ? entriesIn(part) : []));
    const known = entries.flatMap(entry => entry ?? []);
    return known.length > 0 && known.length === entries.length ? [known] : [];
  });
}

/** GitLab flattens nested lists. */
export function entriesIn(value: Value): readonly (ScriptEntry | undefined)[] {
  if (value.kind === 'list') return value.items.flatMap(entriesIn);
  const text = textOf(value);
  return [value.kind === 'scalar' && text !== undefined ? { text, value } : undefined];
}
