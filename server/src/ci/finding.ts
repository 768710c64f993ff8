/** Findings that several checks of merged values share. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import type { Member } from '../yaml/value/value.ts';

export function unknownKey(at: Place, id: string, known: readonly string[]): Finding {
  return {
    code: 'unknown-key',
    message: `Unknown key \`${id}\`; expected one of ${known.map(name => `\`${name}\``).join(', ')}.`,
    at,
  };
}

/** Where to show a problem: at a wrong text itself or, for longer values, at the key. */
export function placeOf({ key, value }: Member): Place {
  return value.kind === 'scalar' ? value.at : key;
}

export function wrong(at: Place, message: string): Finding {
  return { code: 'wrong-type', message, at };
}
