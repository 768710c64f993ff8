/** Warns about keys that are written twice in one mapping. GitLab silently keeps the last one. */
import { guardedEach } from '../../text/failure.ts';
import { fix } from '../../text/fix.ts';
import type { Edit, Finding, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { removeEntry, renameKey } from '../../yaml/edit/edit.ts';
import { pairLocation } from '../../yaml/edit/pair-location.ts';
import type { MapValue, Member, Value } from '../../yaml/value/value.ts';
import { repeating } from '../engine/gathered.ts';
import { perBlock, type BlockRule, type DocumentRule } from '../engine/rule.ts';
import { columnIn } from '../../yaml/lines.ts';

/** Repeated keys in a mapping at any depth within an entry of the file. */
export const duplicateKey: BlockRule = {
  codes: ['duplicate-key'],
  check(context, report) {
    if (context.kind === 'ignored' || context.root.kind !== 'map') return;
    guardedEach('duplicate-key', context.root.members, ({ value }) => checkDeep(value, report));
  },
};

/** A job or keyword that is written twice in the file. */
export const duplicateEntry: DocumentRule = {
  codes: ['duplicate-key'],
  check({ blocks, document }, report) {
    if (!hasRepeated(blocks)) return;
    for (const kind of ['header', 'content'] as const) {
      const last = new Map<string, Member>();
      const lost = new Map<string, Place[]>();
      for (const context of blocks.all()) {
        if (context.kind !== kind) continue;
        for (const entry of entriesIn(context)) collect(entry, last, lost);
      }
      guardedEach('duplicate-key', [...lost], ([id, earlier]) => {
        const isMeant = earlier.some(hasAnchor) && !isAskedFor(document.text, id);
        const serves = (at: Place): boolean => isMeant && servesByAnchor(document.text, at);
        for (const at of earlier.filter(serves)) report(unlost(id, at));
        reportLost(
          last.get(id),
          earlier.filter(at => !serves(at)),
          report,
        );
      });
    }
  },
};

interface Entry {
  readonly id: string;
  readonly member: Member;
}

const entriesIn = perBlock(({ root, block }): readonly Entry[] => {
  if (root.kind !== 'map' || block.flaws.length > 0) return [];
  return [...root.members].map(([id, member]) => ({ id, member }));
});

/** Whether a name is written more than once in the file, which is not true of most files at most keystrokes. */
const hasRepeated = repeating(
  perBlock((context): readonly string[] =>
    entriesIn(context).flatMap(({ id, member }) =>
      Array<string>(member.replaced.length + 1).fill(`${context.kind} ${id}`),
    ),
  ),
);

function collect({ id, member }: Entry, last: Map<string, Member>, lost: Map<string, Place[]>): void {
  const before = last.get(id);
  last.set(id, member);
  if (!before && member.replaced.length === 0) return;
  const earlier = lost.get(id) ?? [];
  if (before) earlier.push(before.key);
  for (const at of member.replaced) earlier.push(at);
  lost.set(id, earlier);
}

function checkDeep(value: Value, report: Report): void {
  if (value.kind === 'list') for (const item of value.items) checkDeep(item, report);
  if (value.kind !== 'map') return;
  checkMembers(value, report);
  value.members.forEach(member => checkDeep(member.value, report));
}

function checkMembers(map: MapValue, report: Report): void {
  map.members.forEach(member => reportLost(member, member.replaced, report));
}

/** No fix is preferred: which of the two was meant is for the author to say. */
function reportLost(last: Member | undefined, earlier: readonly Place[], report: Report): void {
  if (!last || earlier.length === 0) return;
  const name = nameOf(last);
  for (const [index, at] of earlier.entries()) {
    report({
      code: 'duplicate-key',
      message: `Duplicate key \`${name}\`: GitLab keeps the last one and silently drops this one, with everything below it. Keep only one.`,
      at,
      related: [{ at: last.key, message: `GitLab uses this \`${name}\`.` }],
      fixes: [
        ...fix(`Remove this ${name}, which has no effect`, () => removeEntry(at)),
        ...fix('Begin another item with the next one', () => beginItem(at, earlier[index + 1] ?? last.key)),
      ],
      tag: 'unnecessary',
    });
  }
}

/** Whether anything may refer to the entry by name; true of all entries that are not hidden. */
function isAskedFor(text: string, name: string): boolean {
  if (!name.startsWith('.')) return true;
  const uses = text.split(name).length - 1;
  const keys = text.match(/^[^\s#].*$/gm)?.filter(line => line.split(':')[0]?.includes(name)).length ?? 0;
  return uses !== keys;
}

function hasAnchor(at: Place): boolean {
  return anchorOf(at) !== undefined;
}

function anchorOf(at: Place): string | undefined {
  return pairLocation(at)?.pair.value?.anchor?.name;
}

/** Whether an entry that is replaced and that nothing refers to by name is needed all the same. */
function servesByAnchor(text: string, at: Place): boolean {
  const anchor = anchorOf(at);
  return anchor !== undefined && text.includes(`*${anchor}`);
}

function unlost(name: string, at: Place): Finding {
  const anchor = anchorOf(at) ?? '';
  return {
    code: 'duplicate-key',
    severity: 'hint',
    message: `Duplicate key \`${name}\`: only the last one can be reached by name. Nothing is lost, since this one is only used by its anchor \`&${anchor}\`. Give each a name of its own.`,
    at,
    fixes: name === `.${anchor}` ? [] : fix(`Rename it to .${anchor}`, () => renameKey(at, `.${anchor}`)),
  };
}

/**
 * A missing dash joins two items into one; the repeated key, if it begins the first item, is where the second one
 * begins.
 */
function beginItem(first: Place, again: Place): readonly Edit[] {
  const { text } = first.block;
  const location = pairLocation(first);
  const [, space] = /-( +)$/.exec(text.slice(0, first.span.start)) ?? [];
  const gap = 1 + (space?.length ?? 0);
  const start = again.span.start - gap;
  const isBelow = columnIn(text, first.span.start) === columnIn(text, again.span.start);
  // a key without a value hardly begins an item if the first item has a value there
  const isLast = pairLocation(again)?.index === (location?.map.pairs.length ?? 0) - 1;
  if (isLast && (location?.map.pairs.length ?? 0) > 2) return [];
  if (location?.index !== 0 || location.map.flow || space === undefined || again.block !== first.block || !isBelow)
    return [];
  return [{ at: { ...again, span: { start, end: again.span.start } }, text: `-${space}` }];
}

function nameOf({ name }: Member): string {
  if (name.type === 'null') return 'null';
  if (name.type === 'forbidden') return name.className;
  return name.type === 'binary' ? name.base64 : String(name.value);
}
