/** Checks scalars: strings, words and booleans; `integer.ts` checks numbers. */
import type { Pattern, BooleanShape, KeywordShape, RefusedWord, ScalarShape, TextShape } from '../../spec/shape.ts';
import { gitlabVersion } from '../../spec/version.ts';
import { cachedByText } from '../../text/cached.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import { quote, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import { typePlain } from '../../yaml/value/scalar.ts';
import { nearest } from '../meaning.ts';
import { checkCompiled } from './pattern.ts';
import { expectation } from './expect.ts';
import { capital, fix, hasVariable, preferredFix, short, subject, unexpanded, wrongType, type At } from './at.ts';

/** Checks a string: anything in quotes, and whatever GitLab does not read as another type. */
export function checkText(report: Report, shape: TextShape, value: Value, at: At): void {
  if (value.kind === 'map' && at.item && isFlowless(value)) return reportColon(report, value, at);
  if (value.kind !== 'scalar') return report(wrongType(value, at, 'a string'));
  const { datum } = value;
  if (datum.type === 'string' && shape.filled && datum.value.trim() === '')
    return report(blankText(shape.filled, value, at));
  if (datum.type === 'string') return checkForm(report, shape, datum.value, value, at);
  if (datum.type === 'symbol') return reportSymbol(report, value, at);
  if (datum.type === 'forbidden' || datum.type === 'binary') return;
  const fixes = preferredFix('Quote it', () => quote(value.at));
  report(wrongType(value, at, 'a string', { advice: 'Quote it.', fixes }));
}

function blankText(because: string, { at: place }: ScalarValue, at: At): Finding {
  const { severity } = at.field;
  const message = `${capital(subject(at))} is empty: ${because}.`;
  return { code: 'empty-value', message, at: place, ...(severity && { severity }) };
}

function isFlowless(value: Value): boolean {
  return !/[\r\n]/.test(sourceOf(value.at)) && !sourceOf(value.at).startsWith('{');
}

function reportColon(report: Report, value: Value, at: At): void {
  const key = [...(value.kind === 'map' ? value.members.values() : [])][0]?.key ?? value.at;
  report({
    code: 'unquoted-colon',
    message: `The colon and space turn this line into a mapping with the key \`${short(sourceOf(key))}\`; expected a string for ${subject(at)}. Quote the whole line.`,
    at: key,
    fixes: preferredFix('Quote the line', () => quote(value.at)),
  });
}

function reportSymbol(report: Report, value: ScalarValue, at: At): void {
  const text = value.datum.type === 'symbol' ? value.datum.value : '';
  report({
    code: 'symbol-value',
    message: `GitLab drops the first colon of \`${short(sourceOf(value.at))}\` and uses \`${short(text)}\` for ${subject(at)}: Ruby reads such a string as a symbol. Remove the colon, or quote the string to keep it.`,
    at: value.at,
    fixes: [...fix('Quote it', () => quote(value.at)), ...withoutColon(value, text)],
  });
}

/** The text without the colon in front, which is how GitLab reads a symbol such as `:text`. */
function withoutColon(value: ScalarValue, text: string): readonly Fix[] {
  const isOnlyColon = sourceOf(value.at) === `:${text}` && typePlain(text).type === 'string';
  return isOnlyColon ? fix(`Write ${short(text)}, as GitLab reads it`, () => replaceValue(value.at, text)) : [];
}

function checkForm(report: Report, shape: TextShape, text: string, value: ScalarValue, at: At): void {
  const { pattern } = shape;
  if (!pattern || hasForm(text, pattern.source)) return checkCompiled(report, shape, text, value, at);
  report({
    code: 'wrong-form',
    severity: pattern.severity,
    message: `${capital(subject(at))} must be ${pattern.says}, found \`${short(sourceOf(value.at))}\`: ${pattern.because}.`,
    at: value.at,
    fixes: pattern.surplus ? mended(pattern, text, value) : hyphenated(pattern.source, text, value),
  });
}

/** Whether a text has the form of a pattern in the table. */
export function hasForm(text: string, source: string): boolean {
  return formOf(source).test(text);
}

/** The table has fewer patterns than that. */
const MOST_FORMS = 1000;

const formOf = cachedByText((source: string) => new RegExp(`^(?:${source})$`, 'u'), MOST_FORMS);

/**
 * The text without its surplus and with what is missing. GitLab accepts it as it is, so this is not part of *Fix all*:
 * more jobs may run with the fix.
 */
function mended({ surplus = '', source, tail = '' }: Pattern, text: string, value: ScalarValue): readonly Fix[] {
  const shorter = text.replace(new RegExp(surplus, 'u'), '');
  const better = [shorter, shorter + tail].find(one => one !== '' && one !== tail && hasForm(one, source));
  return better === undefined ? [] : fix(`Replace with ${short(better)}`, () => replaceValue(value.at, better));
}

/** Hyphens in place of refused characters, if that is all that is wrong. */
function hyphenated(source: string, text: string, value: ScalarValue): readonly Fix[] {
  const better = text
    .trim()
    .replace(/:$/, '')
    .replace(/[^-A-Za-z0-9]/g, '-');
  if (better === '' || !hasForm(better, source)) return [];
  return fix(`Replace with ${better}`, () => replaceValue(value.at, better));
}

