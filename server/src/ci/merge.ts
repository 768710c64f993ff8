/** How GitLab merges: one policy for each situation in which two values are combined, as data. */
import type { MapValue, Member, Value } from '../yaml/value/value.ts';

/** `deep` merges mappings at every level; `keys` only at the first; `whole` takes the upper value as it is. */
export type Policy = 'deep' | 'keys' | 'whole';

/** Today the hooks of a job replace those of `default:` as a whole; the proposal is to replace them hook by hook. */
export type Inheritance = 'replace' | 'perHook';

export const POLICIES = {
  /** Files over the files before them, the including file over all its includes. */
  include: 'deep',
  /** Later bases over earlier ones, the job over its bases. */
  extends: 'deep',
  /** The hooks of a job over those of `default:`. */
  hooks: { replace: 'whole', perHook: 'keys' },
} as const satisfies Record<string, Policy | Record<Inheritance, Policy>>;

/** Merges `over` over `base`. The keys of the base come first; lists, scalars and references always replace. */
export function merge(policy: Policy, base: Value, over: Value): Value {
  if (policy === 'whole' || base.kind !== 'map' || over.kind !== 'map') return over;
  if (base.members.size === 0 && !base.open) return over;
  return mergeMaps(policy, base, over);
}

function mergeMaps(policy: Policy, base: MapValue, over: MapValue): MapValue {
  const members = new Map(base.members);
  over.members.forEach((above, id) => members.set(id, mergeMember(policy, members.get(id), above)));
  return { kind: 'map', at: over.at, via: over.via, open: base.open || over.open, members };
}

function mergeMember(policy: Policy, below: Member | undefined, above: Member): Member {
  if (!below || policy !== 'deep') return above;
  const value = merge('deep', below.value, above.value);
  return value === above.value ? above : { ...above, value };
}
