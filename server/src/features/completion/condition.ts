/** Completion in a condition: variables and values where one is expected, operators after them. */
import type { Project } from '../../ci/project.ts';
import { parseCondition, type ConditionToken } from '../../expression/parse.ts';
import { predefined } from '../../readings/describe-variable.ts';
import { conditionOperators } from '../../spec/conditions.ts';
import { ours } from '../../text/markdown.ts';
import { withoutStop } from '../../text/shown.ts';
import { span, type Span } from '../../text/span.ts';
import type { Cursor } from '../../yaml/cursor/cursor.ts';
import { declaredVariables } from '../inside/declared-variables.ts';
import { unescaped } from '../inside/source.ts';
import type { InsideText } from '../inside/text-at.ts';
import type { Completion } from './compose.ts';
import { plainItem, type InsideOptions, type PlainOffer } from './plain.ts';
import { variableOffers } from './variables.ts';

/** The completions where a condition can begin. */
export function newCondition(
  owners: readonly Project[],
  { path, word, tight }: Pick<Cursor, 'path' | 'word' | 'tight'>,
  options: InsideOptions,
): readonly Completion[] {
  const text: InsideText = {
    path,
    style: 'plain',
    expansion: 'condition',
    evaluates: 'nobody',
    interpolates: 'nobody',
    source: '',
    start: word.start,
  };
  const items = conditionCompletions(owners, text, 0, options);
  return tight ? items.map(item => ({ ...item, edit: { ...item.edit, text: ` ${item.edit.text}` } })) : items;
}

/** The completions at an offset of the source where no variable is being typed. */
export function conditionCompletions(
  owners: readonly Project[],
  text: InsideText,
  at: number,
  options: InsideOptions,
): readonly Completion[] {
  const { start } = text;
  const source = unescaped(text.source, text.style);
  const { tokens } = parseCondition(source.slice(0, at));
  const last = tokens.at(-1);
  // after a value, `!` is the beginning of an operator
  const isBegun = last?.kind === 'unknown' || (last?.kind === 'negation' && !wantsValue(tokens.at(-2)));
  const isTyped = isBegun && last.span.end === at;
  const before = isTyped ? tokens.slice(0, -1) : tokens;
  const from = isTyped ? withEscape(text, last.span.start) : at;
  const isBehindValue = last?.span.end === at && !wantsValue(last);
  if (!isTyped && (isBehindValue || !/^(?:[\s)]|$)/.test(source.slice(at)))) return [];
  const isWanted = wantsValue(before.at(-1));
  if (isWanted && !isTyped && beginsValue(parseCondition(source.slice(at)).tokens[0])) return [];
  const rest = isTyped ? (/^[\w"'=&|!-]*/.exec(source.slice(at))?.[0].length ?? 0) : 0;
  const sticks = /[^\s(!]$/.test(source.slice(0, from));
  const offers = isWanted ? valueOffers(owners, text, before, options) : operatorOffers(before);
  const edited: Span = span(start + from, start + at + rest);
  return offers.map(({ written, ...offer }) =>
    plainItem({ ...offer, template: [sticks ? ' ' : '', written], span: edited }, options),
  );
}

/** Where a sign begins, with what escapes it in the quotes of its text. */
function withEscape({ source, style }: InsideText, start: number): number {
  const escape = { double: '\\', single: "'" }[style as string];
  return escape !== undefined && source[start - 1] === escape ? start - 1 : start;
}

type Offer = Omit<PlainOffer, 'template' | 'span'> & { readonly written: string };

function wantsValue(before: ConditionToken | undefined): boolean {
  return before === undefined || ['operator', 'negation', 'open'].includes(before.kind);
}

/** Two values in a row make no condition. */
function beginsValue(next: ConditionToken | undefined): boolean {
  return next !== undefined && !['operator', 'close', 'unknown'].includes(next.kind);
}

/** What can be compared; values that the variable in front can have come first. */
function valueOffers(
  owners: readonly Project[],
  text: InsideText,
  before: readonly ConditionToken[],
  options: InsideOptions,
): readonly Offer[] {
  const operator = before.at(-1);
  const isComparison = operator?.text === '==' || operator?.text === '!=';
  const variables = variableOffers(owners, text, options).map(({ name, group, ...offer }) => ({
    ...offer,
    label: `$${name}`,
    kind: 'variable' as const,
    written: `$${name}`,
    filter: name,
    group: group + 2,
  }));
  if (!isComparison) return operator?.kind === 'operator' && /~$/.test(operator.text) ? [] : variables;
  const compared = before.at(-2);
  const name = compared?.kind === 'variable' ? compared.text.slice(1) : undefined;
  const words = name === undefined ? [] : wordsOf(owners, text, name);
  const quote = text.style === 'double' ? "'" : '"';
  const known = words.map(({ value, doc }) => ({
    label: `${quote}${value}${quote}`,
    kind: 'value' as const,
    detail: withoutStop(doc),
    doc: ours(doc),
    written: `${quote}${value}${quote}`,
    filter: `${quote}${value}${quote} ${value}`,
    group: 0,
  }));
  return [...known, NOTHING, ...variables];
}

const NOTHING: Offer = {
  label: 'null',
  kind: 'value',
  detail: 'the variable is not set',
  doc: ours('No value: `==` is true if the variable is not set at all.'),
  written: 'null',
  filter: 'null',
  group: 1,
};

/** The possible values of a variable: from the table, or from the options that its author lists. */
function wordsOf(owners: readonly Project[], { path }: InsideText, name: string): readonly Word[] {
  const declared = owners.flatMap(project => declaredVariables(project, String(path[0])));
  const options = declared.filter(each => each.name === name).flatMap(each => each.options ?? []);
  const words = options.map(value => ({ value, doc: 'One of the options of the variable.' }));
  return [...words, ...(predefined(name)?.values ?? [])].filter(
    ({ value }, index, all) => !/["'\n]/.test(value) && all.findIndex(other => other.value === value) === index,
  );
}

interface Word {
  readonly value: string;
  readonly doc: string;
}

/** After a comparison, only another condition can follow. */
function operatorOffers(before: readonly ConditionToken[]): readonly Offer[] {
  const [other, last] = before.slice(-2);
  const isCompared = last?.kind === 'close' || (other?.kind === 'operator' && !/[&|]/.test(other.text));
  return conditionOperators
    .filter(({ value }) => !isCompared || /[&|]/.test(value))
    .map(({ value, doc }, group) => ({
      label: value,
      kind: 'operator',
      detail: withoutStop(doc),
      doc: ours(doc),
      written: value,
      filter: value,
      group,
    }));
}
