/** From a path of keys and indices to the field of the table that describes what is there. */
import { entries, header, jobMarks, pipeline, type RootEntryKind } from '../spec/pipeline.ts';
import type { Field, ForeignKey, ListShape, MapShape, RecordShape, Shape } from '../spec/shape.ts';
import type { NodePath } from '../yaml/tree.ts';

export interface NamedField {
  readonly name: string;
  readonly field: Field;
}

export interface FoundField extends NamedField {
  /** The shape at the very end of the path: inside a list that of the item, else that of the field. */
  readonly shape: Shape;
  /** Every field on the way, outermost first; the last one is this. */
  readonly chain: readonly NamedField[];
}

/** What a path alone does not tell. */
export interface FindOptions {
  /** The header stands in front of the content, in a document of its own. */
  readonly piece?: 'header' | 'content';
  /** Keys of the root entry that the path begins with: they decide what kind of job it is. */
  readonly entryKeys?: readonly string[];
}

/** What the table says about a path; nothing for a key it does not know or below content it does not describe. */
export function find(path: NodePath, where: FindOptions = {}): FoundField | undefined {
  const field = where.piece === 'header' ? header : pipeline;
  const root: NamedField = { name: '', field };
  return descend({ ...root, shape: field.shape, chain: [root] }, path, where.entryKeys ?? []);
}

/** Who evaluates `${{ … }}` at a path: the innermost key that says so, also for what a step is given, which the table does not describe. */
export function evaluatesAt(path: NodePath, found: FoundField | undefined, where: FindOptions): Field['evaluates'] {
  if (found) return found.chain.findLast(({ field }) => field.evaluates)?.field.evaluates ?? 'nobody';
  const [entry, key, step] = path;
  const run =
    path.length > 3 && entry !== undefined && key === 'run' ? find([entry, key, step ?? 0], where) : undefined;
  return run && evaluatesAt(path, run, where);
}

/** Who replaces `$[[ … ]]` at a path: the innermost key that says so, also below what the table does not describe. */
export function interpolatesAt(path: NodePath, where: FindOptions): NonNullable<Field['interpolates']> {
  const found = find(path, where);
  if (!found) return path.length === 0 ? 'nobody' : interpolatesAt(path.slice(0, -1), where);
  return found.chain.findLast(({ field }) => field.interpolates)?.field.interpolates ?? 'nobody';
}

function descend(at: FoundField, path: NodePath, entryKeys: readonly string[]): FoundField | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return at;
  const inner = typeof part === 'string' ? below(at, part, entryKeys) : within(at, rest[0]);
  return inner && descend(inner, rest, entryKeys);
}

/** One key further in. */
export function below(at: FoundField, key: string, entryKeys: readonly string[]): FoundField | undefined {
  const others = othersOf(at.shape);
  const known = others?.kind === 'ref' && isJobOf(key, entryKeys) ? undefined : fieldOf(at.shape, key);
  if (known) return enter(at, { name: key, field: known });
  if (!others) return undefined;
  if (others.kind === 'ref') return enter(at, { name: key, field: entryField(key, entryKeys) });
  return { ...at, shape: others };
}

function enter(at: FoundField, named: NamedField): FoundField {
  return { ...named, shape: named.field.shape, chain: [...at.chain, named] };
}

function othersOf(shape: Shape): Shape | undefined {
  if (shape.kind === 'either') return shape.map && othersOf(shape.map);
  if (shape.kind === 'map') return shape.value;
  return shape.kind === 'record' ? shape.others : undefined;
}

/** One index further in: another list only where one may be and the path goes on with an index. */
export function within(at: FoundField, next: string | number | undefined): FoundField | undefined {
  const list = listIn(at.shape);
  if (!list) return undefined;
  const nested = typeof next === 'number' && list.levels > 1;
  return { ...at, shape: nested ? { ...list, levels: list.levels - 1 } : list.item };
}

/** What a root entry is taken for, by its name and its own keys; a job without `script` may still get one from elsewhere. */
export function entryKind(name: string, keys: readonly string[]): RootEntryKind {
  if (name.startsWith('.')) return 'hiddenJob';
  if (!isMarked(keys) && (name === 'default' || name === 'workflow')) return name;
  return keys.includes('trigger') && !keys.includes('script') && !keys.includes('run') ? 'triggerJob' : 'job';
}

