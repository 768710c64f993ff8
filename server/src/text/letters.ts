/** Matches letters in a text as editors do when they filter a list. */

/** Whether the text contains all the letters in this order, whatever is between them. */
export function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    const next = text.indexOf(letter, at);
    if (next < 0) return false;
    at = next + letter.length;
  }
  return true;
}
