/** Finds the field of the table that describes a path of keys and indices. */
import { entries, header, jobMarks, pipeline, type RootEntryKind } from '../spec/pipeline.ts';
import type { Field, ForeignKey, ListShape, MapShape, RecordShape, Shape } from '../spec/shape.ts';
import type { NodePath } from '../yaml/tree.ts';

export interface NamedField {
  readonly name: string;
  readonly field: Field;
}

export interface FoundField extends NamedField {
  /** The shape at the end of the path: inside a list that of the item, else that of the field. */
  readonly shape: Shape;
  /** All fields on the path, outermost first; this field is the last. */
  readonly chain: readonly NamedField[];
}

/** What a path alone does not say. */
export interface FindOptions {
  /** The header is in front of the content, in a document of its own. */
  readonly piece?: 'header' | 'content';
  /** The keys of the root entry at the start of the path: they decide what kind of job it is. */
  readonly entryKeys?: readonly string[];
}

/** The field for a path; nothing for a key that the table does not know, or below content that it does not describe. */
export function find(path: NodePath, where: FindOptions = {}): FoundField | undefined {
  const field = where.piece === 'header' ? header : pipeline;
  const root: NamedField = { name: '', field };
  return descend({ ...root, shape: field.shape, chain: [root] }, path, where.entryKeys ?? []);
}

/** The field that `find` has for an entry of the root, without what leads to it: every entry is looked up several times. */
export function fieldOfEntry(
  name: string,
  entryKeys: readonly string[],
  piece: FindOptions['piece'] = 'content',
): Field | undefined {
  if (piece === 'header') return fieldOf(header.shape, name);
  const known = isJobOf(name, entryKeys) ? undefined : fieldOf(pipeline.shape, name);
  return known ?? entryField(name, entryKeys);
}

/**
 * Who evaluates `${{ … }}` at a path: the innermost key that says so. This also works below the inputs of a step, which
 * the table does not describe.
 */
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

/** One key further down. */
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

/** One index further down: into a nested list only if that is allowed and the path goes on with an index. */
export function within(at: FoundField, next: string | number | undefined): FoundField | undefined {
  const list = listIn(at.shape);
  if (!list) return undefined;
  const nested = typeof next === 'number' && list.levels > 1;
  return { ...at, shape: nested ? { ...list, levels: list.levels - 1 } : list.item };
}

/** The kind of a root entry, by its name and its keys; a job without `script` may still get one from elsewhere. */
export function entryKind(name: string, keys: readonly string[]): RootEntryKind {
  if (name.startsWith('.')) return 'hiddenJob';
  if (!isMarked(keys) && (name === 'default' || name === 'workflow')) return name;
  return keys.includes('trigger') && !keys.includes('script') && !keys.includes('run') ? 'triggerJob' : 'job';
}

/** Whether a keyword of the root counts as a job of that name, since it has the keys of one. */
export function isJobOf(name: string, keys: readonly string[]): boolean {
  return (name === 'default' || name === 'workflow') && entryKind(name, keys) !== name;
}

/**
 * Whether an entry of the content is meant as the header of the file; for that, it lacks only the line `---` below it.
 */
export function isLoneHeader(name: string, keys: readonly string[]): boolean {
  if (name !== 'spec' || keys.includes('extends') || isMarked(keys)) return false;
  return keys.length === 0 || keys.some(key => fieldOf(header.shape.fields.spec.shape, key) !== undefined);
}

function isMarked(keys: readonly string[]): boolean {
  return jobMarks.some(mark => keys.includes(mark));
}

/**
 * A key of `default` that is written at the root, with only its own keys below it, is described as the key it was meant
 * to be.
 */
function entryField(name: string, keys: readonly string[]): Field {
  if (isLoneHeader(name, keys)) return header.shape.fields.spec;
  const lost = fieldOf(entries.default.shape, name);
  const record = lost && recordIn(lost.shape);
  if (record && keys.length > 0 && keys.every(key => Object.hasOwn(record.fields, key))) return lost;
  return entries[entryKind(name, keys)];
}

/** The field of a key in a mapping of this shape. */
export function fieldOf(shape: Shape, key: string): Field | undefined {
  const record = recordIn(shape);
  return record && Object.hasOwn(record.fields, key) ? record.fields[key] : undefined;
}

/** The field that another spelling refers to: `tcpSocket` is `tcp_socket`. */
export function fieldMeant(record: RecordShape, spelling: string): NamedField | undefined {
  for (const [name, field] of Object.entries(record.fields)) if (field.aka?.includes(spelling)) return { name, field };
  return undefined;
}

/** The key from elsewhere that has no field of the same meaning here. */
export function foreignKey(record: RecordShape, name: string): ForeignKey | undefined {
  return record.foreign?.find(foreign => foreign.name === name);
}

/** The record of a mapping with this shape, if its keys are known. */
export function recordIn(shape: Shape): RecordShape | undefined {
  if (shape.kind === 'either') return shape.map && recordIn(shape.map);
  return shape.kind === 'record' ? shape : undefined;
}

/** The record of a shape, or that of its items or of entries with free names. */
export function recordWithin(shape: Shape): RecordShape | undefined {
  const own = recordIn(shape);
  if (own) return own;
  const list = listIn(shape);
  const mapping = mappingIn(shape);
  return (list && recordWithin(list.item)) ?? (mapping?.kind === 'map' ? recordWithin(mapping.value) : undefined);
}

/** The mapping form of the shape. */
export function mappingIn(shape: Shape): RecordShape | MapShape | undefined {
  if (shape.kind === 'either') return shape.map;
  return shape.kind === 'record' || shape.kind === 'map' ? shape : undefined;
}

/** The list form of the shape. */
export function listIn(shape: Shape): ListShape | undefined {
  if (shape.kind === 'either') return shape.list;
  return shape.kind === 'list' ? shape : undefined;
}

/** Whether the field accepts an empty value, which then means the same as a missing key. */
export function takesNothing({ nullable, required, shape }: Field): boolean {
  if (nullable || (shape.kind === 'list' && isMild(shape))) return true;
  return !required && !needsContent(shape);
}

/** Whether too few items are worth no more than a warning. */
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

/** The scalar forms of the shape, the usual one first. */
export function scalarsIn(shape: Shape): readonly Shape[] {
  if (shape.kind === 'either') return shape.scalar ?? [];
  return listIn(shape) || mappingIn(shape) ? [] : [shape];
}
