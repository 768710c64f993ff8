/** Evaluates a `$[[ … ]]`: an input with functions applied to it, or what GitLab refuses about it. */
import { parseInterpolations, type Interpolation, type InterpolationWord } from '../expression/interpolation.ts';
import { unclosedIn } from '../expression/unclosed.ts';
import {
  interpolationFunctions,
  lateContexts,
  longestAccess,
  mostFunctions,
  offeredFunctions,
  type InterpolationArgument,
} from '../spec/interpolation.ts';
import { fix } from '../text/fix.ts';
import type { Finding } from '../text/problem.ts';
import { shift, span, type Span } from '../text/span.ts';
import { replaceValue } from '../yaml/edit/edit.ts';
import type { ScalarValue, Value } from '../yaml/value/value.ts';
import { withArticle } from './input-fault.ts';
import { applyFunction } from './input-functions.ts';
import { valueAt, type InterpolationFault } from './input-access.ts';
import type { Inputs } from './inputs.ts';
import { partOf } from './part-of.ts';

/** The inputs of a file, and how to report what GitLab refuses. */
export interface EvaluationContext {
  readonly inputs: Inputs;
  readonly report: (fault: Finding) => void;
}

/** The value of a block in a text; `undefined` if GitLab refuses it. */
export function evaluate(
  block: Interpolation,
  text: string,
  use: ScalarValue,
  setting: EvaluationContext,
): Value | undefined {
  if (isLate(block)) return { ...use, datum: { type: 'string', value: block.text } };
  const result = valueOf(block, setting.inputs, unknownAt(use));
  if ('kind' in result) return result;
  setting.report(findingOf(result, text, use));
  return undefined;
}

/** Whether GitLab leaves a block alone when it reads the file. */
function isLate({ path }: Interpolation): boolean {
  return lateContexts.includes(path[0]?.text ?? '');
}

/** Whether GitLab accepts all blocks of a text with these inputs, as far as known. */
export function isTaken(text: string, inputs: Inputs, unknown: Value): boolean {
  return parseInterpolations(text).every(block => isLate(block) || 'kind' in valueOf(block, inputs, unknown));
}

function valueOf(block: Interpolation, inputs: Inputs, unknown: Value): Value | InterpolationFault {
  const { access, path, calls } = block;
  const unclosed = unclosedFault(block);
  if (unclosed) return unclosed;
  if (bytesOf(access.text) > longestAccess)
    return { message: `The name in \`$[[ … ]]\` is too long; GitLab takes ${longestAccess} bytes.`, span: access.span };
  const found = valueAt(access, path, inputs, unknown);
  if (!('kind' in found)) return found;
  if (calls.length > mostFunctions) return tooMany(calls);
  const odd = calls[0] && oddType(calls[0].name, path, found, inputs);
  if (odd) return odd;
  let value: Value = found;
  for (const call of calls) {
    const next = applyFunction(call.text, value);
    if (!next) return callFault(call, call.name, value);
    value = next;
  }
  return value;
}

/** To GitLab, it continues up to the next `]]`. */
function unclosedFault({ text, span: whole }: Interpolation): InterpolationFault | undefined {
  const [first] = text.includes('$[[', 3) ? unclosedIn(text) : [];
  if (!first || first.span.start > 0) return undefined;
  const message = '`$[[` is not closed in front of the next one; expected `]]`.';
  return { message, span: shift(whole.start, first.span), mend: { title: 'Close it with ]]', text: first.text } };
}

/** All functions accept strings only; the type of an input is known even without its value. */
function oddType(
  name: InterpolationWord,
  path: readonly InterpolationWord[],
  value: Value,
  { types }: Inputs,
): InterpolationFault | undefined {
  const type = types.get(path[1]?.text ?? '');
  const isOdd = value.kind === 'unknown' && path.length === 2 && path[0]?.text === 'inputs' && type !== undefined;
  return isOdd && type !== 'string' && FORMS.has(name.text) ? notText(name, withArticle(type)) : undefined;
}

/** The length in UTF-8, which is what Ruby counts. */
function bytesOf(text: string): number {
  return Array.from(text).reduce(
    (sum, sign) => sum + (sign < '\x80' ? 1 : sign < '\u0800' ? 2 : sign.length > 1 ? 4 : 3),
    0,
  );
}

function tooMany(calls: readonly InterpolationWord[]): InterpolationFault {
  const over = calls.slice(mostFunctions);
  const whole: Span = span(over[0]?.span.start ?? 0, over.at(-1)?.span.end ?? 0);
  return { message: `Too many functions in \`$[[ … ]]\`: GitLab allows ${mostFunctions} after a value.`, span: whole };
}

const FORMS: ReadonlyMap<string, readonly (string | InterpolationArgument)[]> = new Map(
  Object.entries(interpolationFunctions).map(([name, { form }]) => [name, form]),
);

function callFault(call: InterpolationWord, name: InterpolationWord, value: Value): InterpolationFault {
  const form = FORMS.get(name.text);
  if (!form) {
    const expected = offeredFunctions.map(([each]) => each);
    const known = expected.map(each => `\`${each}\``).join(', ');
    if (call.text === '') return missingFault(call, known);
    return { message: `Unknown function \`${name.text}\`; expected one of ${known}.`, span: name.span, expected };
  }
  const written = form.map(part => (typeof part === 'string' ? part : part.placeholder)).join('');
  if (applyFunction(written, value) || value.kind === 'unknown') return argumentFault(call, name, written);
  return notText(name, kindOf(value));
}

function notText({ text, span: at }: InterpolationWord, kind: string): InterpolationFault {
  return { message: `\`${text}\` takes a string only, and the value in front of it is ${kind}.`, span: at };
}

/** Between two bars; the second bar follows the blank word. */
function missingFault({ span: { start } }: InterpolationWord, known: string): InterpolationFault {
  const message = `Missing function between \`|\` and \`|\`; expected one of ${known}.`;
  return { message, span: span(start, start + 1), mend: { title: 'Remove |', text: '' } };
}

function argumentFault(call: InterpolationWord, name: InterpolationWord, written: string): InterpolationFault {
  const message = `Wrong arguments of \`${name.text}\`; expected the form \`${written}\`.`;
  if (written !== name.text) return { message, span: call.span };
  return { message, span: call.span, mend: { title: `Replace with ${written}`, text: written } };
}

function kindOf(value: Value): string {
  if (value.kind === 'list') return 'a list';
  if (value.kind !== 'scalar') return 'a mapping';
  return value.datum.type === 'boolean' ? 'a boolean' : value.datum.type === 'string' ? 'a string' : 'a number';
}

function findingOf(
  { message, span: part, expected, mend }: InterpolationFault,
  text: string,
  use: ScalarValue,
): Finding {
  const at = partOf(use, text, part);
  const isExact = at !== use.at || part.end - part.start === text.length;
  return {
    code: 'invalid-interpolation',
    message,
    at,
    ...(expected && { expected }),
    ...(mend && isExact && { fixes: fix(mend.title, () => replaceValue(at, mend.text)) }),
  };
}

/** An unknown value in place of the text. */
export function unknownAt({ at, via, node }: ScalarValue): Value {
  return { kind: 'unknown', why: 'input', at, via, ...(node && { node }) };
}
