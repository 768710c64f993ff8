/** Text of settings, files and their names where the editor reads more than letters: its status items make links of `[…](…)` and icons of `$(…)`. */

/** The text with a gap where either would begin; there is no way to escape them. */
export function inert(text: string): string {
  return text.replace(/\](?=\()|\$(?=\()/g, '$& ');
}
