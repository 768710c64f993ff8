/** How a name is written into a file, in place of another one or anew. */
import type { Fix } from '../../text/problem.ts';
import type { Place } from '../../text/span.ts';
import { quoted, sourceOf } from '../../yaml/edit/edit.ts';
import { typePlain } from '../../yaml/value/scalar.ts';

/** Another name in the place of one, in its quotes. */
export function replaceName(at: Place, name: string): Fix {
  const [quote] = /^["']/.exec(sourceOf(at)) ?? [];
  const isSafe = quote !== undefined && !/["'\\]/.test(name);
  return { title: `Replace with ${name}`, edits: [{ at, text: isSafe ? quote + name + quote : written(name, at) }] };
}

/** The name as it may be anywhere in a file. */
export function written(name: string, at: Place): string {
  const isPlain = /^[A-Za-z_.](?:[\w./:-]*[\w./-])?$/.test(name) && typePlain(name).type === 'string';
  return isPlain ? name : quoted(name, at.block.text);
}
