/** Shows a value in a few words on one line. */
import { datumToS } from '../../ci/ruby-text.ts';
import { oneLine } from '../../text/shown.ts';
import type { Member, Value } from '../../yaml/value/value.ts';

const LONGEST = 80;

/** The value in flow style, shortened if it is long; it reads no more of the value than it shows. */
export function shortText(value: Value): string {
  let text = '';
  for (const part of partsOf(value)) {
    text += part.slice(0, 2 * LONGEST);
    if (text.length > 2 * LONGEST) break;
  }
  const line = oneLine(text.trimEnd().replace(/[ \t]+/g, ' '));
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

function* partsOf(value: Value): Generator<string, void> {
  switch (value.kind) {
    case 'scalar':
      yield value.datum.type === 'null' ? 'null' : datumToS(value.datum);
      return;
    case 'list':
      return yield* enclosed('[', value.items.map(partsOf), ']');
    case 'map':
      return yield* enclosed('{ ', Array.from(value.members.values(), memberParts), ' }');
    case 'unknown':
      yield '?';
      return;
    default:
      return value satisfies never;
  }
}

function* memberParts({ name, value }: Member): Generator<string, void> {
  yield `${datumToS(name)}: `;
  yield* partsOf(value);
}

function* enclosed(open: string, inner: readonly Generator<string, void>[], close: string): Generator<string, void> {
  yield open;
  for (const [index, parts] of inner.entries()) {
    if (index > 0) yield ', ';
    yield* parts;
  }
  yield close;
}
