/** Whether a text matches the regular expression of an input, where that can be told as GitLab's RE2 tells it. */

/** Longer texts are not tried: the expressions are other people's, and ours must never take long. */
const LONGEST = 100;

/** More repetitions than these could take long together. */
const MOST_REPETITIONS = 4;

/** The answer of GitLab; nothing for an expression that means something else here or might take long. */
export function matchesRegex(pattern: string, text: string): boolean | undefined {
  if (text.length > LONGEST || !/^[\x20-\x7e]*$/.test(text) || !isPlain(pattern)) return undefined;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return undefined;
  }
}

/** Only what RE2 and JavaScript read alike, and no repetition of a group. */
function isPlain(pattern: string): boolean {
  if (!/^[\x20-\x7e]*$/.test(pattern) || /\\[^dDwWsSbB.\\/^$*+?()[\]{}|-]/.test(pattern)) return false;
  if (/\(\?(?!:)|\[\[|\[\^?\]|\)[*+{]/.test(pattern)) return false;
  return [...pattern.matchAll(/[*+{]/g)].length <= MOST_REPETITIONS;
}
