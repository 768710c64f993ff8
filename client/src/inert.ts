/**
 * Makes text from settings and files safe where the editor interprets it: status items, notifications and prompts of
 * input boxes make links of `[…](…)`, even links that run commands, and lists make icons of `$(…)`.
 */

/**
 * The text with a gap where either would begin, since they cannot be escaped, and with a symbol for each invisible
 * character.
 */
export function inert(text: string): string {
  return text.replace(UNSEEN, ' ').replace(/\](?=\()|\$(?=\()/g, '$& ');
}

/** Line breaks, control and direction characters; joiners are left out, since words need them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
