/**
 * Types a scalar as Ruby's Psych does, which is neither YAML 1.1 nor 1.2: `010` is 8, `60:30` is 217800, `:x` a symbol.
 */
import { decodeBase64 } from './base64.ts';
import { conversionOf, fullTag, refusedClass } from './tag.ts';
import type { ScalarNode } from '../tree.ts';
import type { Datum } from './value.ts';

/** What a scalar node resolves to, considering its quotes and tag. */
export function readScalar(node: ScalarNode): Datum {
  const tag = fullTag(node);
  if (tag !== undefined) return readTagged(node, tag);
  if (node.style === 'missing') return { type: 'null' };
  return node.style === 'plain' ? typePlain(node.text) : { type: 'string', value: node.text };
}

function readTagged(node: ScalarNode, tag: string): Datum {
  const className = refusedClass(node);
  if (className !== undefined) return { type: 'forbidden', className };
  switch (conversionOf(tag)) {
    case 'string':
      return { type: 'string', value: node.text };
    case 'symbol':
      return { type: 'symbol', value: node.text };
    case 'binary':
      return decodeBase64(node.text);
    case 'float':
      return toFloat(typePlain(node.text));
    case undefined:
      return typePlain(node.text);
  }
}

/** Ruby cannot make a float of most strings or of nothing; GitLab then refuses the file. */
function toFloat(datum: Datum): Datum {
  if (datum.type === 'integer') return { type: 'float', value: Number(datum.value) };
  if (datum.type === 'float' || datum.type === 'forbidden') return datum;
  const digits = datum.type === 'string' ? DIGITS.exec(datum.value)?.[1] : undefined;
  if (digits === undefined) return { type: 'forbidden', className: 'Float' };
  return { type: 'float', value: Number(digits.replaceAll('_', '')) };
}

/** What Ruby's `Float()` accepts beyond plain numbers: `08`, `8e3`. */
const DIGITS = /^\s*([-+]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][-+]?\d+(?:_\d+)*)?)\s*$/;

/** What plain text resolves to, for example `typePlain('010')` is the integer 8. */
export function typePlain(text: string): Datum {
  return typeOther(text) ?? { type: 'string', value: text };
}

/** The type of a text that is not a string. */
function typeOther(text: string): Datum | undefined {
  if (text === '') return { type: 'null' };
  if (looksLikeText(text) || text.includes('\n')) return text.length <= 5 ? typeWord(text) : undefined;
  return typeDate(text) ?? typeSymbol(text) ?? typeSexagesimal(text) ?? typeFloat(text) ?? typeInteger(text);
}

/** Such a text is a word of YAML or a string. */
function looksLikeText(text: string): boolean {
  return /^[a-z_$]/i.test(text) || /^[^\d.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]/u.test(text);
}

/** Ruby looks at every line of the text; a line that begins otherwise makes it a string. */
function typeWord(text: string): Datum | undefined {
  if (/(?<![^\n])[^ytonf~]/i.test(text)) return undefined;
  if (text === '~' || hasLine(text, /^null$/i)) return { type: 'null' };
  if (hasLine(text, /^(?:yes|true|on)$/i)) return { type: 'boolean', value: true };
  return hasLine(text, /^(?:no|false|off)$/i) ? { type: 'boolean', value: false } : undefined;
}

function hasLine(text: string, word: RegExp): boolean {
  return text.split('\n').some(line => word.test(line));
}

function typeInteger(text: string): Datum | undefined {
  const forms =
    /^([-+]?)(?:(0)|0([_,]*[0-7][0-7_,]*)|(0x[_,]*[0-9a-fA-F][0-9a-fA-F_,]*|0b[_,]*[01][01_,]*|[1-9](?:[0-9]|[,_][0-9])*))$/;
  const match = forms.exec(text);
  if (!match) return undefined;
  const [, sign, zero, octal, other] = match;
  const digits = (zero ?? (octal === undefined ? undefined : `0o${octal}`) ?? other ?? '').replace(/[_,]/g, '');
  const value = BigInt(digits);
  return { type: 'integer', value: sign === '-' ? -value : value };
}

/**
 * Sexagesimal numbers: with two parts, the factors are 3600 and 60; with three, 3600, 60 and 1. The first part has the
 * sign.
 */
function typeSexagesimal(text: string): Datum | undefined {
  if (/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}$/.test(text)) {
    const value = text.split(':').reduce((sum, part, index) => sum + toInteger(part) * 60n ** BigInt(2 - index), 0n);
    return { type: 'integer', value };
  }
  if (!/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}\.[0-9_]*$/.test(text)) return undefined;
  const parts = text.split(':').map(part => Number(leadingDigits(part)));
  return { type: 'float', value: parts.reduce((sum, part, index) => sum + part * 60 ** (2 - index), 0) };
}

function toInteger(part: string): bigint {
  return BigInt(leadingDigits(part).replace(/^\+/, ''));
}

/** Two underscores in a row end the number. */
function leadingDigits(part: string): string {
  const digits = /^[-+]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?/.exec(part)?.[0] ?? '0';
  return digits.replaceAll('_', '');
}

function typeFloat(text: string): Datum | undefined {
  if (/^[-+]?\.inf$/i.test(text)) return { type: 'float', value: text.startsWith('-') ? -Infinity : Infinity };
  if (/^\.nan$/i.test(text)) return { type: 'float', value: NaN };
  if (!/^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/.test(text) || /^[-+]?\.$/.test(text)) return undefined;
  // Ruby cannot read a float without digits before its exponent.
  if (/^[-+]?\.[eE]/.test(text)) return { type: 'forbidden', className: 'Float' };
  return { type: 'float', value: Number(text.replace(/[_,]/g, '')) };
}

function typeDate(text: string): Datum | undefined {
  if (TIME.test(text)) return { type: 'forbidden', className: 'Time' };
  const match = /^(\d{4})-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/.exec(text);
  return match ? { type: 'forbidden', className: 'Date' } : undefined;
}

const TIME = /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?\s*$/;

function typeSymbol(text: string): Datum | undefined {
  const match = /^:(?:"(.*)"|'(.*)'|(.+))/s.exec(text);
  return match ? { type: 'symbol', value: match[1] ?? match[2] ?? match[3] ?? '' } : undefined;
}
