/** What GitLab takes a top-level entry for. */
import { jobMarks, pipeline, reservedNames } from '../spec/pipeline.ts';
import { member, type Datum, type Value } from '../yaml/value/value.ts';

/** `other` is a keyword of the root; `invalid` is an entry that GitLab takes for a job that does nothing. */
export type JobKind = 'hidden' | 'job' | 'trigger' | 'other' | 'invalid';

const RESERVED: ReadonlySet<string> = new Set(reservedNames);

/** The kind of an entry after merging. What counts is the presence of a key, not its value. */
export function kindOf(name: string, value: Value): JobKind {
  if (RESERVED.has(name)) return 'other';
  if (name.startsWith('.')) return 'hidden';
  if (hasKey(value, ['script', 'run'])) return 'job';
  if (hasKey(value, jobMarks)) return 'trigger';
  if (Object.hasOwn(pipeline.shape.fields, name)) return 'other';
  return value.kind === 'map' && value.open ? 'job' : 'invalid';
}

function hasKey(value: Value, names: readonly string[]): boolean {
  return names.some(name => member(value, name) !== undefined);
}

/** Job names are strings; GitLab refuses a number or a boolean. */
export function isJobName(name: Datum): boolean {
  return name.type === 'string' || name.type === 'symbol';
}
