/** Checks what keys of one mapping require of each other. */
import type { Code } from '../../codes/codes.ts';
import type { KeyRule } from '../../spec/shape.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { removeEntries, removeEntry } from '../../yaml/edit/edit.ts';
import type { MapValue, Value } from '../../yaml/value/value.ts';
import { capital, enumerate, fix, kindOf, placeOf, subject, type At } from './at.ts';
import { hasForm } from './scalar.ts';
import type { Understood } from './unknown-key.ts';

/** A mapping, and what its keys are or were meant to be. */
export interface ChosenKeys {
  readonly map: MapValue;
  readonly understood: readonly Understood[];
}

/** Reports keys that break the rule; a key counts as missing only if nothing else can add it. */
export function checkChoice(report: Report, rule: KeyRule, chosen: ChosenKeys, at: At): void {
  for (const finding of findingsOf(rule, chosen, at)) report({ severity: rule.severity, ...finding });
}

export type ExactlyOne = Extract<KeyRule, { kind: 'exactlyOne' }>;

function findingsOf(rule: KeyRule, { map, understood }: ChosenKeys, at: At): readonly Finding[] {
  switch (rule.kind) {
    case 'exactlyOne': {
      if (rule.told) return [];
      const chosen = understood.filter(({ name }) => rule.keys.includes(name));
      if (chosen.length === 0) return at.complete ? [{ ...noneOf(rule, at), at: placeOf(map, at) }] : [];
      return surplusOf(chosen, rule.codes?.many ?? 'conflicting-keys', rule.becauseMany);
    }
    case 'atMostOne': {
      const chosen = understood.filter(({ name }) => rule.keys.includes(name));
      const surplus = surplusOf(chosen, 'conflicting-keys', rule.because);
      return rule.decides ? surplus.map(({ fixes: _, ...finding }) => finding) : surplus;
    }
    case 'atLeastOne':
      return at.complete && !understood.some(({ name }) => rule.keys.includes(name)) ? [missingOf(rule, map, at)] : [];
    case 'notWith':
      return beside(rule, understood);
    case 'needs':
      return needing(rule, understood, at);
    case 'onlyWhen':
      return useless(rule, understood, at);
    case 'restricts':
      return unfit(rule, understood, at);
    case 'among':
      return outside(rule, { map, understood }, at);
    case 'typed':
      return mistyped(rule, understood);
    default:
      return rule satisfies never;
  }
}

/** Reports that all of the keys are missing, if none can come from elsewhere. */
export function noneOf(rule: ExactlyOne, at: At): Finding {
  return {
    code: rule.codes?.none ?? 'missing-key',
    severity: rule.severity,
    message: `${capital(subject(at))} needs exactly one of ${enumerate(rule.keys, 'and')}, found none: ${rule.becauseNone}.`,
    at: at.owner,
  };
}

function missingOf({ keys, because }: Extract<KeyRule, { kind: 'atLeastOne' }>, map: MapValue, at: At): Finding {
  return {
    code: 'missing-key',
    message: `${capital(subject(at))} needs ${enumerate(keys, 'or')}: ${because}.`,
    at: placeOf(map, at),
  };
}

/** Reports every key but the first one. */
function surplusOf(chosen: readonly Understood[], code: Code, because: string): readonly Finding[] {
  return chosen.slice(1).map(surplus => {
    const others = chosen.filter(other => other !== surplus);
    const names = others.map(({ name }) => name);
    return {
      code,
      message: `\`${surplus.name}\` conflicts with ${enumerate(names, 'and')}; only one of them can be used: ${because}. Keep one.`,
      at: surplus.member.key,
      related: others.map(({ name, member }) => ({ at: member.key, message: `\`${name}\` is here` })),
      fixes: chosen.flatMap(kept => keepOnly(kept, chosen)),
    };
  });
}

function keepOnly(kept: Understood, chosen: readonly Understood[]): readonly Fix[] {
  const others = chosen.filter(other => other !== kept);
  const keys = others.flatMap(({ member }): readonly Place[] => [...member.replaced, member.key]);
  return fix(`Keep only ${kept.name}`, () => removeEntries(keys));
}

function beside(
  { key, other, because }: Extract<KeyRule, { kind: 'notWith' }>,
  understood: readonly Understood[],
): readonly Finding[] {
  const one = find(understood, key);
  const two = find(understood, other);
  if (!one || !two || isEmpty(one.member.value) || isEmpty(two.member.value)) return [];
  return [
    {
      code: 'conflicting-keys',
      message: `\`${key}\` cannot be combined with \`${other}\`: ${because}. Remove one of them.`,
      at: one.member.key,
      related: [{ at: two.member.key, message: `\`${other}\` is here` }],
      fixes: fix(`Remove ${key}`, () => removeEntry(one.member.key)),
    },
  ];
}

function needing(
  { key, value, except, needs, filled, because }: Extract<KeyRule, { kind: 'needs' }>,
  understood: readonly Understood[],
  at: At,
): readonly Finding[] {
  const one = find(understood, key);
  const other = find(understood, needs)?.member.value;
  if (!one || !at.complete || isEmpty(one.member.value)) return [];
  if (other && !(filled && isNothing(other))) return [];
  if (value !== undefined && textOf(one.member.value) !== value) return [];
  if (except === false && isFalse(one.member.value)) return [];
  const what = value === undefined ? key : `${key}: ${value}`;
  return [
    {
      code: 'missing-key',
      message: `\`${what}\` also needs \`${needs}\`: ${because}.`,
      at: one.member.key,
    },
  ];
}

