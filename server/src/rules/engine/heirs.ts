/**
 * The jobs that need not be judged again after an edit of a template, and the aspects in which an edited job need not be:
 * what the edit replaced is judged once for all of them. An aspect in which a job has findings is not
 * among these, since findings have places, and those have moved.
 */
import { isNull } from '../../ci/blank.ts';
import { hasTag } from '../../ci/reference.ts';
import { lastResolved } from '../../ci/resolve-job.ts';
import { cachedBy } from '../../text/cached.ts';
import { member, type MapValue, type Member, type Value } from '../../yaml/value/value.ts';
import { LONE_KEYS, type Heir, type InheritedEdit } from './inherited-edit.ts';
import { factsOf } from './job-facts.ts';
import type { PipelineRules, Stays } from './pipeline-rules.ts';
import type { Scene } from './scene.ts';

/** What is judged about an entry, each by rules of one kind. */
export type Aspect = 'entries' | 'jobs' | 'scripts' | 'runs';

/** Tells of a job without findings in an aspect whether it certainly has none there after the edit, either. */
export function soundHeirs(
  rules: PipelineRules,
  scene: Scene,
  edit: InheritedEdit,
): (aspect: Aspect, name: string) => boolean {
  const heirs = new Map<string, Heir | undefined>();
  const find = (name: string): Heir | undefined => {
    if (!heirs.has(name)) heirs.set(name, heirOf(scene, edit, name, find));
    return heirs.get(name);
  };
  const staysBy = (some: readonly { readonly stays?: Stays }[], heir: Heir): boolean =>
    heir.takesAsTheyAre && some.every(({ stays }) => stays?.(scene, edit, heir) ?? edit.isLone);
  const isSound: Readonly<Record<Aspect, (heir: Heir) => boolean>> = {
    entries: heir => heir.reached.size === 0 || staysBy([rules.entry], heir),
    jobs: heir => staysAmongOthers(edit, heir),
    scripts: heir => ![...heir.reached].some(key => LONE_KEYS.has(key)) || staysBy(rules.scripts, heir),
    runs: heir => staysBy(rules.runs, heir),
  };
  return (aspect, name) => {
    const heir = find(name);
    return heir !== undefined && isSound[aspect](heir);
  };
}

/** Rules about a job among others read its rules, its needs and its stage, and the stages of the others. */
function staysAmongOthers(edit: InheritedEdit, heir: Heir): boolean {
  if (['stage', 'rules', 'needs'].some(key => heir.reached.has(key))) return false;
  return !edit.values.has('stage') || heir.others().every(other => other && !other.reached.has('stage'));
}

/** Nothing for what is not a job that is merged from known mappings alone. */
function heirOf(
  { project, configuration }: Scene,
  edit: InheritedEdit,
  name: string,
  find: (name: string) => Heir | undefined,
): Heir | undefined {
  const last = lastResolved(project, name);
  if (last?.kind !== 'job' || (edit.name !== 'default' && last.readsByDefault(edit.name))) return undefined;
  const parts: MapValue[] = [];
  for (const read of last.reads) {
    const value = configuration.get(read);
    if (value?.kind !== 'map' || value.open || hasTag(value)) return undefined;
    parts.push(value);
  }
  const own = configuration.get(name);
  const isHeir = edit.name === 'default' || last.reads.includes(edit.name);
  return {
    parts,
    isEdited: name === edit.name,
    hasOwn: key => member(own, key) !== undefined,
    reached: name === edit.name ? new Set(edit.values.keys()) : isHeir ? reachedBy(edit, own) : NOTHING,
    takesAsTheyAre: edit.name === 'default' || [...edit.values].every(held => isTakenAsItIs(parts, held)),
    others: () => parts.flatMap(namedIn).map(find),
  };
}

const NOTHING: ReadonlySet<string> = new Set();

/** The keys that a job inherits: its own value replaces them, unless it is nothing or both are mappings. */
function reachedBy({ values, before }: InheritedEdit, own: Value | undefined): ReadonlySet<string> {
  const isMap = (some: InheritedEdit['values'], key: string): boolean => some.get(key)?.value.kind === 'map';
  return new Set(
    [...values.keys()].filter(key => {
      const held = member(own, key);
      return !held || isNull(held.value) || (held.value.kind === 'map' && (isMap(values, key) || isMap(before, key)));
    }),
  );
}

/** The jobs that an entry names, or those whose copies it names. */
const namedIn = cachedBy((part: MapValue): readonly string[] => {
  const { needs, ruleNeeds, dependencies, children, onStop } = factsOf(part);
  const needed = [...(needs?.jobs ?? []), ...ruleNeeds.flatMap(({ jobs }) => jobs)];
  const all = [...needed, ...dependencies, ...children, ...(onStop ? [onStop] : [])];
  return [...new Set(all.map(({ name }) => name))];
});

/** Whether a job has the value, or another one in its place, or variables of which each is one or the other. */
function isTakenAsItIs(parts: readonly MapValue[], [key, { value }]: readonly [string, Member]): boolean {
  const maps = parts.flatMap(part => mapAt(part, key) ?? []);
  if (maps.length < 2) return true;
  if (key !== 'variables' || value.kind !== 'map') return false;
  return [...value.members.keys()].every(name => maps.filter(map => mapAt(map, name)).length < 2);
}

function mapAt(part: MapValue, key: string): MapValue | undefined {
  const value = member(part, key)?.value;
  return value?.kind === 'map' ? value : undefined;
}