/** Checks that the value is one of the words. */
export function checkKeyword(report: Report, shape: KeywordShape, value: Value, at: At): void {
  const words = shape.values.map(({ value: word }) => word);
  if (value.kind !== 'scalar') return report(wrongType(value, at, expectation(shape)));
  const { datum } = value;
  if (datum.type === 'symbol') return reportSymbol(report, value, at);
  if (datum.type === 'forbidden' || datum.type === 'binary') return;
  if (datum.type !== 'string') return report(wrongType(value, at, expectation(shape)));
  if (words.includes(datum.value) || (shape.variable && datum.value.includes('$'))) return;
  if (hasVariable(datum.value)) return report(unexpanded('unknown-value', value, at, expectation(shape)));
  const refused = shape.refused?.find(({ value: word }) => word === datum.value);
  if (refused) return report(refusedWord(refused, shape, value, at));
  const other = words.find(word => word.toLowerCase() === datum.value.toLowerCase());
  if (other !== undefined && shape.anyCase) return reportCase(report, shape.anyCase, other, value, at);
  reportWord(report, shape, words, value, at);
}

function reportCase(
  report: Report,
  { severity, because }: NonNullable<KeywordShape['anyCase']>,
  word: string,
  value: ScalarValue,
  at: At,
): void {
  report({
    code: 'letter-case',
    severity,
    message: `${capital(subject(at))} should be written \`${word}\`, found \`${short(sourceOf(value.at))}\`: ${because}.`,
    at: value.at,
    fixes: preferredFix(`Replace with ${word}`, () => replaceValue(value.at, word)),
  });
}

function reportWord(report: Report, shape: KeywordShape, words: readonly string[], value: ScalarValue, at: At): void {
  const text = value.datum.type === 'string' ? value.datum.value : '';
  const near = nearest(text.trim(), words);
  if (near === undefined && !shape.closed) return report(newerWord(value, at));
  const guess = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  report({
    code: 'unknown-value',
    ...(isTolerated(shape, text) && { severity: 'warning' as const }),
    message: `${capital(subject(at))} cannot be \`${short(sourceOf(value.at))}\`.${guess} Expected ${expectation(shape)}: ${shape.because}.`,
    at: value.at,
    fixes: proposals(near, words).flatMap(word => fix(`Replace with ${word}`, () => replaceValue(value.at, word))),
  });
}

function isTolerated({ tolerant, tolerates }: KeywordShape, text: string): boolean {
  return tolerant ?? (tolerates !== undefined && new RegExp(tolerates, 'u').test(text));
}

/** The word that was probably meant or, if there are few, all of them. */
function proposals(near: string | undefined, words: readonly string[]): readonly string[] {
  if (near !== undefined) return [near];
  return words.length <= 3 ? words : [];
}

function newerWord({ at: place }: ScalarValue, at: At): Finding {
  const word = `\`${short(sourceOf(place))}\` for ${subject(at)}`;
  return {
    code: 'newer-value',
    message: `Unknown value ${word}, as of GitLab ${gitlabVersion}. Check the spelling, unless your GitLab is newer.`,
    at: place,
    beyondTable: {
      severity: 'information',
      message: `Cannot check ${word}: this extension knows GitLab up to ${gitlabVersion}, and the newer one that you chose may have added it.`,
    },
  };
}

function refusedWord({ because }: RefusedWord, shape: KeywordShape, { at: place }: ScalarValue, at: At): Finding {
  return {
    code: 'unknown-value',
    message: `${capital(subject(at))} cannot be \`${short(sourceOf(place))}\`: ${because}. Expected ${expectation(shape)}.`,
    at: place,
  };
}

/** Checks anything that GitLab converts to a string, which is not always the text as written. */
export function checkScalar(report: Report, shape: ScalarShape, value: Value, at: At): void {
  if (value.kind !== 'scalar') return report(wrongType(value, at, expectation(shape)));
  const { datum } = value;
  if (datum.type === 'string' && shape.filled && datum.value.trim() === '')
    return report(blankText(shape.filled, value, at));
  if (shape.whole && (datum.type === 'float' || datum.type === 'boolean')) {
    const fixes = preferredFix('Quote it', quote(value.at));
    return report(wrongType(value, at, expectation(shape), { advice: 'Quote it.', fixes }));
  }
  const source = sourceOf(value.at);
  const text =
    datum.type === 'integer' ? String(datum.value) : datum.type === 'float' ? floatText(datum.value, source) : source;
  if (text === source) return;
  report({
    code: 'surprising-number',
    ...(isGrouped(source) && { severity: 'hint' as const }),
    message: `GitLab reads \`${short(source)}\` as a number and passes on \`${text}\` for ${subject(at)}. Quote it to keep it as it is.`,
    at: value.at,
    fixes: fix('Quote it', () => quote(value.at)),
  });
}

/** Digits in groups of three, which mean what they seem to mean. */
function isGrouped(source: string): boolean {
  return /^[-+]?[1-9][0-9]{0,2}(?:_[0-9]{3})+$/.test(source);
}

/** How Ruby prints a float that is written in plain decimals; others are left alone. */
function floatText(number: number, source: string): string {
  if (!/^[-+]?[0-9]+\.[0-9]*$/.test(source)) return source;
  const text = String(number);
  if (/e/.test(text)) return source;
  return text.includes('.') ? text : `${text}.0`;
}

/** Checks `true` or `false`, in any of the spellings that GitLab reads as such. */
export function checkBoolean(report: Report, shape: BooleanShape, value: Value, at: At): void {
  if (value.kind === 'scalar') {
    const { datum } = value;
    if (datum.type === 'boolean' || datum.type === 'forbidden') return;
    if (datum.type === 'string' && hasVariable(datum.value))
      return report(unexpanded('wrong-type', value, at, expectation(shape)));
    const word = datum.type === 'string' && /^(?:true|false)$/i.test(datum.value) ? datum.value.toLowerCase() : '';
    const fixes = word ? preferredFix(`Replace with ${word}`, () => replaceValue(value.at, word)) : [];
    return report(wrongType(value, at, expectation(shape), { fixes }));
  }
  report(wrongType(value, at, expectation(shape)));
}
