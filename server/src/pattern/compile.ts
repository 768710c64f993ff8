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
  return source.length > LONGEST || copiesIn(source) > MOST_COPIES;
}

/** About how many characters are compiled because of repetitions. */
function copiesIn(source: string): number {
  const times = [...source.matchAll(/(\d{1,5}),?\}/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  return times * source.length;
}

function compileAnew(source: string, flags: string): Compiled {
  const prefix = flags === '' ? '' : `(?${flags})`;
  try {
    const matches = copiesIn(source) > FEW_COPIES ? compiledByNeed(source, prefix) : compiledNow(prefix + source);
    return { kind: 'pattern', matches };
  } catch (error) {
    return mayBeTaken(source) ? UNKNOWN : { kind: 'fault', fault: patternFault(source, causeOf(error), refusal) };
  }
}

/** So many take less than a tenth of a millisecond. */
const FEW_COPIES = 500;

function compiledNow(source: string): (text: string) => boolean {
  const pattern = RE2JS.compile(source);
  return text => pattern.test(text);
}

/**
 * A long repetition takes milliseconds to compile, and most patterns are only checked: that needs no more than a short
 * one in its place.
 */
function compiledByNeed(source: string, prefix: string): (text: string) => boolean {
  const short = withShortRepetitions(source);
  if (short === source || refusal(prefix + short) !== undefined) return compiledNow(prefix + source);
  let matches: ((text: string) => boolean) | undefined;
  return text => (matches ??= compiledNow(prefix + source))(text);
}

/**
 * A pattern that RE2 takes or refuses like this one. It multiplies the repetitions of a repeated group, and refuses more
 * than a thousand; `\x{…}` has another number in braces: such patterns stay as they are.
 */
function withShortRepetitions(source: string): string {
  if (/\)\{|\\x\{/.test(source)) return source;
  return source.replaceAll(
    REPETITION,
    (written, least: string, comma: string | undefined, most: string | undefined) => {
      const isTooMuch = Number(least) > 1000 || Number(most ?? 0) > 1000 || (most && Number(most) < Number(least));
      return isTooMuch ? written : comma === undefined ? '{2}' : '{1,2}';
    },
  );
}

const REPETITION = /\{(0|[1-9]\d{0,3})(?:(,)(0|[1-9]\d{0,3})?)?\}/g;

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
