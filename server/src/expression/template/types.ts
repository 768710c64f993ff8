/** Checks the types in an expression: the runner converts nothing by itself. */
import type { TemplateFault, Term, Type } from './tree.ts';

/** The type of a value from outside, by its term. */
export type TypeLookup = (term: Term) => Type | undefined;

const RESULTS: Readonly<Record<string, Type>> = { str: 'text', num: 'number', bool: 'boolean' };

/** The type of a term, where it is certain. */
export function typeOf(term: Term, lookup: TypeLookup): Type | undefined {
  if (term.kind === 'literal') return term.type;
  if (term.kind === 'call') return Object.hasOwn(RESULTS, term.name) ? RESULTS[term.name] : undefined;
  if (term.kind === 'unary') return term.operator === '!' ? 'boolean' : 'number';
  if (term.kind !== 'binary') return lookup(term);
  if (COMPARISONS.includes(term.operator)) return 'boolean';
  if (NUMERIC.includes(term.operator)) return 'number';
  const [left, right] = [typeOf(term.left, lookup), typeOf(term.right, lookup)];
  return left === right ? left : undefined;
}

const COMPARISONS: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const NUMERIC: readonly string[] = ['-', '*', '/', '%'];

/** What is wrong with the types of a term itself, not of its parts. */
export function typeFault(text: string, term: Term, lookup: TypeLookup): TemplateFault | undefined {
  if (term.kind !== 'binary') return undefined;
  const { operator, left, right, at } = term;
  const types = { left: typeOf(left, lookup), right: typeOf(right, lookup) };
  if (NUMERIC.includes(operator)) {
    const odd = [types.left, types.right].find(type => type !== undefined && type !== 'number');
    return odd && { message: `\`${operator}\` takes numbers only, found ${NAMES[odd]}.`, span: at };
  }
  if (!types.left || !types.right || types.left === types.right) return undefined;
  if (operator === '+') return mixed(text, term, `\`+\` adds two numbers or joins two strings`, types);
  const isNever = COMPARISONS.includes(operator) && types.left !== 'null' && types.right !== 'null';
  return isNever ? mixed(text, term, `\`${operator}\` compares two types, which are never equal`, types) : undefined;
}

const NAMES: Readonly<Record<Type, string>> = {
  text: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: '`null`',
  list: 'a list',
  object: 'an object',
};

interface Types {
  readonly left: Type | undefined;
  readonly right: Type | undefined;
}

/** Operands of different types; where one is a text, the other can be converted. */
function mixed(text: string, term: Term & { kind: 'binary' }, rule: string, { left, right }: Types): TemplateFault {
  const both = [left, right].map(type => (type ? NAMES[type] : '')).join(' and ');
  const message = `${rule}; found ${both}. \`str(…)\` makes a string of a value.`;
  const other = left === 'text' ? term.right : right === 'text' ? term.left : undefined;
  if (!other) return { message, span: term.at };
  const whole = `str(${text.slice(other.span.start, other.span.end)})`;
  return { message, span: term.at, mend: { title: `Replace with ${whole}`, span: other.span, text: whole } };
}
