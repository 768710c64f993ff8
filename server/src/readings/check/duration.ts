/** Checks durations: whether GitLab can read them and whether they are within the limits. */
import type { DurationTerms } from '../../spec/shape.ts';
import type { Finding, Fix, Report } from '../../text/problem.ts';
import { replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import type { ScalarValue, Value } from '../../yaml/value/value.ts';
import { inHours, readDuration, UNITS } from '../duration.ts';
import { nearest } from '../meaning.ts';
import { capital, fix, preferredFix, short, subject, wrongType, type At } from './at.ts';
import { checkText } from './scalar.ts';

export function checkDuration(report: Report, terms: DurationTerms, value: Value, at: At): void {
  if (value.kind !== 'scalar') return report(wrongType(value, at, 'a duration'));
  const { datum } = value;
  if (datum.type === 'integer') return report(plainNumber(datum.value, value, at));
  if (datum.type !== 'string') return checkText(report, { kind: 'text' }, value, at);
  const text = datum.value;
  if (terms.blank && text.trim() === '') return;
  if ((terms.never && text.toLowerCase() === 'never') || (terms.variables && text.includes('$'))) return;
  const duration = readDuration(text);
  if (duration.kind === 'unreadable') return report(unreadable(terms, text, duration.word, value, at));
  if (duration.kind === 'known') checkLimits(report, terms, duration.seconds, value, at);
}

/** Reports a plain number; whether seconds were meant is for the author to say. */
function plainNumber(count: bigint, value: ScalarValue, at: At): Finding {
  const units = count > 0n && count < ENDLESS ? ['seconds', 'minutes'] : [];
  return wrongType(value, at, 'a duration', {
    advice: 'A number in quotes counts seconds.',
    fixes: units.flatMap(unit =>
      fix(`Replace with ${count} ${unit}`, () => replaceValue(value.at, `${count} ${unit}`)),
    ),
  });
}

/** Nobody means so much time, and a number of a million digits takes seconds to write out. */
const ENDLESS = 10n ** 15n;

function unreadable(terms: DurationTerms, text: string, word: string | undefined, value: ScalarValue, at: At): Finding {
  return {
    code: 'wrong-form',
    ...(terms.severity && { severity: terms.severity }),
    message: `${capital(subject(at))} must be a duration such as \`1h 30m\`, found \`${short(sourceOf(value.at))}\`: ${reason(text, word)}.`,
    at: value.at,
    fixes: word === undefined ? [] : respelled(text, word, value),
  };
}

function reason(text: string, word: string | undefined): string {
  if (text.includes('$'))
    return 'variables have no value yet when GitLab reads it; an input has one, `$[[ inputs.… ]]`';
  if (word !== undefined) return `GitLab does not know \`${word}\` in a duration`;
  return text.trim() === '' ? 'GitLab has to know how long' : 'GitLab reads it as no time at all';
}

/** A fix with the unit that was probably meant. */
function respelled(text: string, word: string, value: ScalarValue): readonly Fix[] {
  const unit = nearest(
    word.replace(/,$/, ''),
    UNITS.filter(({ length }) => length > 2),
  );
  const start = text.toLowerCase().lastIndexOf(word);
  if (unit === undefined || start < 0) return [];
  const better = text.slice(0, start) + unit + text.slice(start + word.length);
  return preferredFix(`Replace with ${better}`, () => replaceValue(value.at, better));
}

function checkLimits(
  report: Report,
  { atLeast, atMost }: DurationTerms,
  seconds: number,
  value: ScalarValue,
  at: At,
): void {
  const limit =
    atMost !== undefined && seconds > atMost
      ? atMost
      : atLeast !== undefined && seconds < atLeast
        ? atLeast
        : undefined;
  if (limit === undefined) return;
  report({
    code: 'out-of-range',
    message: `${capital(subject(at))} cannot be \`${short(sourceOf(value.at))}\`, which is ${inHours(seconds)}: GitLab accepts ${limit === atMost ? 'at most' : 'at least'} ${inHours(limit)}.`,
    at: value.at,
  });
}
