/** Braces in globs, as Ruby expands them. */

/** A glob that expands to more patterns is not tried. */
const MOST_PATTERNS = 1000;

/** One pattern for each choice of alternatives; none if a brace is not closed. Nothing if there are too many. */
export function expandBraces(pattern: readonly string[]): readonly (readonly string[])[] | undefined {
  const found: (readonly string[])[] = [];
  return addPatterns(pattern, found) ? found : undefined;
}

function addPatterns(pattern: readonly string[], found: (readonly string[])[]): boolean {
  const braces = outerBraces(pattern);
  if (braces === 'open') return true;
  if (!braces) return found.push(pattern) <= MOST_PATTERNS;
  const { start, end } = braces;
  for (const choice of choicesIn(pattern.slice(start + 1, end))) {
    const chosen = [...pattern.slice(0, start), ...choice, ...pattern.slice(end + 1)];
    if (!addPatterns(chosen, found)) return false;
  }
  return true;
}

function outerBraces(
  pattern: readonly string[],
): { readonly start: number; readonly end: number } | 'open' | undefined {
  let depth = 0;
  let start = -1;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '{' && depth++ === 0) start = index;
    if (character === '}' && start >= 0 && --depth === 0) return { start, end: index };
    if (character === '\\') index++;
  }
  return start >= 0 ? 'open' : undefined;
}

function choicesIn(inside: readonly string[]): readonly (readonly string[])[] {
  const choices: string[][] = [[]];
  let depth = 0;
  for (let index = 0; index < inside.length; index++) {
    const character = inside[index] ?? '';
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth === 0) choices.push([]);
    else choices.at(-1)?.push(character, ...(character === '\\' ? inside.slice(++index, index + 1) : []));
  }
  return choices;
}
