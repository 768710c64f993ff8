/**
 * Validates a value against the part of JSON Schema that our own schema uses; the messages are written for the author
 * of the value.
 */
import { nearest } from '../../readings/meaning.ts';
import { short } from '../../text/shown.ts';
import type { ConfigurationSchema } from './schema.ts';

export interface SchemaViolation {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly isUnknownKey: boolean;
  /** What was plainly meant, from the source text. */
  readonly better?: (source: string) => string;
}

export function faultsIn(
  value: unknown,
  schema: ConfigurationSchema,
  path: SchemaViolation['path'] = [],
): readonly SchemaViolation[] {
  const fault = ({ message, ...rest }: Complaint): readonly SchemaViolation[] => [
    { path, message: `${nameOf(path)} ${message}`, isUnknownKey: false, ...rest },
  ];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some(type => isOf(value, type))) return fault(wrongType(value, schema, types));
  if (typeof value === 'string') return faultOfText(value, schema).flatMap(fault);
  if (typeof value === 'number' && value < (schema.minimum ?? -Infinity))
    return fault({ message: `must be at least ${schema.minimum ?? ''}, not ${value}.` });
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item: unknown, index) => faultsIn(item, items, [...path, index])) : [];
  }
  return typeof value === 'object' && value !== null ? faultsOfRecord(value, schema, path) : [];
}

type Complaint = Pick<SchemaViolation, 'message' | 'better'>;

/** YAML reads a version such as 18.10 as a number, and drops its last digit. */
function wrongType(value: unknown, { items }: ConfigurationSchema, types: readonly string[]): Complaint {
  const message = `must be ${listed(types)}, not ${typeOf(value)}.`;
  if (types.includes('string') && typeof value === 'number')
    return { message: `${message} Put it in quotes.`, better: source => `"${source}"` };
  const isLoneItem = types.includes('array') && typeof value === 'string' && items?.type === 'string';
  return isLoneItem ? { message: `${message} Put it in brackets.`, better: inBrackets } : { message };
}

/** A plain text may contain characters that end an item in brackets. */
function inBrackets(source: string): string {
  return /^["']/.test(source) || !/[,[\]{}"\\]/.test(source) ? `[${source}]` : `['${source.replaceAll("'", "''")}']`;
}

function faultOfText(value: string, schema: ConfigurationSchema): readonly Complaint[] {
  if (schema.enum && !schema.enum.includes(value)) {
    const meant = nearest(value, schema.enum);
    const message = `must be ${listed(schema.enum)}, not \`${short(value)}\`.`;
    return [{ message, ...(meant !== undefined && { better: () => meant }) }];
  }
  if (value.length < (schema.minLength ?? 0)) return [{ message: 'must not be empty.' }];
  if (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)) return [];
  return [{ message: `cannot be \`${short(value)}\`. ${schema.patternErrorMessage ?? ''}`.trimEnd() }];
}

function faultsOfRecord(
  value: object,
  schema: ConfigurationSchema,
  path: SchemaViolation['path'],
): readonly SchemaViolation[] {
  const { properties = {}, additionalProperties: others, required = [] } = schema;
  const missing = required
    .filter(key => !Object.hasOwn(value, key))
    .map(key => ({ path, message: `${nameOf(path)} needs a key \`${key}\`.`, isUnknownKey: false }));
  const wrong = Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const held = known ?? (typeof others === 'object' ? others : undefined);
    if (held) return faultsIn(one, held, [...path, key]);
    return others === false ? [unknownKey([...path, key], key, value, Object.keys(properties))] : [];
  });
  return [...missing, ...wrong];
}

function unknownKey(
  path: SchemaViolation['path'],
  key: string,
  holder: object,
  expected: readonly string[],
): SchemaViolation {
  const free = expected.filter(name => !Object.hasOwn(holder, name));
  const meant = nearest(key, free);
  const guess = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  const list = expected.length > MOST_LISTED ? '' : ` Known are ${listed(expected)}.`;
  const message = `${nameOf(path)} is not known.${guess}${list}`;
  return { path, message, isUnknownKey: true, ...(meant !== undefined && { better: () => meant }) };
}

/** A longer list would not help. */
const MOST_LISTED = 12;

function isOf(value: unknown, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : type === typeOf(value);
}

/** The name of its type in JSON Schema. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function nameOf(path: SchemaViolation['path']): string {
  return path.length === 0 ? 'The file' : `\`${short(path.join('.'))}\``;
}

function listed(words: readonly string[]): string {
  const quoted = words.map(word => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}
