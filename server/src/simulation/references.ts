/** References to variables inside values: `$NAME`, `${NAME}` and `%NAME%`. */

/** A doubled sign is not a reference. */
export const REFERENCE = /\$\$|%%|\$([a-zA-Z_]\w*)|\$\{([a-zA-Z_]\w*)\}|%([a-zA-Z_]\w*)%/g;

export function mayRefer(text: string): boolean {
  return text.includes('$') || text.includes('%');
}

export function namesIn(text: string): readonly string[] {
  return mayRefer(text) ? [...text.matchAll(REFERENCE)].flatMap(([, a, b, c]) => a ?? b ?? c ?? []) : [];
}
