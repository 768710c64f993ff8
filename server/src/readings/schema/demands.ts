/** Expresses what keys of a mapping require of each other as JSON Schema. */
import type { JsonType, KeyRule, RecordShape } from '../../spec/shape.ts';
import type { JsonSchema, SchemaMode } from './mode.ts';

const there = { not: { type: 'null' } };

/** The schema of a rule; nothing if other text may add what is missing. */
export function demandSchema(rule: KeyRule, record: RecordShape, { partial }: SchemaMode): readonly JsonSchema[] {
  if (rule.severity !== 'error') return [];
  switch (rule.kind) {
    case 'exactlyOne':
      return [...noTwo(rule.keys), ...(partial ? [] : [anyOf(rule.keys, record)])];
    case 'atMostOne':
      return noTwo(rule.keys);
    case 'atLeastOne':
      return partial ? [] : [anyOf(rule.keys, record)];
    case 'notWith': {
      const both = [rule.key, rule.other];
      return [
        { not: { type: 'object', required: both, properties: Object.fromEntries(both.map(key => [key, there])) } },
      ];
    }
    case 'needs': {
      if (partial) return [];
      const some = rule.except === undefined ? there : { not: { enum: [null, rule.except] } };
      const value = rule.value === undefined ? some : { const: rule.value };
      return [{ if: { required: [rule.key], properties: { [rule.key]: value } }, then: { required: [rule.needs] } }];
    }
    case 'onlyWhen': {
      const { key, values } = rule.when;
      // an array may be a reference, of which nothing is known
      const other = { anyOf: [{ enum: values }, { type: 'array' }] };
      return [
        {
          if: { required: [rule.key], properties: { [rule.key]: there } },
          then: { ...(partial || rule.when.absent ? {} : { required: [key] }), properties: { [key]: other } },
        },
      ];
    }
    case 'restricts': {
      const texts = { items: { pattern: `^(?:${rule.pattern.source})$` } };
      return [
        {
          if: { required: [rule.key], properties: { [rule.key]: there } },
          then: { properties: { [rule.texts]: texts } },
        },
      ];
    }
    case 'among':
      // JSON Schema cannot compare two values
      return [];
    case 'typed':
      return rule.types.map(type => ({
        if: { required: [rule.key, rule.by], properties: { [rule.key]: there, [rule.by]: { const: type } } },
        then: { properties: { [rule.key]: jsonSchemaOf(type) } },
      }));
    default:
      return rule satisfies never;
  }
}

/** A value of the type, a text that may become one, or a reference. */
function jsonSchemaOf(type: JsonType): JsonSchema {
  const texts = { number: '-?\\d', boolean: '(?:true|false)\\s*$', array: '\\[' };
  return {
    anyOf: [
      { type },
      { type: 'string', pattern: `^\\s*${texts[type]}|\\$\\[\\[` },
      { type: 'array', contains: { type: 'string' } },
    ],
  };
}

/** One of the keys, or an unknown one, which may be an alternative of a newer GitLab. */
function anyOf(keys: readonly string[], { fields, closed }: RecordShape): JsonSchema {
  const unknown = { not: { propertyNames: { enum: Object.keys(fields) } } };
  return { anyOf: [...keys.map(key => ({ required: [key] })), ...(closed ? [] : [unknown])] };
}

function noTwo(keys: readonly string[]): readonly JsonSchema[] {
  return [{ not: { type: 'object', anyOf: pairs(keys).map(required => ({ required })) } }];
}

function pairs(keys: readonly string[]): string[][] {
  return keys.flatMap((one, index) => keys.slice(index + 1).map(other => [one, other]));
}
