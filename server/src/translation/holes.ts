/**
 * The holes of a text: quoted names, numbers, and lists of them differ from file to file, the words around them do not. A
 * text with holes is what a catalogue knows.
 */

/** Signs of the private area stand for holes, in the order in which they occur. */
const FIRST = 0xe000;
const MOST = 0x18ff;
export const HOLE = '[\ue000-\uf8ff]';

export interface Holed {
  /** The text with a sign for each hole. */
  readonly text: string;
  /** What is in them. */
  readonly holes: readonly string[];
}

/** Links, the steps of a way, code, quoted words, variables, and numbers that stand alone. */
const VARIABLE =
  /\[[^\]\n]*\]\([^)\s]*\)|[^\s`]+(?: \u2192 [^\s`]*[^\s`.),])+|(`+)(?!`)[^]*?(?<!`)\1(?!`)|"[^"\n]*"|\$\w+|(?<![\p{L}\p{N}_.\-/$#:])\d+(?:[.,:]\d+)*(?![\p{L}\p{N}_]|[-/.]\d)/gu;

/** The text with holes; a text with such signs of its own, or with too many, is not for a catalogue. */
export function holed(text: string): Holed | undefined {
  if (new RegExp(HOLE).test(text)) return undefined;
  const holes: string[] = [];
  const shown = text.replace(VARIABLE, found => signOf(holes.push(found) - 1));
  return holes.length > MOST ? undefined : { text: shown, holes };
}

export function signOf(index: number): string {
  return String.fromCharCode(FIRST + index);
}

export function indexOf(sign: string): number {
  return sign.charCodeAt(0) - FIRST;
}

/** The same for any names and numbers: what a catalogue is asked for. Sentences differ in their first letter only by place. */
export function keyOf(text: string): string {
  const alike = text.replace(new RegExp(HOLE, 'g'), signOf(0));
  return alike.charAt(0).toLowerCase() + alike.slice(1);
}

/** The text with what is in its holes. */
export function filled(text: string, holes: readonly string[]): string {
  return text.replace(new RegExp(HOLE, 'g'), sign => holes[indexOf(sign)] ?? '');
}
