/** A value in a few words on one line. */
import { datumToS } from '../../ci/ruby-text.ts';
import type { Value } from '../../yaml/value.ts';

const LONGEST = 80;

/** The value in the manner of flow style, cut where it is long. */
export function shortText(value: Value): string {
  const text = written(value).replace(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function written(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return value.datum.type === 'null' ? 'null' : datumToS(value.datum);
    case 'list':
      return `[${value.items.map(written).join(', ')}]`;
    case 'map':
      return `{ ${[...value.members.values()].map(held => `${datumToS(held.name)}: ${written(held.value)}`).join(', ')} }`;
    case 'unknown':
      return '?';
    default:
      return value satisfies never;
  }
}
