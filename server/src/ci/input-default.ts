/** The default of an input: its own, or that of the first of its rules that matches. */
import { evaluate } from '../expression/evaluate.ts';
import { isDoubt, type Doubt, type Truth } from '../expression/truth.ts';
import { member, type Value } from '../yaml/value/value.ts';
import { isNull, textOf } from './blank.ts';
import { toS } from './ruby-text.ts';

/** The values of other inputs by name, for conditions that ask for them; nothing for one that is not known. */
type OtherInputs = (name: string) => Value | undefined;

/** Nothing without a default, and where it is not known which rule matches. */
export function defaultOfInput(spec: Value, others: OtherInputs): Value | undefined {
  const rules = member(spec, 'rules')?.value;
  if (!rules || isNull(rules)) return member(spec, 'default')?.value;
  if (rules.kind !== 'list') return undefined;
  for (const rule of rules.items) {
    if (rule.kind !== 'map' || rule.open) return undefined;
    const matches = matchOf(member(rule, 'if')?.value, others);
    if (isDoubt(matches)) return undefined;
    if (matches) return member(rule, 'default')?.value;
  }
  return undefined;
}

function matchOf(condition: Value | undefined, others: OtherInputs): Truth {
  if (!condition || isNull(condition)) return true;
  const text = textOf(condition);
  if (text === undefined) return UNKNOWN;
  const holdsWith = (no: string | null): Truth =>
    evaluate(
      text,
      () => UNKNOWN,
      name => operandOf(others(name), no),
    ) ?? UNKNOWN;
  // a boolean is compared by its text, but by itself it does not hold
  const [asText, asNothing] = [holdsWith('false'), holdsWith(null)];
  return asText === asNothing ? asText : UNKNOWN;
}

const UNKNOWN: Doubt = { on: [] };

function operandOf(value: Value | undefined, no: string | null): string | null | Doubt {
  if (value?.kind !== 'scalar') return UNKNOWN;
  const { datum } = value;
  if (datum.type === 'boolean') return datum.value ? 'true' : no;
  return datum.type === 'string' ? toS(value) : UNKNOWN;
}
