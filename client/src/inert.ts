/**
 * Text of settings, files and their names where the editor reads more than letters: status items, notifications and the prompts of
 * input boxes make links of `[…](…)`, also such that run commands, and lists make icons of `$(…)`.
 */

/** The text with a gap where either would begin, since there is no way to escape them, and in place of each sign that is not seen. */
export function inert(text: string): string {
  return text.replace(UNSEEN, ' ').replace(/\](?=\()|\$(?=\()/g, '$& ');
}

/** Line breaks, controls and marks of direction; joiners belong to words. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
