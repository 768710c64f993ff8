/**
 * Compiles regular expressions as GitLab does: with RE2, which matches in linear time, so that a workspace may contain
 * any pattern.
 */
import { RE2JS } from 're2js';
import { patternFault, type PatternFault } from './fault.ts';

export type { PatternFault } from './fault.ts';

/** `unknown`: we did not try, or this engine refuses it while GitLab's may accept it. */
export type Compiled =
  | { readonly kind: 'pattern'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'fault'; readonly fault: PatternFault }
  | { readonly kind: 'unknown' };

const UNKNOWN: Compiled = { kind: 'unknown' };

/**
 * Takes the source between the slashes; flags are those of RE2: `i`, `s`, `m` and `U`. A pattern matches anywhere in a
 * text.
 */
export function compile(source: string, flags = ''): Compiled {
  const key = `${flags}/${source}`;
  const cached = RECENT.get(key);
  if (cached) return cached;
  const made = isCostly(source) ? UNKNOWN : compileAnew(source, flags);
  if (RECENT.size >= MOST_RECENT) RECENT.clear();
  RECENT.set(key, made);
  return made;
}

const RECENT = new Map<string, Compiled>();
const MOST_RECENT = 300;

const LONGEST = 5000;

/** RE2 compiles a repetition as many times as it says. */
const MOST_COPIES = 50_000;

/** Whether compiling would take too long. */
function isCostly(source: string): boolean {
  if (source.length > LONGEST) return true;
  const times = [...source.matchAll(/(\d{1,5})\}/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  return times * source.length > MOST_COPIES;
}

function compileAnew(source: string, flags: string): Compiled {
  try {
    const pattern = RE2JS.compile(flags === '' ? source : `(?${flags})${source}`);
    return { kind: 'pattern', matches: text => pattern.test(text) };
  } catch (error) {
    return mayBeTaken(source) ? UNKNOWN : { kind: 'fault', fault: patternFault(source, causeOf(error), refusal) };
  }
}

/** `\C`, one byte, is known to GitLab's RE2 but not to this engine. */
function mayBeTaken(source: string): boolean {
  return source.includes(String.raw`\C`);
}

/** Why the engine refuses a source, in its own words; `undefined` if it does not. */
function refusal(source: string): string | undefined {
  try {
    RE2JS.compile(source);
    return undefined;
  } catch (error) {
    return causeOf(error);
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
