/** The functions that can follow an input: `$[[ inputs.name | truncate(0, 8) ]]`. */
import type { Datum, Value } from '../yaml/value/value.ts';

/** Applies one function; `undefined` if there is no such function, or if it does not accept such a value. */
export function applyFunction(expression: string, value: Value): Value | undefined {
  for (const { form, apply } of FUNCTIONS) {
    const match = form.exec(expression);
    if (match) return onText(value, text => apply(text, match));
  }
  return undefined;
}

interface InputFunction {
  readonly form: RegExp;
  readonly apply: (text: string, match: RegExpExecArray) => Datum | readonly string[] | undefined;
}

const FUNCTIONS: readonly InputFunction[] = [
  /** Variables that the project does not have stay as they are; here, none is known. */
  { form: /^expand_vars$/, apply: text => string(text) },
  { form: /^(?:posix_escape|posix_quote)$/, apply: text => string(shellEscape(text)) },
  {
    form: /^truncate\(\s*(\d+)\s*,\s*(\d+)\s*\)?$/,
    apply: (text, match) => string(cut(text, Number(match[1]), Number(match[2]))),
  },
  { form: /^split\('([^']*)'\)$/, apply: (text, match) => (match[1] ? parts(text, match[1]) : undefined) },
];

function onText(value: Value, apply: (text: string) => Datum | readonly string[] | undefined): Value | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'scalar' || value.datum.type !== 'string') return undefined;
  const result = apply(value.datum.value);
  if (result === undefined) return undefined;
  if ('type' in result) return { ...value, datum: result };
  return { kind: 'list', items: result.map(text => ({ ...value, datum: string(text) })), at: value.at, via: value.via };
}

function string(value: string): Datum {
  return { type: 'string', value };
}

function shellEscape(text: string): string {
  if (text === '') return "''";
  return text.replace(/[^A-Za-z0-9_\-.,:+/@\n]/gu, '\\$&').replace(/\n/g, "'\n'");
}

function cut(text: string, offset: number, length: number): string {
  return Array.from(text)
    .slice(offset, offset + length)
    .join('');
}

function parts(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
}
