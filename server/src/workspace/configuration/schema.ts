/** The schema of the configuration: the only source for its checks, completion and documentation. */
import schema from '../../../../schemas/gitlab-ci-tools.schema.json';

export interface ConfigurationSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly items?: ConfigurationSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ConfigurationSchema>>;
  readonly additionalProperties?: boolean | ConfigurationSchema;
}

export const CONFIGURATION_SCHEMA: ConfigurationSchema = schema;

/** The schema at a path of keys and indices; nothing for an unknown key. */
export function schemaAt(path: readonly (string | number)[]): ConfigurationSchema | undefined {
  return path.reduce<ConfigurationSchema | undefined>((at, part) => at && stepInto(at, part), CONFIGURATION_SCHEMA);
}

function stepInto(
  { items, properties = {}, additionalProperties }: ConfigurationSchema,
  part: string | number,
): ConfigurationSchema | undefined {
  if (typeof part === 'number') return items;
  if (Object.hasOwn(properties, part)) return properties[part];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** The possible words of a value, with their meaning if it is documented. */
export function wordsOf(of: ConfigurationSchema): readonly { readonly value: string; readonly doc: string }[] {
  if (of.enum) return of.enum.map((value, index) => ({ value, doc: of.enumDescriptions?.[index] ?? '' }));
  return of.type === 'boolean' ? ['true', 'false'].map(value => ({ value, doc: '' })) : [];
}
