/** Where a part of a scalar is written. */
import { span, type Place } from '../text/span.ts';
import { sourceOf } from '../yaml/edit/edit.ts';

/** The whole scalar where it cannot be told, as between escapes or where the part stands twice. */
export function partOf(at: Place, part: string): Place {
  const source = sourceOf(at);
  const start = source.indexOf(part);
  if (start < 0 || source.includes(part, start + 1)) return at;
  return { ...at, span: span(at.span.start + start, at.span.start + start + part.length) };
}
