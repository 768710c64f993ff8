/**
 * The top-level entries of a pipeline after includes, looked up one by one so that a question costs only what it asks
 * for.
 */
import { cachedBy } from '../text/cached.ts';
import { addTo } from '../text/grouped.ts';
import type { Member, Value } from '../yaml/value/value.ts';
import { includeTree, type TreeFile } from './include-tree.ts';
import { merge, POLICIES } from './merge.ts';
import type { Project } from './project.ts';
import { keyIdentity } from '../yaml/value/patched-map.ts';
import { memberWithStep } from '../yaml/value/step.ts';
import { layersOf, numberedFiles, type Layer, type Layers, type NumberedFile } from './layers.ts';

export interface Configuration {
  /** The names of all entries, in GitLab's order. */
  readonly names: () => readonly string[];
  /** An entry, merged from all files. */
  readonly entry: (name: string) => Member | undefined;
  readonly get: (name: string) => Value | undefined;
  /** False if a file that was not read may have more entries. */
  readonly complete: boolean;
}

/** Told about every entry that is looked up, even if it does not exist, with the files that have it. */
export type Watch = (name: string, layers: Layers) => void;

/**
 * The configuration of a project, shared by all that ask for it. `watch` learns what the answers for one of them depend
 * on.
 */
export function configurationOf(project: Project, watch?: Watch): Configuration {
  const shared = sharedConfiguration(project);
  return watch ? watched(shared, project, watch) : shared;
}

function watched(shared: Configuration, project: Project, watch: Watch): Configuration {
  const layers = layersOf(project);
  const seen = new Set<string>();
  const entry = (name: string): Member | undefined => {
    if (!seen.has(name)) watch(name, layers(name));
    seen.add(name);
    return shared.entry(name);
  };
  return { ...shared, entry, get: name => entry(name)?.value };
}

const sharedConfiguration = cachedBy((project: Project): Configuration => {
  const { root, complete } = includeTree(project);
  const files = numberedFiles(root);
  const layers = layersOf(project);
  const entries = new Map<string, Member | undefined>();
  const entry = (name: string): Member | undefined => {
    if (!entries.has(name)) entries.set(name, name === 'include' ? includeOf(root) : entryOf(files, 0, layers(name)));
    return entries.get(name);
  };
  let names: readonly string[] | undefined;
  return { names: () => (names ??= namesOf(root)), entry, get: name => entry(name)?.value, complete };
});

/** GitLab removes `include` once it has found something to include, so none ever reaches the including file. */
function includeOf({ includes, source }: TreeFile): Member | undefined {
  return includes ? undefined : source.root.members.get('include');
}

/** Merges the files in their order, each over those before it, and the including file over all of them. */
function entryOf(files: readonly NumberedFile[], number: number, layers: Layers): Member | undefined {
  const own = layers[0]?.file === number ? layers[0].member : undefined;
  const under = own ? layers.slice(1) : layers;
  let below: Member | undefined;
  for (const [child, held] of byChild(files, number, under)) {
    const above = entryOf(files, child, held);
    const include = files[child]?.include;
    if (above && include) below = layer(below, memberWithStep(above, { rule: 'include', at: include.at }));
  }
  return own ? layer(below, own) : below;
}

/** Layers by the file, included right here, through which they come. */
function byChild(files: readonly NumberedFile[], number: number, layers: Layers): ReadonlyMap<number, Layers> {
  const groups = new Map<number, Layer[]>();
  for (const one of layers) {
    let child = one.file;
    for (let above = files[child]?.parent; above !== number && above !== undefined; above = files[child]?.parent)
      child = above;
    addTo(groups, child, one);
  }
  return groups;
}

function layer(below: Member | undefined, above: Member): Member {
  if (!below) return above;
  const value = merge(POLICIES.include, below.value, above.value);
  return value === above.value ? above : { ...above, value };
}

/** The same array as before an edit that keeps all keys: what is made from it can be cached with it. */
function namesOf(root: TreeFile): readonly string[] {
  const from = nameSources(root);
  const known = LATEST.get(keyIdentity(root.source.root.members));
  if (known?.from.length === from.length && from.every((source, index) => source === known.from[index]))
    return known.names;
  const all = new Set<string>();
  addNames(root, all);
  if (root.includes) all.delete('include');
  const names = [...all];
  LATEST.set(keyIdentity(root.source.root.members), { from, names });
  return names;
}

/** The latest names, with what decides about them. */
const LATEST = new WeakMap<object, { readonly from: readonly unknown[]; readonly names: readonly string[] }>();

function nameSources({ children, includes, source }: TreeFile): readonly unknown[] {
  return [includes, ...children.flatMap(({ file }) => nameSources(file)), keyIdentity(source.root.members)];
}

function addNames(file: TreeFile, names: Set<string>): void {
  for (const { file: included } of file.children) addNames(included, names);
  for (const name of file.source.root.members.keys()) names.add(name);
}
