/** Checks integers, also those that GitLab reads as another number than they seem to be. */
import type { IntegerShape } from '../../spec/shape.ts';
import type { Fix, Report } from '../../text/problem.ts';
import { replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import { expectation } from './expect.ts';
import { capital, fix, preferredFix, short, subject, unexpanded, wrongType, type At, type Mend } from './at.ts';

/** Checks an integer and its limits. */
export function checkInteger(report: Report, shape: IntegerShape, value: Value, at: At): void {
  const expected = expectation(shape);
  if (value.kind !== 'scalar') return report(wrongType(value, at, expected));
  const { datum } = value;
  if (datum.type === 'forbidden' || datum.type === 'binary') return;
  if (datum.type === 'string' && shape.digits && isDigits(shape, datum.value)) return;
  if (datum.type === 'string' && datum.value.includes('$'))
    return report(unexpanded('wrong-type', value, at, expected));
  if (datum.type !== 'integer') return report(wrongType(value, at, expected, mendOf(shape, value)));
  const source = sourceOf(value.at);
  if (!isWithin(shape, datum.value)) return reportRange(report, shape, datum.value, value, at);
  if (/^[-+]?(?:0|[1-9][0-9]*)$/.test(source)) return;
  report({
    code: 'surprising-number',
    message: `GitLab reads \`${source}\` as ${datum.value} for ${subject(at)}${whyNumber(source)}. Write the number in plain decimal digits.`,
    at: value.at,
    fixes: numberFixes(shape, datum.value, source, value),
  });
}

/** Whether the number is within the limits of the shape. */
export function isWithin({ min, max }: IntegerShape, number: bigint): boolean {
  return (min === undefined || BigInt(min) <= number) && (max === undefined || number <= BigInt(max));
}

function isDigits(shape: IntegerShape, text: string): boolean {
  return /^[-+]?[0-9]{1,20}$/.test(text) && isWithin(shape, BigInt(text.replace('+', '')));
}

function reportRange(report: Report, shape: IntegerShape, number: bigint, value: ScalarValue, at: At): void {
  const source = sourceOf(value.at);
  const read = source === String(number) ? '' : `, which GitLab reads as ${number}${whyNumber(source)}`;
  report({
    code: 'out-of-range',
    message: `${capital(subject(at))} cannot be \`${short(source)}\`${read}: ${shape.because}.`,
    at: value.at,
    fixes: meantFixes(shape, number, source, value),
  });
}

/** Why GitLab reads digits as another number than they seem to be; appended to a message. */
export function whyNumber(source: string): string {
  if (source.includes(':')) return ', a base 60 number';
  if (/^[-+]?0x/.test(source)) return ', a hexadecimal number';
  if (/^[-+]?0b/.test(source)) return ', a binary number';
  if (/^[-+]?0[0-7_,]/.test(source)) return ', an octal number because of the leading zero';
  return ', without the separators between the digits';
}

/** The number that GitLab reads and, if the digits look like another one, that one as well. */
function numberFixes(shape: IntegerShape, number: bigint, source: string, value: ScalarValue): readonly Fix[] {
  const meant = meantFixes(shape, number, source, value);
  const edits = replaceValue(value.at, String(number));
  const title = `Replace with ${number}`;
  return meant.length > 0 || source.includes(':') ? [...fix(title, edits), ...meant] : preferredFix(title, edits);
}

/** The number that the digits show without leading zeros. */
function meantFixes(shape: IntegerShape, number: bigint, source: string, value: ScalarValue): readonly Fix[] {
  const digits = /^\+?0([0-9]+)$/.exec(source)?.[1];
  const meant = digits === undefined ? undefined : BigInt(digits);
  if (meant === undefined || meant === number || !isWithin(shape, meant)) return [];
  return fix(`Replace with ${meant}`, () => replaceValue(value.at, String(meant)));
}

/** How a text or a float can become an integer. */
function mendOf(shape: IntegerShape, value: ScalarValue): Mend {
  const { datum } = value;
  if (datum.type === 'float') return floatMend(shape, datum.value, value);
  if (datum.type !== 'string') return {};
  const text = datum.value.trim();
  if (!/^[0-9]{1,20}$/.test(text) || !isWithin(shape, BigInt(text))) return { advice: 'Write the number itself.' };
  const number = String(BigInt(text));
  const edits = isInline(value) ? replaceValue(value.at, number) : [];
  const make = number === text ? preferredFix : fix;
  const advice =
    number === sourceOf(value.at) ? '' : `Write ${number}${/^["']/.test(sourceOf(value.at)) ? ' without quotes' : ''}.`;
  return { advice, fixes: make(`Replace with ${number}`, edits) };
}

function isInline({ at, node }: ScalarValue): boolean {
  return !hasTag(node) && !/^[|>]|[\r\n]/.test(sourceOf(at));
}

/** `!!str 80` stays a string, whatever follows the tag. */
function hasTag(node: ScalarValue['node']): boolean {
  return node !== undefined && node.kind !== 'alias' && node.tag !== undefined;
}

function floatMend(shape: IntegerShape, number: number, value: ScalarValue): Mend {
  if (!Number.isSafeInteger(number) || !isWithin(shape, BigInt(number))) return {};
  return {
    advice: `Write ${number}.`,
    fixes: preferredFix(`Replace with ${number}`, () => replaceValue(value.at, String(number))),
  };
}
