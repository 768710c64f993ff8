/** The fields of the table that occur in a block, which is what most rules look at. */
import { fieldOfEntry, listIn, mappingIn, recordIn, type NamedField } from '../../readings/find.ts';
import { meaningOf } from '../../readings/meaning.ts';
import { preStopHandler } from '../../spec/hooks.ts';
import type { Field, RecordShape, Shape } from '../../spec/shape.ts';
import type { MapValue, Member, Value } from '../../yaml/value/value.ts';
import { perBlock, type BlockContext } from './rule.ts';

/** A key of the table as written, with the fields around it, outermost first. */
export interface Visit {
  readonly name: string;
  readonly field: Field;
  readonly member: Member;
  readonly parent: MapValue;
  readonly within: readonly Field[];
}

/** All of them, outer ones before inner ones; none from parts of the file that GitLab does not use. */
export const visitsIn = perBlock((context): readonly Visit[] => {
  const visits: Visit[] = [];
  if (context.kind !== 'ignored' && context.root.kind === 'map') visitEntries(context, context.root, visits);
  return visits;
});

/** Those below a pre-stop handler. */
export const handlerVisits = perBlock((context): readonly Visit[] =>
  visitsIn(context).filter(({ within }) => within.includes(preStopHandler)),
);

function visitEntries({ kind }: BlockContext, root: MapValue, visits: Visit[]): void {
  const piece = kind === 'header' ? 'header' : 'content';
  for (const [name, member] of root.members) {
    const entryKeys = member.value.kind === 'map' ? [...member.value.members.keys()] : [];
    const field = fieldOfEntry(name, entryKeys, piece);
    if (!field) continue;
    visits.push({ name, field, member, parent: root, within: [] });
    descend(member.value, field.shape, [field], visits);
  }
}

function descend(value: Value, shape: Shape, within: readonly Field[], visits: Visit[]): void {
  if (value.kind === 'list') {
    const list = listIn(shape);
    if (list) for (const item of value.items) descend(item, item.kind === 'list' ? list : list.item, within, visits);
  }
  if (value.kind !== 'map') return;
  const mapping = mappingIn(shape);
  if (mapping?.kind === 'map' && mapping.value.kind !== 'anything')
    for (const member of value.members.values()) descend(member.value, mapping.value, within, visits);
  const record = recordIn(shape);
  if (!record) return;
  value.members.forEach((member, key) => {
    const named = understood(record, key, value);
    if (!named) return;
    // a spread at the beginning would give each visit a shape of its own
    visits.push({ name: named.name, field: named.field, member, parent: value, within });
    // most values contain no key of the table, so there is nothing to search
    if (member.value.kind === 'scalar' || named.field.shape.kind === 'anything') return;
    descend(member.value, named.field.shape, within.concat(named.field), visits);
  });
}

/**
 * The key as written or, if it is unknown and its correct form is not there as well, the key that it was meant to be.
 */
function understood(record: RecordShape, key: string, { members }: MapValue): NamedField | undefined {
  const field = Object.hasOwn(record.fields, key) ? record.fields[key] : undefined;
  if (field) return { name: key, field };
  const meaning = record.open ? undefined : meaningOf(record, key);
  return meaning && !members.has(meaning.name) ? { name: meaning.name, field: meaning.field } : undefined;
}

/** The text that a value resolves to, if known; for a symbol, the text that was meant. */
export function textOf(value: Value): string | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.datum.type === 'symbol') return `:${value.datum.value}`;
  return value.datum.type === 'string' ? value.datum.value : undefined;
}
