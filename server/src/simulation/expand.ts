/** Expands variables in texts, as GitLab does before it creates the jobs. */
import { cachedBy } from '../text/cached.ts';
import { isDoubt, joined, type Doubt } from '../expression/truth.ts';
import { cycleIn } from './cycle.ts';
import { mayRefer, REFERENCE } from './references.ts';
import { doubtAbout, type Scope } from './scope.ts';

/** What a name without a variable becomes: empty, or it stays as written. */
export type Missing = 'empty' | 'kept';

/** The expanded text; a doubt if one of the variables is unknown. */
export function expand(text: string, scope: Scope, missing: Missing): string | Doubt {
  if (!mayRefer(text)) return text;
  const cycle = cycleIn(scope);
  if (cycle?.doubt) return cycle.doubt;
  return replaced(text, (name, written) => {
    const found = scope.get(name);
    if (!found) return missing === 'kept' ? written : '';
    if (isDoubt(found)) return found;
    // if variables refer to each other in a cycle, GitLab inserts all values unexpanded
    return cycle ? (found.value ?? '') : expandedValue(name, scope, 0);
  });
}

/** Nobody nests values deeper, and expanding such values would take too long. */
const DEEPEST = 100;
const LONGEST = 100_000;
const TOO_LONG: Doubt = { on: ['a value that is too long to be evaluated'] };

const expandedIn = cachedBy((_scope: Scope) => new Map<string, string | Doubt>());

/** The value of a variable with others expanded in it. A reference to itself becomes empty. */
export function expandedValue(name: string, scope: Scope, depth: number): string | Doubt {
  const cache = expandedIn(scope);
  const cached = cache.get(name);
  if (cached !== undefined) return cached;
  const value = depth > DEEPEST ? doubtAbout(name) : computed(name, scope, depth);
  const kept = isDoubt(value) || value.length <= LONGEST ? value : doubtAbout(name);
  cache.set(name, kept);
  return kept;
}

function computed(name: string, scope: Scope, depth: number): string | Doubt {
  const found = scope.get(name);
  if (!found || isDoubt(found)) return found ?? '';
  const { value, raw } = found;
  if (raw || value === null || !mayRefer(value)) return value ?? '';
  return replaced(value, other => (other === name ? '' : expandedValue(other, scope, depth + 1)));
}

function replaced(text: string, by: (name: string, written: string) => string | Doubt): string | Doubt {
  const doubts: Doubt[] = [];
  let length = 0;
  const done = text.replaceAll(REFERENCE, (written: string, a?: string, b?: string, c?: string) => {
    const name = a ?? b ?? c;
    if (name === undefined) return written;
    const found = length > LONGEST ? TOO_LONG : by(name, written);
    const value = isDoubt(found) ? '' : found;
    if (isDoubt(found)) doubts.push(found);
    length += value.length;
    return value;
  });
  return doubts.length > 0 ? joined(...doubts) : done;
}
