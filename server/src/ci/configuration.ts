/**
 * The top-level entries of a pipeline after includes, looked up one by one so that a question costs only what it asks
 * for.
 */
import { cachedBy } from '../text/cached.ts';
import type { Member, Value } from '../yaml/value/value.ts';
import { includeTree, type TreeFile } from './include-tree.ts';
import type { TreeChild } from './tree-file.ts';
import { merge, POLICIES } from './merge.ts';
import type { Project } from './project.ts';
import { keyIdentity } from '../yaml/value/patched-map.ts';
import { memberWithStep } from '../yaml/value/step.ts';

export interface Configuration {
  /** The names of all entries, in GitLab's order. */
  readonly names: () => readonly string[];
  /** An entry, merged from all files. */
  readonly entry: (name: string) => Member | undefined;
  readonly get: (name: string) => Value | undefined;
  /** False if a file that was not read may have more entries. */
  readonly complete: boolean;
}

/** Told about every entry of a single file that is looked up, even if it does not exist. */
export type Watch = (file: TreeFile, name: string, found: Member | undefined) => void;

/**
 * The configuration of a project. `watch` learns what the answers depend on; without it, all callers share one object.
 */
export function configurationOf(project: Project, watch?: Watch): Configuration {
  return watch ? configured(project, watch) : sharedConfiguration(project);
}

const sharedConfiguration = cachedBy((project: Project) => configured(project, undefined));

function configured(project: Project, watch: Watch | undefined): Configuration {
  const { root, complete } = includeTree(project);
  const entries = new Map<string, Member | undefined>();
  const entry = (name: string): Member | undefined => {
    if (!entries.has(name)) entries.set(name, isDropped(root, name) ? undefined : entryOf(root, name, watch));
    return entries.get(name);
  };
  let names: readonly string[] | undefined;
  return { names: () => (names ??= namesOf(root)), entry, get: name => entry(name)?.value, complete };
}

/** GitLab removes `include` once it has found something to include. */
function isDropped(root: TreeFile, name: string): boolean {
  return name === 'include' && root.includes;
}

/** Merges the files in their order, each over those before it, and the including file over all of them. */
function entryOf(file: TreeFile, name: string, watch: Watch | undefined): Member | undefined {
  let below: Member | undefined;
  // watchers also have to learn about files without the entry
  for (const { file: included, include } of watch ? file.children : childrenWith(file, name)) {
    const above = isDropped(included, name) ? undefined : entryOf(included, name, watch);
    if (above) below = layer(below, memberWithStep(above, { rule: 'include', at: include.at }));
  }
  const own = file.source.root.members.get(name);
  watch?.(file, name, own);
  return own ? layer(below, own) : below;
}

/** The included files that have the entry, or include one that has; of many files, nearly all have not. */
function childrenWith(file: TreeFile, name: string): readonly TreeChild[] {
  if (file.children.length < 2) return file.children;
  return holdersIn(file).get(name) ?? NONE;
}

const NONE: readonly TreeChild[] = [];

const holdersIn = cachedBy((file: TreeFile): ReadonlyMap<string, readonly TreeChild[]> => {
  const holders = new Map<string, TreeChild[]>();
  for (const child of file.children) {
    const names = new Set<string>();
    addNames(child.file, names);
    for (const name of names) {
      const before = holders.get(name);
      if (before) before.push(child);
      else holders.set(name, [child]);
    }
  }
  return holders;
});

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
