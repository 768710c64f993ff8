/** Warns of keys that are written twice: of jobs, of their keys, and anywhere in hooks. GitLab keeps the last one without a word. */
import { hooks } from '../spec/hooks.ts';
import type { Report } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { removeEntry } from '../yaml/edit.ts';
import type { MapValue, Member, Value } from '../yaml/value.ts';
import { perBlock, type BlockRule, type DocumentRule } from './rule.ts';
import { visitsIn } from './visits.ts';

/** Twice in one entry of the file. */
export const duplicateKey: BlockRule = {
  codes: ['duplicate-key'],
  check(context, report) {
    if (context.kind === 'ignored' || context.root.kind !== 'map') return;
    for (const { value } of context.root.members.values()) if (value.kind === 'map') checkMembers(value, report);
    for (const { field, member } of visitsIn(context)) if (field === hooks) checkDeep(member.value, report);
  },
};

/** A job or keyword that is written twice in the file. */
export const duplicateEntry: DocumentRule = {
  codes: ['duplicate-key'],
  check({ blocks }, report) {
    for (const kind of ['header', 'content'] as const) {
      const last = new Map<string, Member>();
      const lost = new Map<string, readonly Place[]>();
      for (const context of blocks) {
        if (context.kind !== kind) continue;
        for (const entry of entriesIn(context)) collect(entry, last, lost);
      }
      for (const [id, earlier] of lost) reportLost(last.get(id), earlier, report);
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

function collect({ id, member }: Entry, last: Map<string, Member>, lost: Map<string, readonly Place[]>): void {
  const before = last.get(id);
  last.set(id, member);
  if (!before && member.replaced.length === 0) return;
  lost.set(id, [...(lost.get(id) ?? []), ...(before ? [before.key] : []), ...member.replaced]);
}

function checkDeep(value: Value, report: Report): void {
  if (value.kind === 'list') for (const item of value.items) checkDeep(item, report);
  if (value.kind !== 'map') return;
  checkMembers(value, report);
  for (const member of value.members.values()) checkDeep(member.value, report);
}

function checkMembers(map: MapValue, report: Report): void {
  for (const member of map.members.values()) reportLost(member, member.replaced, report);
}

/** No fix is the preferred one: which of the two the author meant is not ours to say. */
function reportLost(last: Member | undefined, earlier: readonly Place[], report: Report): void {
  if (!last || earlier.length === 0) return;
  const name = nameOf(last);
  for (const at of earlier) {
    const edits = removeEntry(at);
    report({
      code: 'duplicate-key',
      message: `\`${name}\` is written again further down. GitLab keeps the last one and drops this one, with all that stands under it, without a word. Keep only one.`,
      at,
      related: [{ at: last.key, message: `This \`${name}\` is the one that counts.` }],
      fixes: edits.length > 0 ? [{ title: `Remove this ${name}, which has no effect`, edits }] : [],
      tag: 'unnecessary',
    });
  }
}

function nameOf({ name }: Member): string {
  if (name.type === 'null') return 'null';
  if (name.type === 'forbidden') return name.className;
  return name.type === 'binary' ? name.base64 : String(name.value);
}
