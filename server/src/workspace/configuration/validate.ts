/** Holds a value against as much of JSON Schema as our own schema uses; messages are for the people who wrote the value. */
import { short } from '../../text/shown.ts';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly minLength?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
}

export interface SchemaViolation {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly isUnknownKey: boolean;
}

export function faultsIn(
  value: unknown,
  schema: Schema,
  path: SchemaViolation['path'] = [],
): readonly SchemaViolation[] {
  const fault = (message: string): readonly SchemaViolation[] => [
    { path, message: `${nameOf(path)} ${message}`, isUnknownKey: false },
  ];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.includes(typeOf(value)))
    return fault(`must be ${listed(types)}, not ${typeOf(value)}.${mendOf(value, types)}`);
  if (typeof value === 'string') return faultOfText(value, schema).flatMap(fault);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item: unknown, index) => faultsIn(item, items, [...path, index])) : [];
  }
  return typeof value === 'object' && value !== null ? faultsOfRecord(value, schema, path) : [];
}

function faultOfText(value: string, schema: Schema): readonly string[] {
  if (schema.enum && !schema.enum.includes(value)) return [`must be ${listed(schema.enum)}, not \`${short(value)}\`.`];
  if (value.length < (schema.minLength ?? 0)) return ['must not be empty.'];
  if (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)) return [];
  return [`cannot be \`${short(value)}\`. ${schema.patternErrorMessage ?? ''}`.trimEnd()];
}

function faultsOfRecord(value: object, schema: Schema, path: SchemaViolation['path']): readonly SchemaViolation[] {
  const { properties = {}, additionalProperties: others, required = [] } = schema;
  const missing = required
    .filter(key => !Object.hasOwn(value, key))
    .map(key => ({ path, message: `${nameOf(path)} needs a key \`${key}\`.`, isUnknownKey: false }));
  const wrong = Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const held = known ?? (typeof others === 'object' ? others : undefined);
    if (held) return faultsIn(one, held, [...path, key]);
    if (others !== false) return [];
    const expected = Object.keys(properties);
    const message = `${nameOf([...path, key])} is not known. ${expected.length > 12 ? '' : `Known are ${listed(expected)}.`}`;
    return [{ path: [...path, key], message: message.trimEnd(), isUnknownKey: true }];
  });
  return [...missing, ...wrong];
}

/** YAML reads a version such as 18.10 as a number, and drops its last digit. */
function mendOf(value: unknown, types: readonly string[]): string {
  return types.includes('string') && typeof value === 'number' ? ' Put it in quotes.' : '';
}

/** What JSON Schema calls it. */
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
