/** Checks conditions of rules and places each fault at the characters concerned. */
import type { Code } from '../../codes/codes.ts';
import { parseCondition, type ConditionFault } from '../../expression/parse.ts';
import type { ConditionToken } from '../../expression/tokens.ts';
import { cachedBy } from '../../text/cached.ts';
import type { Finding, Report } from '../../text/problem.ts';
import type { ScalarValue } from '../../yaml/value/value.ts';
import { fix, placeOf, preferredFix, type At } from './at.ts';
import { constantComparisonsIn } from './constant-comparison.ts';
import { strangeWordsIn } from './condition-words.ts';
import { contradictionsIn } from './contradiction.ts';
import { partAt, replacePart, written, type WrittenText } from './written.ts';

/** Reports what GitLab refuses in a condition, and what it accepts although it can hardly be meant. */
export function checkCondition(report: Report, text: string, value: ScalarValue, at: At): void {
  const { faults: found, tokens } = parseCondition(text);
  // a refused condition has no meaning that could be odd
  const isTaken = found.every(({ isDoubt }) => isDoubt);
  const faults = isTaken ? [...found, ...oddIn(tokens, value)] : found;
  if (faults.length === 0) return;
  const from = written(text, value);
  for (const fault of faults) report(findingOf(fault, from, at));
}

/** With an input in the condition, a comparison of constants is intended. */
function oddIn(tokens: readonly ConditionToken[], { via }: ScalarValue): readonly ConditionFault[] {
  const isGiven = via.some(({ rule }) => rule === 'input');
  return isGiven ? oddAnywhere(tokens) : [...oddAnywhere(tokens), ...oddConstants(tokens)];
}

const oddConstants = cachedBy(constantComparisonsIn);

const oddAnywhere = cachedBy((tokens: readonly ConditionToken[]): readonly ConditionFault[] => [
  ...strangeWordsIn(tokens),
  ...contradictionsIn(tokens),
]);

/** Whether something about the condition is reported at its place, so that its consequences need no report. */
export function isReported(text: string, value: ScalarValue): boolean {
  const { faults, tokens } = parseCondition(text);
  return [...faults, ...oddIn(tokens, value)].some(({ until }) => until === undefined);
}

const CODES: Partial<Record<ConditionFault['code'], Code>> = {
  pattern: 'invalid-pattern',
  odd: 'odd-condition',
  newer: 'needs-newer-gitlab',
};

function findingOf(
  { code, message, span: part, instead, isDoubt, until }: ConditionFault,
  from: WrittenText,
  at: At,
): Finding {
  const finding: Finding = {
    code: CODES[code] ?? 'invalid-condition',
    ...(isDoubt && { severity: 'warning' }),
    ...(until !== undefined && { versions: { until } }),
    message,
    at: partAt(part, from) ?? placeOf(from.value, at),
  };
  if (!instead) return finding;
  const title =
    instead.text === '' ? `Remove ${from.text.slice(part.start, part.end)}` : `Replace with ${instead.text}`;
  const edits = (): ReturnType<typeof replacePart> => replacePart(part, instead.text, from);
  return { ...finding, fixes: instead.sure ? preferredFix(title, edits) : fix(title, edits) };
}
