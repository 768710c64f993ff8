/** Character classes in globs. */

/** Where the class that begins there ends, if it contains the character; `undefined` if not, or if it is not closed. */
export function bracketAt(pattern: readonly string[], from: number, character: string): number | undefined {
  const isNot = pattern[from] === '!' || pattern[from] === '^';
  let at = isNot ? from + 1 : from;
  let found = false;
  while (at < pattern.length) {
    if (pattern[at] === ']') return found === isNot ? undefined : at + 1;
    const first = memberAt(pattern, at);
    at = first.next;
    const isRange = pattern[at] === '-' && pattern[at + 1] !== ']';
    const last = isRange ? memberAt(pattern, at + 1) : first;
    if (at >= pattern.length || last.character === undefined) return undefined;
    at = last.next;
    found ||= isWithin(character, first.character, last.character);
  }
  return undefined;
}

interface Member {
  readonly character: string | undefined;
  readonly next: number;
}

function memberAt(pattern: readonly string[], at: number): Member {
  const plain = pattern[at] === '\\' ? at + 1 : at;
  return { character: pattern[plain], next: plain + 1 };
}

function isWithin(character: string, first: string | undefined, last: string): boolean {
  const [code, low, high] = [character, first ?? '', last].map(one => one.codePointAt(0) ?? -1);
  return low !== undefined && high !== undefined && code !== undefined && low <= code && code <= high;
}
