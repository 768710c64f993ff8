/** Checks values against the table, with the types of TOML. */
import type { IntegerShape, KeywordShape, ListShape, Shape, TextShape } from '../../spec/shape.ts';
import { nearest } from '../../readings/meaning.ts';
import { fix, preferredFix } from '../../text/fix.ts';
import type { Fix } from '../../text/problem.ts';
import { short } from '../../text/shown.ts';
import type { ListValue, ScalarValue, Value } from '../../yaml/value/value.ts';
import { placeIn, quoted } from '../edits.ts';
import { replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { enumerate, isTables, placeOf, wrongType, type KeyAt, type Say } from './at.ts';

/** Checks a value against any shape except that of a table. */
export function checkValue(say: Say, shape: Exclude<Shape, { kind: 'record' }>, value: Value, at: KeyAt): void {
  switch (shape.kind) {
    case 'integer':
      return checkInteger(say, shape, value, at);
    case 'text':
      return checkText(say, shape, value, at);
    case 'keyword':
      return checkWord(say, shape, value, at);
    case 'list':
      return checkList(say, shape, value, at);
    default:
      return undefined;
  }
}

function checkInteger(say: Say, { min = 0, max = Infinity, because }: IntegerShape, value: Value, at: KeyAt): void {
  const datum = value.kind === 'scalar' ? value.datum : undefined;
  const isWithin = (number: number): boolean => min <= number && number <= max;
  if (datum?.type !== 'integer') {
    const text = datum?.type === 'string' ? datum.value.trim() : datum?.type === 'float' ? String(datum.value) : '';
    const meant = /^\d{1,9}$/.test(text) && isWithin(Number(text)) ? String(Number(text)) : undefined;
    const fixes = meant === undefined ? [] : preferredFix(`Replace with ${meant}`, replaceValue(value.at, meant));
    return say(wrongType(`an integer from ${min} to ${max}`, value, at, fixes));
  }
  if (isWithin(Number(datum.value))) return;
  const source = short(sourceOf(value.at), 40);
  say({ code: 'out-of-range', message: `\`${at.name}\` cannot be \`${source}\`: ${because}.`, at: value.at });
}

function checkText(say: Say, { pattern }: TextShape, value: Value, at: KeyAt): void {
  if (!isText(value)) return say(wrongType('a string', value, at, inQuotes(value)));
  const text = value.datum.value;
  if (!pattern || new RegExp(`^(?:${pattern.source})$`).test(text)) return;
  say({
    code: 'wrong-form',
    message: `\`${at.name}\` must be ${pattern.says}, found \`${short(text, 40)}\`: ${pattern.because}.`,
    at: value.at,
    severity: pattern.severity,
    fixes: hyphenated(value, pattern.source),
  });
}

/** A header with underscores is one of CGI's names: HTTP uses hyphens. */
function hyphenated({ at, datum }: TextValue, pattern: string): readonly Fix[] {
  const meant = datum.value.trim().replace(/[\s_.]+/g, '-');
  if (!new RegExp(`^(?:${pattern})$`).test(meant)) return [];
  return fix(`Replace with ${meant}`, replaceValue(at, quoted(meant)));
}

/** An empty word counts as none: Kubernetes inserts its default. */
function checkWord(say: Say, { values, anyCase, because }: KeywordShape, value: Value, at: KeyAt): void {
  if (!isText(value)) return say(wrongType('a string', value, at, inQuotes(value)));
  const text = value.datum.value;
  const words = values.map(word => word.value);
  if (text === '' || words.includes(text)) return;
  const sameLetters = words.find(word => word.toLowerCase() === text.trim().toLowerCase());
  const meant = sameLetters ?? nearest(text.toUpperCase(), words);
  const fixes = meant === undefined ? [] : preferredFix(`Replace with ${meant}`, replaceValue(value.at, quoted(meant)));
  const found = `found \`${short(text, 40)}\``;
  if (sameLetters !== undefined && anyCase) {
    const message = `\`${at.name}\` must be written \`${sameLetters}\`, ${found}: ${anyCase.because}.`;
    return say({ code: 'letter-case', message, at: value.at, severity: anyCase.severity, fixes });
  }
  const expected = meant === undefined ? enumerate(words, 'or') : `\`${meant}\``;
  const did = meant === undefined ? `Expected ${expected} for` : `Did you mean ${expected} for`;
  const message = `${did} \`${at.name}\`${meant === undefined ? ', ' : '? '}${meant === undefined ? found : `F${found.slice(1)}`}: ${because}.`;
  say({ code: 'unknown-value', message, at: value.at, fixes });
}

/** Checks a list of strings; for tables in a list, the check of tables is responsible. */
function checkList(say: Say, shape: ListShape, value: Value, at: KeyAt): void {
  if (shape.item.kind === 'record') {
    if (value.kind !== 'list' || !(isTables(value) || value.items.length === 0))
      say(wrongType('an array of tables', value, at, asTables(value, at)));
    return;
  }
  if (value.kind !== 'list') return say(wrongType('an array of strings', value, at, asWords(value)));
  if (value.items.length < shape.min) say(emptyList(shape, at));
  for (const item of value.items)
    if (!isText(item)) {
      const found = wrongType('strings only', item, at, inQuotes(item));
      say({ ...found, at: item.kind === 'scalar' ? item.at : placeOf(item, at.member) });
    }
}

function emptyList({ because }: ListShape, at: KeyAt): Parameters<Say>[0] {
  const why = because ? `: ${because}` : '';
  return {
    code: 'empty-value',
    message: `\`${at.name}\` is empty, expected at least one string${why}.`,
    at: at.member.key,
  };
}

/** A shell line becomes a command that runs a shell, a word a command with one word. */
function asWords(value: Value): readonly Fix[] {
  if (!isText(value)) return [];
  const text = value.datum.value;
  if (/^[^\s"'`;&|<>()$]+$/.test(text))
    return preferredFix('Put it into an array', replaceValue(value.at, `[${quoted(text)}]`));
  return fix('Let a shell run it: ["sh", "-c", "…"]', replaceValue(value.at, `["sh", "-c", ${quoted(text)}]`));
}

/** A single table gets double brackets; a table of names becomes an entry for each name. */
function asTables(value: Value, { config, path }: KeyAt): readonly Fix[] {
  const statement = config.statements.find(({ path: other, header }) => header && other.join('\0') === path.join('\0'));
  if (value.kind !== 'map') return [];
  if (value.members.has('name') || value.members.has('value')) {
    const header = statement?.header;
    if (!header) return preferredFix('Put it into an array', replaceValue(value.at, `[${sourceOf(value.at)}]`));
    const [start, end] = [header.start, header.end].map(at => placeIn(config, { start: at, end: at }));
    return start && end
      ? preferredFix('Make it an array of tables', [...replaceValue(start, '['), ...replaceValue(end, ']')])
      : [];
  }
  const pairs = [...value.members].map(([name, held]) =>
    isText(held.value) ? `{ name = ${quoted(name)}, value = ${sourceOf(held.value.at)} }` : '',
  );
  if (statement || pairs.length === 0 || pairs.includes('')) return [];
  return fix('Make it an array of tables', replaceValue(value.at, `[${pairs.join(', ')}]`));
}

interface TextValue extends ScalarValue {
  readonly datum: Extract<ScalarValue['datum'], { type: 'string' }>;
}

export function isText(value: Value | undefined): value is TextValue {
  return value?.kind === 'scalar' && value.datum.type === 'string';
}

/** A number or a boolean as the string that it looks like. */
function inQuotes(value: Value): readonly Fix[] {
  if (value.kind !== 'scalar' || isText(value)) return [];
  return preferredFix('Put it in quotes', replaceValue(value.at, quoted(sourceOf(value.at))));
}

/** The words of a command, if all of them are strings. */
export function wordsIn(value: Value | undefined): readonly TextValue[] | undefined {
  const items: ListValue['items'] = value?.kind === 'list' ? value.items : [];
  return items.length > 0 && items.every(isText) ? items : undefined;
}
