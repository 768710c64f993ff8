/** Letters in a text, as editors look for them when they filter what they list. */

/** Whether the text holds all the letters in their order, whatever is between them. */
export function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    const next = text.indexOf(letter, at);
    if (next < 0) return false;
    at = next + letter.length;
  }
  return true;
}
