/** Decodes Base64 as Ruby does: other characters are skipped. */
import { decodeBytes } from './tag.ts';
import type { Datum } from './value.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The decoded text if the bytes are UTF-8, else the bytes. */
export function decodeBase64(text: string): Datum {
  const end = text.indexOf('=');
  const digits = (end < 0 ? text : text.slice(0, end)).replace(/[^A-Za-z0-9+/]/g, '');
  const bytes = bytesOf(digits);
  const value = decodeBytes(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  return value === undefined ? { type: 'binary', base64: encode(bytes) } : { type: 'string', value };
}

function bytesOf(digits: string): readonly number[] {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}

function encode(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const length = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < 4; digit++)
      text += digit < length ? (DIGITS[(group >> (18 - 6 * digit)) & 63] ?? '') : '=';
  }
  return text;
}