/** Whether a keyword of the root is taken for a job of that name, since it has the keys of one. */
export function isJobOf(name: string, keys: readonly string[]): boolean {
  return (name === 'default' || name === 'workflow') && entryKind(name, keys) !== name;
}

/** Whether an entry of the content is meant as the header of the file, which only the line `---` below it makes of it. */
export function isLoneHeader(name: string, keys: readonly string[]): boolean {
  if (name !== 'spec' || keys.includes('extends') || isMarked(keys)) return false;
  return keys.length === 0 || keys.some(key => fieldOf(header.shape.fields.spec.shape, key) !== undefined);
}

function isMarked(keys: readonly string[]): boolean {
  return jobMarks.some(mark => keys.includes(mark));
}

/** A key of `default` that is at the root with nothing but its own keys below it is described as what it was meant to be. */
function entryField(name: string, keys: readonly string[]): Field {
  if (isLoneHeader(name, keys)) return header.shape.fields.spec;
  const lost = fieldOf(entries.default.shape, name);
  const record = lost && recordIn(lost.shape);
  if (record && keys.length > 0 && keys.every(key => Object.hasOwn(record.fields, key))) return lost;
  return entries[entryKind(name, keys)];
}

/** The field of that key in a mapping of this shape. */
export function fieldOf(shape: Shape, key: string): Field | undefined {
  const record = recordIn(shape);
  return record && Object.hasOwn(record.fields, key) ? record.fields[key] : undefined;
}

/** The field that another spelling of its name means: `tcpSocket` is `tcp_socket`. */
export function fieldMeant(record: RecordShape, spelling: string): NamedField | undefined {
  for (const [name, field] of Object.entries(record.fields)) if (field.aka?.includes(spelling)) return { name, field };
  return undefined;
}

/** The key from elsewhere that has no field of the same meaning here. */
export function foreignKey(record: RecordShape, name: string): ForeignKey | undefined {
  return record.foreign?.find(foreign => foreign.name === name);
}

/** The record that a mapping of this shape is, if its keys are known. */
export function recordIn(shape: Shape): RecordShape | undefined {
  if (shape.kind === 'either') return shape.map && recordIn(shape.map);
  return shape.kind === 'record' ? shape : undefined;
}

/** The record of a shape, or else that of its items or of the entries whose names the author chooses. */
export function recordWithin(shape: Shape): RecordShape | undefined {
  const own = recordIn(shape);
  if (own) return own;
  const list = listIn(shape);
  const mapping = mappingIn(shape);
  return (list && recordWithin(list.item)) ?? (mapping?.kind === 'map' ? recordWithin(mapping.value) : undefined);
}

/** What a mapping of this shape is. */
export function mappingIn(shape: Shape): RecordShape | MapShape | undefined {
  if (shape.kind === 'either') return shape.map;
  return shape.kind === 'record' || shape.kind === 'map' ? shape : undefined;
}

/** What a list of this shape is. */
export function listIn(shape: Shape): ListShape | undefined {
  if (shape.kind === 'either') return shape.list;
  return shape.kind === 'list' ? shape : undefined;
}

/** Whether an empty value will do for the field, since it means no more than a missing key. */
export function takesNothing({ nullable, required, shape }: Field): boolean {
  if (nullable || (shape.kind === 'list' && isMild(shape))) return true;
  return !required && !needsContent(shape);
}

/** Whether too few items are no more than worth a warning. */
function isMild({ severity = 'error' }: ListShape): boolean {
  return severity !== 'error';
}

function needsContent(shape: Shape): boolean {
  if (shape.kind === 'text' || shape.kind === 'name' || shape.kind === 'scalar') return shape.filled !== undefined;
  if (shape.kind === 'list') return shape.filled !== undefined || (shape.min > 0 && !isMild(shape));
  if (shape.kind === 'either') {
    const usual = shape.usual === 'scalar' ? shape.scalar?.[0] : shape[shape.usual];
    return usual !== undefined && needsContent(usual);
  }
  if (shape.kind !== 'record') return false;
  const chooses = shape.rules.some(({ kind }) => kind === 'exactlyOne');
  return chooses || Object.values(shape.fields).some(({ required }) => required);
}

/** The forms that a scalar may have, the usual one first. */
export function scalarsIn(shape: Shape): readonly Shape[] {
  if (shape.kind === 'either') return shape.scalar ?? [];
  return listIn(shape) || mappingIn(shape) ? [] : [shape];
}
