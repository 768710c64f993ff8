/** Rules of inputs: which inputs their conditions refer to, and what GitLab refuses about them. */
import { isAccepted } from '../expression/accepted.ts';
import { parseInterpolations } from '../expression/interpolation.ts';
import { tokensOf, type ConditionToken } from '../expression/tokens.ts';
import type { Finding } from '../text/problem.ts';
import { shift, type Span } from '../text/span.ts';
import { member, type Member, type Value } from '../yaml/value/value.ts';
import { textOf } from './blank.ts';
import { cyclesIn, type InputReference, type AskedInputs } from './input-cycles.ts';
import { partOf } from './part-of.ts';
import { toS } from './ruby-text.ts';

/** The references in the rules, by input. */
export function askedInputs(declared: Value | undefined): AskedInputs {
  const inputs = declared?.kind === 'map' ? [...declared.members.values()] : [];
  return new Map(inputs.map(input => [nameOf(input), conditionsIn(input.value).flatMap(askedIn)]));
}

function nameOf({ key, name }: Member): string {
  return toS({ kind: 'scalar', datum: name, at: key, via: [] });
}

function conditionsIn(input: Value): readonly Value[] {
  const rules = member(input, 'rules')?.value;
  return rules?.kind === 'list' ? rules.items.flatMap(rule => member(rule, 'if')?.value ?? []) : [];
}

/** The references in a condition; none if GitLab cannot read it. */
function askedIn(condition: Value): readonly InputReference[] {
  const text = textOf(condition);
  if (text === undefined || condition.kind !== 'scalar' || !text.includes('$[[')) return [];
  const tokens = tokensOf(text);
  const inputs = tokens.filter(({ kind }) => kind === 'input').map(inputIn);
  if (!isAccepted(tokens) || inputs.includes(undefined)) return [];
  return inputs.flatMap(input => (input ? [{ name: input.name, at: partOf(condition, text, input.span) }] : []));
}

/** In a condition, only the name of an input is allowed in the brackets. */
function inputIn({
  text,
  span: { start },
}: ConditionToken): { readonly name: string; readonly span: Span } | undefined {
  const [block] = parseInterpolations(text);
  const [context, name, ...more] = block?.path ?? [];
  if (!name || context?.text !== 'inputs' || more.length > 0 || block?.calls.length !== 0) return undefined;
  return isName(name.text) ? { name: name.text, span: shift(start, name.span) } : undefined;
}

/** Whether a condition can refer to an input of that name: hyphens are not allowed. */
export function isName(name: string): boolean {
  return /^\w+$/.test(name);
}

/**
 * What GitLab refuses: references to inputs that are not declared, and conditions that lead back to their own input.
 */
export function ruleFaults(declared: Value | undefined): readonly Finding[] {
  const asked = askedInputs(declared);
  return [...undeclared(asked), ...circular(asked)];
}

function undeclared(asked: AskedInputs): readonly Finding[] {
  const names = [...asked.keys()];
  return [...asked.values()].flat().flatMap(({ name, at }): readonly Finding[] => {
    if (asked.has(name)) return [];
    const message = `The header has no input \`${name}\`; it declares ${names.map(each => `\`${each}\``).join(', ')}.`;
    return [{ code: 'invalid-interpolation', message, at, expected: names }];
  });
}

function circular(asked: AskedInputs): readonly Finding[] {
  return cyclesIn(asked).flatMap(cycle =>
    cycle.map(({ name, at }, index): Finding => {
      const names = Math.min(cycle.length, MOST_SHOWN);
      const way = Array.from({ length: names }, (_, step) => `\`${cycle[(index + step) % cycle.length]?.name}\``);
      const message =
        cycle.length === 1
          ? `The input \`${name}\` decides about itself. Ask for another input in its rule.`
          : `Rules of inputs in a cycle: ${way.join(', ')}${cycle.length > MOST_SHOWN ? ', …' : ''} and back to \`${name}\`. GitLab refuses that; take one of the conditions out.`;
      return { code: 'circular-inputs', message, at };
    }),
  );
}

const MOST_SHOWN = 6;
