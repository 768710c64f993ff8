/**
 * Shows text of a file where no markup is interpreted: titles, messages, symbols, a terminal. It is data, whatever it
 * contains.
 */

/** More of one text than this tells a reader nothing. */
const LONGEST = 200;

/**
 * Characters that control a terminal, break lines or change the direction of text; joiners are left out, since words
 * need them.
 */
const ACTING = /\r\n|[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * One line in which every character is visible: line breaks become `⏎`, control and direction characters a sign or
 * their number.
 */
export function oneLine(text: string): string {
  return text.replace(ACTING, mark);
}

/** The same, shortened in the middle: the beginning and end of a name tell most. */
export function short(text: string, longest = LONGEST): string {
  return oneLine(cut(text, longest));
}

/** A sentence of ours that quotes a file: each name in it is shortened, and so is the whole. */
export function sentence(text: string): string {
  return short(
    cut(text, 4 * MOST_OF_SENTENCE).replace(QUOTED, (_, quoted: string) => `\`${cut(quoted, LONGEST)}\``),
    MOST_OF_SENTENCE,
  );
}

const QUOTED = /`([^`]{200,})`/g;
const MOST_OF_SENTENCE = 1500;

/**
 * Text for a message of the editor: some make links of `[…](…)` there, even links that run commands, and icons of
 * `$(…)`. Neither can be escaped, so a gap is put where they would begin.
 */
export function inMessage(text: string): string {
  return text.replace(/\](?=\()|\$(?=\()/g, '$& ');
}

/** Our sentence without its full stop, for places where a phrase is enough. */
export function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

/** JSON, or a double-quoted string of YAML or TOML, with invisible characters written as escapes. */
export function escapeUnseen(quoted: string, language: 'json' | 'yaml' | 'toml' = 'json'): string {
  return quoted.replace(UNSEEN, letter => {
    if (letter.length > 1 && language !== 'json') return `\\U${hexOf(letter).padStart(8, '0')}`;
    return Array.from({ length: letter.length }, (_, at) => `\\u${hexOf(letter.charAt(at)).padStart(4, '0')}`).join('');
  });
}

/** Whether it has an invisible character; ASCII control characters are left to the languages, which forbid them. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

const UNSEEN = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

function hexOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16);
}

/** At most so many characters; a surrogate pair is never split. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, Math.ceil((longest * 2) / 3)).replace(/[\ud800-\udbff]$/, '');
  const tail = text.slice(text.length - Math.floor(longest / 3) + 1).replace(/^[\udc00-\udfff]/, '');
  return `${head}…${tail}`;
}

function mark(letter: string): string {
  if (/^[\r\n\u0085\u2028\u2029]/.test(letter)) return '⏎';
  if (letter === '\t') return ' ';
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
