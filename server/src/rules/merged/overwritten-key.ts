/** Warns about a key above `<<` that GitLab overwrites with what the merge key brings. */
import { cachedBy } from '../../text/cached.ts';
import type { Edit, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { insertEntries, removeEntry, sourceOf } from '../../yaml/edit/edit.ts';
import { hasAnchor, pairLocation } from '../../yaml/edit/pair-location.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { Member, Value } from '../../yaml/value/value.ts';
import { blocksWith } from '../engine/gathered.ts';
import type { DocumentRule } from '../engine/rule.ts';

export const overwrittenKey: DocumentRule = {
  codes: ['overwritten-key'],
  check({ document, blocks }, report) {
    if (merging(blocks).length === 0) return;
    const { content, header } = loadDocument(document);
    for (const root of [content, ...(header ? [header] : [])])
      for (const held of root.members.values()) for (const loss of lossesOf(held)) reportLoss(loss, report);
  },
};

const merging = blocksWith(({ block }) => block.text.includes('<<'));

interface Loss {
  readonly at: Place;
  readonly winner: Member;
  readonly mergeKey: Place;
}

/** Cached with the entry, which stays the same while its text and its anchors do. */
const lossesOf = cachedBy((entry: Member): readonly Loss[] => {
  const losses: Loss[] = [];
  collect(entry, losses);
  return losses;
});

function collect(held: Member, losses: Loss[]): void {
  const lost = held.replaced.at(-1);
  const step = held.via?.at(-1);
  if (lost && step?.rule === 'merge-key' && !saysTheSame(lost, held.value))
    losses.push({ at: lost, winner: held, mergeKey: step.at });
  collectIn(held.value, losses);
}

function saysTheSame(lost: Place, { kind, node }: Value): boolean {
  const own = pairLocation(lost)?.pair.value;
  return kind === 'scalar' && own?.kind === 'scalar' && node?.kind === 'scalar' && own.text === node.text;
}

/** What came from elsewhere is reported where it is written. */
function collectIn(value: Value, losses: Loss[]): void {
  if (value.via.length > 0) return;
  if (value.kind === 'list') for (const item of value.items) collectIn(item, losses);
  if (value.kind === 'map') for (const held of value.members.values()) collect(held, losses);
}

function reportLoss({ at, winner, mergeKey }: Loss, report: Report): void {
  const name = 'value' in winner.name ? String(winner.name.value) : 'key';
  report({
    code: 'overwritten-key',
    message: `\`${name}\` has no effect: the \`<<\` below it overwrites it with another \`${name}\`. In GitLab the order counts: keys below \`<<\` win, keys above it are lost.`,
    at,
    related: [
      { at: winner.key, message: `GitLab uses this \`${name}\`.` },
      { at: mergeKey, message: 'It comes from this `<<`.' },
    ],
    fixes: [
      ...fix('Move << above it to let this one win', moveAbove(at, mergeKey)),
      ...fix(`Remove this ${name}, which has no effect`, removeEntry(at)),
    ],
    tag: 'unnecessary',
  });
}

function fix(title: string, edits: readonly Edit[]): readonly Fix[] {
  return edits.length > 0 ? [{ title, edits }] : [];
}

/** Only over keys without anchors: an alias has to stay after its anchor. */
function moveAbove(at: Place, mergeKey: Place): readonly Edit[] {
  const lost = pairLocation(at);
  const merge = lost && lost.map.pairs.find(({ key }) => key.span.start === mergeKey.span.start);
  if (!lost || !merge || lost.map.flow || merge.value?.kind === 'map') return [];
  const passed = lost.map.pairs.filter(({ span }) => span.start >= at.span.start && span.start < merge.span.start);
  if (passed.some(({ key, value }) => hasAnchor(key) || hasAnchor(value))) return [];
  const source = sourceOf({ ...at, span: merge.span });
  const removed = /[\r\n]/.test(source) ? [] : removeEntry(mergeKey);
  const added = insertEntries({ ...at, span: lost.map.span }, [source], at);
  return removed.length > 0 && added.length > 0 ? [...added, ...removed] : [];
}
