/**
 * Globs as editors write them: `*`, `**`, `?`, `[a-z]`, `{a,b}` and `\` to escape a character. A leading dot is not
 * special.
 */
import { letter, matcher, type WildcardPart } from './wildcards.ts';

/** A test for whole paths, with slashes between folders. */
export function globOf(pattern: string): (path: string) => boolean {
  const letters = Array.from(pattern);
  return matcher(sequence({ letters, groups: groupsIn(letters), at: 0 }, false));
}

interface Reader {
  readonly letters: readonly string[];
  /** The opening braces that have a closing one. */
  readonly groups: ReadonlySet<number>;
  at: number;
}

function groupsIn(letters: readonly string[]): ReadonlySet<number> {
  const groups = new Set<number>();
  const open: number[] = [];
  for (let at = 0; at < letters.length; at++) {
    if (letters[at] === '\\') at++;
    else if (letters[at] === '[') at = classEnd(letters, at) ?? at;
    else if (letters[at] === '{') open.push(at);
    else if (letters[at] === '}' && open.length > 0) groups.add(open.pop() ?? at);
  }
  return groups;
}

/** Reads up to the end of the pattern; inside braces, up to a comma or the closing brace. */
function sequence(reader: Reader, inBraces: boolean): readonly WildcardPart[] {
  const { letters } = reader;
  const parts: WildcardPart[] = [];
  while (reader.at < letters.length) {
    const one = letters[reader.at] ?? '';
    if (inBraces && (one === ',' || one === '}')) break;
    parts.push(partAt(reader, inBraces));
  }
  return parts;
}

function partAt(reader: Reader, inBraces: boolean): WildcardPart {
  const { letters } = reader;
  const one = letters[reader.at++] ?? '';
  if (one === '*') return stars(reader, inBraces);
  if (one === '?') return { kind: 'one', takes: isNoSlash };
  if (one === '\\' && reader.at < letters.length) return letter(letters[reader.at++] ?? '');
  if (one === '[') return classAt(reader) ?? letter(one);
  if (one === '{') return bracesAt(reader) ?? letter(one);
  if (one === '/' && isRest(reader, inBraces)) return below(reader);
  return letter(one);
}

function isNoSlash(one: string): boolean {
  return one !== '/';
}

const ANY: WildcardPart = { kind: 'many', takes: () => true };

/** `**` as a whole path segment matches any number of folders; other stars do not cross a slash. */
function stars(reader: Reader, inBraces: boolean): WildcardPart {
  const { letters } = reader;
  const start = reader.at - 1;
  while (letters[reader.at] === '*') reader.at++;
  const isName = reader.at - start > 1 && isEdge(letters[start - 1], '{,', inBraces);
  if (isName && letters[reader.at] === '/') {
    reader.at++;
    return { kind: 'choice', options: [[], [ANY, letter('/')]] };
  }
  return isName && isEdge(letters[reader.at], '},', inBraces) ? ANY : { kind: 'many', takes: isNoSlash };
}

function isEdge(one: string | undefined, marks: string, inBraces: boolean): boolean {
  return one === undefined || one === '/' || (inBraces && marks.includes(one));
}

/** Whether only `**` follows: then the folder itself matches, too. */
function isRest({ letters, at }: Reader, inBraces: boolean): boolean {
  return letters[at] === '*' && letters[at + 1] === '*' && at + 2 >= letters.length && !inBraces;
}

function below(reader: Reader): WildcardPart {
  reader.at += 2;
  return { kind: 'choice', options: [[], [letter('/'), ANY]] };
}

/** `[a-c_]` or `[!a]`; `undefined` if the bracket is not closed. */
function classAt(reader: Reader): WildcardPart | undefined {
  const { letters } = reader;
  const close = classEnd(letters, reader.at - 1);
  if (close === undefined) return undefined;
  const isNegated = isNegation(letters[reader.at]);
  const inside = letters.slice(reader.at + (isNegated ? 1 : 0), close);
  reader.at = close + 1;
  const ranges = inside.map((one, index) => rangeAt(inside, one, index));
  const isIn = (one: string): boolean => ranges.some(([from, to]) => from <= one && one <= to);
  return { kind: 'one', takes: one => isNoSlash(one) && isIn(one) !== isNegated };
}

/**
 * Where the class that begins at an offset ends: a bracket right after the opening one belongs to it, and a class never
 * matches a slash.
 */
function classEnd(letters: readonly string[], open: number): number | undefined {
  const first = open + (isNegation(letters[open + 1]) ? 2 : 1);
  for (let at = first; at < letters.length && letters[at] !== '/'; at++)
    if (letters[at] === ']' && at > first) return at;
  return undefined;
}

function isNegation(one: string | undefined): boolean {
  return one === '!' || one === '^';
}

function rangeAt(inside: readonly string[], one: string, index: number): readonly [string, string] {
  const isMiddle = one === '-' && index > 0 && index < inside.length - 1;
  return isMiddle ? [inside[index - 1] ?? '', inside[index + 1] ?? ''] : [one, one];
}

/** `{a,b}`; `undefined` if the brace is not closed. */
function bracesAt(reader: Reader): WildcardPart | undefined {
  if (!reader.groups.has(reader.at - 1)) return undefined;
  const options: (readonly WildcardPart[])[] = [];
  do {
    options.push(sequence(reader, true));
  } while (reader.letters[reader.at++] === ',');
  return { kind: 'choice', options };
}
