/**
 * What is known about a pipeline if not every file could be read. This is decided per fact, not per file: whoever
 * judges asks here for the facts that its finding depends on, and nothing else suppresses it. Two rules of GitLab
 * decide. A file is merged over all that it includes, and later includes over earlier ones: an include that was not
 * read can replace only what lies below it. And files only ever add: names and keys that exist cannot be removed, but
 * more may be added.
 */
import { cachedBy } from '../text/cached.ts';
import type { Value } from '../yaml/value/value.ts';
import { basesOf } from './bases.ts';
import { configurationOf } from './configuration.ts';
import { includeTree } from './include-tree.ts';
import type { Project } from './project.ts';
import { hasTag } from './reference.ts';
import type { TreeFile } from './tree-file.ts';

/** `conditional`: rules of an include decide about it; `unread`: a file that was not read may replace it. */
export type Certainty = 'sure' | 'conditional' | 'unread';

/**
 * The name of an entry and the keys below it, down to a scalar or list: those replace each other, mappings are merged.
 */
export type FactPath = readonly [entry: string, ...keys: string[]];

export interface Knowledge {
  /** Whether all entries and all their keys are known: nothing else can be added. */
  readonly whole: boolean;
  /** How certain it is that this value takes effect, or that there is none; includes what `extends` brings. */
  readonly of: (path: FactPath) => Certainty;
}

/** What is known about a pipeline; the same object for the same version of it. */
export const knowledgeOf = cachedBy((project: Project): Knowledge => {
  const { complete: whole, conditional } = includeTree(project);
  const isAllSure = whole && !conditional;
  return {
    whole,
    of: path => (isAllSure ? 'sure' : project.fragment ? 'unread' : certaintyOf(project, path)),
  };
});

/** The least certain of the facts. */
export function leastOf(facts: readonly Certainty[]): Certainty {
  if (facts.includes('unread')) return 'unread';
  return facts.includes('conditional') ? 'conditional' : 'sure';
}

function certaintyOf(project: Project, path: FactPath): Certainty {
  const { root, complete } = includeTree(project);
  const written = inFile(root, path);
  if (written === 'tagged') return complete ? 'conditional' : 'unread';
  if (written !== 'absent') return written;
  return complete ? inBases(project, path, new Set()) : 'unread';
}

/**
 * An entry that does not have the value itself gets it from its bases. At this point everything was read, and only
 * rules can be open.
 */
function inBases(project: Project, [entry, ...keys]: FactPath, above: ReadonlySet<string>): Certainty {
  const bases = basesOf(configurationOf(project).get(entry)) ?? [];
  if (bases.length === 0 || above.has(entry)) return 'sure';
  const named = inFile(includeTree(project).root, [entry, 'extends']);
  const found = bases.map(base => (base ? inBase(project, [base.name, ...keys], new Set(above).add(entry)) : 'sure'));
  return named === 'sure' && !found.includes('conditional') ? 'sure' : 'conditional';
}

function inBase(project: Project, path: FactPath, above: ReadonlySet<string>): Certainty {
  const written = inFile(includeTree(project).root, path);
  if (written === 'absent') return inBases(project, path, above);
  return written === 'sure' ? 'sure' : 'conditional';
}

/**
 * Goes down the layers from the top: the first file that has the value decides, unless something unread lies over it.
 */
function inFile({ source, children, gap }: TreeFile, path: FactPath): Layer {
  const own = inValue(source.root, path);
  if (own !== 'absent') return own;
  for (let index = children.length; index >= 0; index--) {
    if (gap && index <= gap.after) return 'unread';
    const child = children[index - 1];
    const below = child ? inFile(child.file, path) : 'absent';
    if (below === 'absent') continue;
    return child?.include.conditional && below === 'sure' ? 'conditional' : below;
  }
  return 'absent';
}

/** What one layer says; `tagged` leads elsewhere by `!reference`, where the value may be anything. */
type Layer = Certainty | 'absent' | 'tagged';

function inValue(value: Value, [key, ...rest]: readonly string[]): Layer {
  if (value.kind === 'unknown') return value.why === 'reference' ? 'tagged' : 'unread';
  if (key === undefined) return value.kind === 'map' ? 'absent' : hasTag(value) ? 'tagged' : 'sure';
  if (value.kind !== 'map') return 'sure';
  const held = value.members.get(key);
  if (held) return inValue(held.value, rest);
  return value.open ? 'unread' : 'absent';
}
