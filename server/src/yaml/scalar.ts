/** Types a plain scalar as Ruby's Psych does, which is neither YAML 1.1 nor 1.2 (`facts`: 010 is 8, 60:30 is 217800, `:x` a symbol). */
import type { ScalarNode } from './tree.ts';
import type { Datum } from './value.ts';

/** What a scalar node comes to, quotes and tags taken into account. */
export function readScalar(node: ScalarNode): Datum {
  if (node.style === 'missing') return { type: 'null' };
  if (node.style !== 'plain' || node.tag?.name === '!!str') return { type: 'string', value: node.text };
  return typePlain(node.text);
}

/** What plain text comes to, for example `typePlain('010')` is the integer 8. */
export function typePlain(text: string): Datum {
  return (
    typeWord(text) ??
    typeInteger(text) ??
    typeFloat(text) ??
    typeDate(text) ??
    typeSymbol(text) ?? { type: 'string', value: text }
  );
}

function typeWord(text: string): Datum | undefined {
  if (text === '' || text === '~' || /^null$/i.test(text)) return { type: 'null' };
  if (/^(?:yes|true|on)$/i.test(text)) return { type: 'boolean', value: true };
  if (/^(?:no|false|off)$/i.test(text)) return { type: 'boolean', value: false };
  return undefined;
}

function typeInteger(text: string): Datum | undefined {
  const digits = text.replace(/[_,]/g, '');
  const negative = digits.startsWith('-');
  const bare = digits.replace(/^[-+]/, '');
  const signed = (value: bigint): Datum => ({ type: 'integer', value: negative ? -value : value });
  if (/^[-+]?0[0-7_,]*[0-7][0-7_,]*$/.test(text)) return signed(BigInt(`0o${bare}`));
  if (/^[-+]?0x[0-9a-fA-F_,]*[0-9a-fA-F][0-9a-fA-F_,]*$/.test(text)) return signed(BigInt(bare));
  if (/^[-+]?0b[01_,]*[01][01_,]*$/.test(text)) return signed(BigInt(bare));
  if (/^[-+]?(?:0|[1-9](?:[0-9]|[,_][0-9])*)$/.test(text)) return signed(BigInt(bare));
  if (/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}$/.test(text)) return signed(sexagesimal(bare));
  return undefined;
}

function sexagesimal(text: string): bigint {
  const parts = text.split(':').map(BigInt);
  return parts.reduce((sum, part, index) => sum + part * 60n ** BigInt(Math.abs(index - 2)), 0n);
}

function typeFloat(text: string): Datum | undefined {
  if (/^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/.test(text) && !/^[-+]?\.$/.test(text))
    return { type: 'float', value: Number(text.replace(/[_,]/g, '')) };
  if (/^[-+]?\.inf$/i.test(text)) return { type: 'float', value: text.startsWith('-') ? -Infinity : Infinity };
  return /^\.nan$/i.test(text) ? { type: 'float', value: NaN } : undefined;
}

function typeDate(text: string): Datum | undefined {
  if (/^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/.test(text)) return { type: 'forbidden', className: 'Date' };
  const time = /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;
  return time.test(text) ? { type: 'forbidden', className: 'Time' } : undefined;
}

function typeSymbol(text: string): Datum | undefined {
  const match = /^:(?:"(.*)"|'(.*)'|(.+))$/s.exec(text);
  return match ? { type: 'symbol', value: match[1] ?? match[2] ?? match[3] ?? '' } : undefined;
}
