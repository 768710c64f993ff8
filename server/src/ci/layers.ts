/**
 * Which files of a pipeline have an entry. Nearly all of many files have not, so they are found by an index: to look
 * into each of them for each entry would cost files × entries.
 */
import { cachedBy } from '../text/cached.ts';
import { addTo } from '../text/grouped.ts';
import type { Member } from '../yaml/value/value.ts';
import type { Include } from './include-entry.ts';
import { includeTree } from './include-tree.ts';
import type { Project } from './project.ts';
import type { TreeFile } from './tree-file.ts';

/** An entry as one file has it; files are numbered as they come in the tree, each before those that it includes. */
export interface Layer {
  readonly file: number;
  readonly member: Member;
}

export type Layers = readonly Layer[];

/** A file with the one that includes it, and the include. */
export interface NumberedFile {
  readonly file: TreeFile;
  readonly parent: number;
  readonly include: Include | undefined;
}

/** All files of a tree by their numbers. */
export const numberedFiles = cachedBy((root: TreeFile): readonly NumberedFile[] => {
  const all: NumberedFile[] = [];
  const add = (file: TreeFile, parent: number, include: Include | undefined): void => {
    const number = all.length;
    all.push({ file, parent, include });
    for (const child of file.children) add(child.file, number, child.include);
  };
  add(root, -1, undefined);
  return all;
});

/** The layers of an entry by its name, the including files before the included ones. */
export const layersOf = cachedBy((project: Project): ((name: string) => Layers) => {
  const files = numberedFiles(includeTree(project).root).map(({ file }) => file.source.root.members);
  const index = files.length === 1 ? undefined : indexOf(project, files);
  return name => {
    const found: Layer[] = [];
    for (const file of index ? (index.get(name) ?? NONE) : ALONE) {
      const member = files[file]?.get(name);
      if (member) found.push({ file, member });
    }
    return found;
  };
});

const NONE: readonly number[] = [];
const ALONE: readonly number[] = [0];

type Members = ReadonlyMap<string, Member>;

/** The numbers of the files that have a name. */
type Index = ReadonlyMap<string, readonly number[]>;

/** The latest index of each project, with the files that it was made from. */
const LATEST = new WeakMap<object, { readonly files: readonly Members[]; readonly index: Index }>();

/** The same index as before an edit that keeps the names of all files. */
function indexOf({ lineage }: Project, files: readonly Members[]): Index {
  const known = LATEST.get(lineage);
  const isSame =
    known?.files.length === files.length && files.every((file, at) => haveSameNames(file, known.files[at] ?? file));
  const index = isSame ? known.index : newIndex(files);
  LATEST.set(lineage, { files, index });
  return index;
}

function haveSameNames(one: Members, other: Members): boolean {
  if (one === other) return true;
  if (one.size !== other.size) return false;
  for (const name of one.keys()) if (!other.has(name)) return false;
  return true;
}

function newIndex(files: readonly Members[]): Index {
  const index = new Map<string, number[]>();
  for (const [number, members] of files.entries()) for (const name of members.keys()) addTo(index, name, number);
  return index;
}
