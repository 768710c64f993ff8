/** Writes a name into a file, as a replacement or anew. */
import type { Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { quoted, sourceOf } from '../../yaml/edit/edit.ts';
import { typePlain } from '../../yaml/value/scalar.ts';

/** Replaces the name and keeps its quotes. */
export function replaceName(at: Place, name: string): Fix {
  const [quote] = /^["']/.exec(sourceOf(at)) ?? [];
  const isSafe = quote !== undefined && !/["'\\]/.test(name);
  return { title: `Replace with ${name}`, edits: [{ at, text: isSafe ? quote + name + quote : written(name, at) }] };
}

/** The name in a form that is valid anywhere in a file. */
export function written(name: string, at: Place): string {
  const isPlain = /^[A-Za-z_.](?:[\w./:-]*[\w./-])?$/.test(name) && typePlain(name).type === 'string';
  return isPlain ? name : quoted(name, at.block.text);
}
