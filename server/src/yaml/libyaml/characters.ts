/** The character classes of libyaml, on UTF-16 codes; past the end of a text the code is NaN. */

export const TAB = 9;
export const SPACE = 32;

/** Line ends: LF, CR, NEL, LS and PS; CRLF counts as one. */
export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isEnd(code: number): boolean {
  return Number.isNaN(code);
}

export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || isEnd(code);
}

export function isSpaceOrEnd(code: number): boolean {
  return isBlank(code) || isBreakOrEnd(code);
}

/** Characters of anchor names and tag handles. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** Whether the character is in the set; the end of the text never is. */
export function isOneOf(set: string, code: number): boolean {
  for (let index = 0; index < set.length; index++) if (set.charCodeAt(index) === code) return true;
  return false;
}

/** The first character that YAML forbids, lone surrogates included. */
export const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
