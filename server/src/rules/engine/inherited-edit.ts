/** An edit of a template, or of `default`, that only replaces values which jobs inherit as they are. */
import { isNull } from '../../ci/blank.ts';
import { kindOf } from '../../ci/job-kind.ts';
import { hasTag } from '../../ci/reference.ts';
import type { MapValue, Member, Value } from '../../yaml/value/value.ts';

export interface InheritedEdit {
  /** The template, or `default`. */
  readonly name: string;
  /** The values after the edit, by the keys whose values it replaced. */
  readonly values: ReadonlyMap<string, Member>;
  /** Those before it. */
  readonly before: ReadonlyMap<string, Member>;
  /** Whether all of them are of `LONE_KEYS`. */
  readonly isLone: boolean;
}

/** A job that may inherit them, or has them. */
export interface Heir {
  /** The entries that make up its value: its own, and those that it extends. */
  readonly parts: readonly MapValue[];
  /** Whether its own entry has the key. */
  readonly hasOwn: (key: string) => boolean;
  /** Whether it is the edited entry itself. */
  readonly isEdited: boolean;
  /** The keys of new values that it inherits: its own entry does not replace them. */
  readonly reached: ReadonlySet<string>;
  /** Whether nothing is made of parts of these values and of others. */
  readonly takesAsTheyAre: boolean;
  /** The jobs that it names; nothing for what may not be a job. */
  readonly others: () => readonly (Heir | undefined)[];
}

/**
 * Keys that concern nothing but the job itself: their values decide neither whether it is in a pipeline nor how it
 * relates to other jobs.
 */
export const LONE_KEYS: ReadonlySet<string> = new Set([
  ...['script', 'before_script', 'after_script', 'hooks', 'image', 'services', 'tags', 'cache', 'artifacts'],
  ...['retry', 'timeout', 'interruptible', 'coverage'],
]);

/** Keys that decide about more, but are merged as simply: each has the value of one entry, or the mappings of several. */
const DECIDING_KEYS: ReadonlySet<string> = new Set(['variables', 'rules', 'stage', 'needs']);

/** What an edit replaced in an entry; nothing if it may have changed more than values of such keys. */
export function inheritedEdit(
  name: string,
  before: Member | undefined,
  after: Member | undefined,
): InheritedEdit | undefined {
  const [old, now] = [before && templateIn(name, before), after && templateIn(name, after)];
  if (!old || !now || old.head !== now.head || old.keys.size !== now.keys.size) return undefined;
  const values = new Map<string, Member>();
  const replaced = new Map<string, Member>();
  const names = [...now.keys.keys()];
  if ([...old.keys.keys()].some((key, index) => key !== names[index])) return undefined;
  for (const [key, { text, member }] of now.keys) {
    const known = old.keys.get(key);
    if (known?.text === text) continue;
    if (
      !known ||
      !(LONE_KEYS.has(key) || (DECIDING_KEYS.has(key) && name !== 'default')) ||
      isNull(known.member.value) ||
      isNull(member.value)
    )
      return undefined;
    values.set(key, member);
    replaced.set(key, known.member);
  }
  const isLone = [...values.keys()].every(key => LONE_KEYS.has(key));
  return { name, values, before: replaced, isLone };
}

/** The text above the first key, and the text of each key with its value up to the next one. */
interface Template {
  readonly head: string;
  readonly keys: ReadonlyMap<string, { readonly text: string; readonly member: Member }>;
}

/** Nothing if it is of another kind, or if not all of it is written there. */
function templateIn(name: string, { key: { block }, value }: Member): Template | undefined {
  if (value.kind !== 'map' || !isTemplate(name, value) || !isWrittenHere(value)) return undefined;
  const members = [...value.members];
  const starts = members.map(([, { key }]) => key.span.start);
  if (members.some(([, held]) => held.key.block !== block || held.replaced.length > 0)) return undefined;
  if (starts.some((start, index) => start >= (starts[index + 1] ?? Infinity))) return undefined;
  const keys = members.map(
    ([id, member], index) => [id, { text: block.text.slice(starts[index], starts[index + 1]), member }] as const,
  );
  return { head: block.text.slice(0, starts[0]), keys: new Map(keys) };
}

function isTemplate(name: string, value: MapValue): boolean {
  const kind = kindOf(name, value);
  return (kind === 'hidden' || kind === 'job' || name === 'default') && !value.open;
}

/** Whether nothing in it arrives from elsewhere, so that the same text means the same. */
function isWrittenHere(value: Value): boolean {
  if (value.via.length > 0 || hasTag(value)) return false;
  if (value.kind === 'list') return value.items.every(isWrittenHere);
  if (value.kind !== 'map') return true;
  return [...value.members.values()].every(held => !held.via && !held.complex && isWrittenHere(held.value));
}