function useless(
  { key, when, bare, because }: Extract<KeyRule, { kind: 'onlyWhen' }>,
  understood: readonly Understood[],
  at: At,
): readonly Finding[] {
  const one = find(understood, key);
  if (!one || (bare ? false : isEmpty(one.member.value) || textOf(one.member.value)?.trim() === '')) return [];
  const written = find(understood, when.key);
  // without a value it counts as not written
  const other = written && !isNull(written.member.value) ? written : undefined;
  if (other ? isAmong(other.member.value, when.values) : when.absent || !at.complete) return [];
  return [
    {
      code: other ? 'conflicting-keys' : 'missing-key',
      message: `\`${key}\` is only allowed with ${valuesOf(when)}: ${because}.`,
      at: one.member.key,
      ...(other && { related: [{ at: other.member.key, message: `\`${when.key}\` is here` }] }),
      fixes: fix(`Remove ${key}`, () => removeEntry(one.member.key)),
    },
  ];
}

function valuesOf({ key, values }: Extract<KeyRule, { kind: 'onlyWhen' }>['when']): string {
  return values.length === 1 ? `\`${key}: ${values.join()}\`` : `\`${key}\` as ${enumerate(values, 'or')}`;
}

/** The texts that do not have the required form. */
function unfit(
  { key, texts, pattern }: Extract<KeyRule, { kind: 'restricts' }>,
  understood: readonly Understood[],
  at: At,
): readonly Finding[] {
  const one = find(understood, key);
  const list = find(understood, texts)?.member.value;
  if (!one || isEmpty(one.member.value) || list?.kind !== 'list') return [];
  const wrong = list.items.filter(item => {
    const text = textOf(item);
    return text !== undefined && !hasForm(text, pattern.source);
  });
  return wrong.map(item => ({
    code: 'wrong-form',
    message: `${capital(subject({ ...at, name: texts, item: true }))} must be ${pattern.says}: ${pattern.because}.`,
    at: placeOf(item, { ...at, item: true }),
    related: [{ at: one.member.key, message: `\`${key}\` is here` }],
  }));
}

/** A text counts as an entry only if it is exactly the same text: a number never does, whatever it looks like. */
function outside(
  { key, of, because }: Extract<KeyRule, { kind: 'among' }>,
  { map, understood }: ChosenKeys,
  at: At,
): readonly Finding[] {
  const list = find(understood, of)?.member.value;
  const one = find(understood, key);
  if (list?.kind !== 'list' || list.items.length === 0 || (!one && !at.complete)) return [];
  const values = list.items.map(textOf);
  if (!values.every(value => value !== undefined) || one?.member.value.kind === 'unknown') return [];
  const text = one && textOf(one.member.value);
  if (text !== undefined && values.includes(text)) return [];
  const fault = one && !isNull(one.member.value) ? 'is not one of' : 'is missing; expected one of';
  return [
    {
      code: 'not-an-option',
      message: `\`${key}\` ${fault} the \`${of}\` ${enumerate(values, 'and')}: ${because}.`,
      at: one ? placeOf(one.member.value, { ...at, owner: one.member.key }) : placeOf(map, at),
    },
  ];
}

const kinds = { number: 'a number', boolean: '`true` or `false`', array: 'a list' } as const;

function mistyped(
  { key, by, types, because }: Extract<KeyRule, { kind: 'typed' }>,
  understood: readonly Understood[],
): readonly Finding[] {
  const value = find(understood, key)?.member.value;
  const other = find(understood, by);
  const type = types.find(word => other && textOf(other.member.value) === word);
  if (!value || !other || !type || isEmpty(value) || jsonTypeOf(value) === type) return [];
  const at = value.kind === 'scalar' ? value.at : find(understood, key)?.member.key;
  return [
    {
      code: 'wrong-type',
      message: `Expected ${kinds[type]} for \`${key}\`, because of \`${by}: ${type}\`, found ${kindOf(value)}: ${because}.`,
      at: at ?? other.member.key,
      related: [{ at: other.member.key, message: `\`${by}\` is here` }],
    },
  ];
}

/** The JSON type that GitLab makes of a value, which may be given as a text. */
function jsonTypeOf(value: Value): string {
  if (value.kind === 'list') return 'array';
  if (value.kind !== 'scalar') return 'object';
  const { datum } = value;
  if (datum.type === 'integer' || datum.type === 'float') return 'number';
  if (datum.type !== 'string') return datum.type;
  try {
    const read: unknown = JSON.parse(datum.value);
    return Array.isArray(read) ? 'array' : typeof read;
  } catch {
    return 'string';
  }
}

function find(understood: readonly Understood[], key: string): Understood | undefined {
  return understood.find(({ name }) => name === key);
}

/** An unknown value may be empty. */
function isEmpty(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'scalar' && value.datum.type === 'null');
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.datum.type === 'null';
}

/** Nothing, a text of nothing or a list of nothing. */
function isNothing(value: Value): boolean {
  return isNull(value) || textOf(value)?.trim() === '' || (value.kind === 'list' && value.items.length === 0);
}

function isFalse(value: Value): boolean {
  return value.kind === 'scalar' && value.datum.type === 'boolean' && !value.datum.value;
}

function isAmong(value: Value, values: readonly string[]): boolean {
  const text = textOf(value);
  return value.kind === 'unknown' || (text !== undefined && values.includes(text));
}

function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && value.datum.type === 'string' ? value.datum.value : undefined;
}
