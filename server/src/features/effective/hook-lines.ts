/** Lines of Markdown about one hook: what it is and where its parts were written. */
import { originsOf, type Origin } from '../../ci/origin.ts';
import type { Project } from '../../ci/project.ts';
import { code, say, ours, type Markdown } from '../../text/markdown.ts';
import type { Member } from '../../yaml/value/value.ts';
import { shortText } from './short.ts';
import { linkTo, viaOf, fileLink } from './file-link.ts';

/** The most parts of a hook that are listed separately. */
const MOST_PARTS = 4;

/** The hook in one line, and a line for each part that arrived by another way than most of it. */
export function hookLines(project: Project, id: string, { key, value, via }: Member): readonly Markdown[] {
  const leaves = leavesOf([...originsOf(value)]);
  const main = mostOf(groupsOf(leaves));
  const own: Origin = main?.[0]?.[1] ?? { at: value.at, via: via ?? value.via };
  const at = own.at.block === key.block ? key : own.at;
  const line = say`- ${code(id)}: ${code(shortText(value))}${originText(project, { at, via: own.via })}`;
  const inMain = new Set(main);
  const others = leaves.filter(leaf => !inMain.has(leaf));
  const told = others
    .slice(0, MOST_PARTS)
    .map(([pointer, origin]) => say`  - ${code(pathText(pointer))}${originText(project, origin)}`);
  const rest = others.length > MOST_PARTS ? [say`  - and ${others.length - MOST_PARTS} more`] : [];
  return [line, ...told, ...rest];
}

type Leaf = readonly [string, Origin];

/** The parts that hold no other parts. */
function leavesOf(parts: readonly Leaf[]): readonly Leaf[] {
  const outer = new Set(parts.map(([pointer]) => pointer.slice(0, pointer.lastIndexOf('/'))));
  return parts.filter(([pointer]) => !outer.has(pointer));
}

/** Leaves that were written in one block and arrived by the same way. */
function groupsOf(leaves: readonly Leaf[]): readonly (readonly Leaf[])[] {
  const groups: Leaf[][] = [];
  for (const leaf of leaves) {
    const [, { at, via }] = leaf;
    const same = groups.find(([first]) => first?.[1].at.block === at.block && viaOf(first[1].via) === viaOf(via));
    if (same) same.push(leaf);
    else groups.push([leaf]);
  }
  return groups;
}

function mostOf(groups: readonly (readonly Leaf[])[]): readonly Leaf[] | undefined {
  return groups.toSorted((one, other) => other.length - one.length)[0];
}

/** Where a part was written and how it arrived, to append to a line. */
export function originText(project: Project, { at, via }: Origin): Markdown {
  const where = fileLink(project, at);
  const how = viaOf(via);
  return where ? say` from ${linkTo(where)}${ours(how && ` ${how}`)}` : say``;
}

function pathText(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}
