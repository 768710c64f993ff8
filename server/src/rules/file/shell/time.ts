/** How many seconds a shell script takes at least, by the sleeps that it cannot pass over. */
import { tokensOf, type ShellToken, type ShellWord } from './words.ts';

/** `Infinity` of a loop that never ends; 0 where nothing is certain. */
export function secondsOf(script: string, isStrict = false): number {
  const tokens = tokensOf(script);
  if (!tokens) return 0;
  const reading: Reading = {
    tokens,
    at: 0,
    isStrict: isStrict || /\bset\s+-\w*e/.test(script),
    isSound: true,
    depth: 0,
  };
  const { seconds } = listIn(reading, new Set());
  return reading.isSound && reading.at >= tokens.length ? seconds : 0;
}

interface Reading {
  readonly tokens: readonly ShellToken[];
  at: number;
  /** Whether the first command that fails ends the script, and every loop with it. */
  readonly isStrict: boolean;
  /** False where a word of the shell is missing or out of place. */
  isSound: boolean;
  depth: number;
}

interface Time {
  readonly seconds: number;
  /** Whether what follows may not be reached, or a loop around it may end. */
  readonly leaves: boolean;
  /** Whether it holds nothing but waiting and saying so. */
  readonly isIdle: boolean;
}

const NO_TIME: Time = { seconds: 0, leaves: false, isIdle: true };
const UNKNOWN: Time = { seconds: 0, leaves: true, isIdle: false };

/** Commands one after the other, up to a word that ends them. */
function listIn(reading: Reading, ends: ReadonlySet<string>): Time {
  let all = NO_TIME;
  let isSure = true;
  for (let token = peek(reading); token && !isEnd(token, ends); token = peek(reading)) {
    if (token.kind === 'sign' && token.text !== '(') {
      reading.at++;
      // what follows `||` may be passed over, up to the end of the line
      if (token.text === '||') isSure = false;
      if (token.text === ';') isSure = true;
      continue;
    }
    const one = commandIn(reading);
    const next = peek(reading);
    const isAside = next?.kind === 'sign' && (next.text === '&' || next.text === '|');
    const seconds = isSure && !isAside && !all.leaves ? one.seconds : 0;
    all = {
      seconds: all.seconds + seconds,
      leaves: all.leaves || one.leaves,
      isIdle: all.isIdle && one.isIdle && isSure,
    };
  }
  return all;
}

/** Deeper than anybody writes. */
const DEEPEST = 50;

function commandIn(reading: Reading): Time {
  if (reading.depth > DEEPEST) {
    reading.isSound = false;
    reading.at = reading.tokens.length;
    return UNKNOWN;
  }
  reading.depth++;
  const time = anyCommandIn(reading);
  reading.depth--;
  return time;
}

function anyCommandIn(reading: Reading): Time {
  const token = peek(reading);
  if (token?.kind === 'sign') return groupIn(reading, ')');
  switch (token?.text) {
    case '{':
      return groupIn(reading, '}');
    case 'while':
    case 'until':
      return whileIn(reading, token.text);
    case 'for':
      return forIn(reading);
    case 'if':
      return skipped(reading);
    default:
      return simpleIn(reading);
  }
}

function groupIn(reading: Reading, end: string): Time {
  reading.at++;
  const inner = listIn(reading, new Set([end]));
  expect(reading, end);
  return inner;
}

/** What a condition decides is not known, nor what it leaves. */
function skipped(reading: Reading): Time {
  let depth = 0;
  for (let token = peek(reading); token; token = peek(reading)) {
    reading.at++;
    if (token.text === 'if') depth++;
    if (token.text === 'fi' && --depth === 0) break;
  }
  return UNKNOWN;
}

const DO: ReadonlySet<string> = new Set(['do']);
const DONE: ReadonlySet<string> = new Set(['done']);

function whileIn(reading: Reading, word: 'while' | 'until'): Time {
  reading.at++;
  const from = reading.at;
  listIn(reading, DO);
  const condition = reading.tokens
    .slice(from, reading.at)
    .map(({ text }) => text)
    .filter(text => text !== ';');
  const body = bodyIn(reading);
  const always = word === 'while' ? ENDLESS.has(condition.join(' ')) : condition.join(' ') === 'false';
  const isEndless = always && !body.leaves && (body.isIdle || !reading.isStrict);
  return isEndless ? { seconds: Infinity, leaves: true, isIdle: false } : { ...UNKNOWN, leaves: body.leaves };
}

const ENDLESS: ReadonlySet<string> = new Set(['true', ':', '/bin/true']);

function forIn(reading: Reading): Time {
  reading.at++;
  const from = reading.at;
  for (let token = peek(reading); token && token.text !== 'do'; token = peek(reading)) reading.at++;
  const head = reading.tokens.slice(from, reading.at).filter(token => token.kind === 'word');
  const body = bodyIn(reading);
  const [, kind, ...items] = head;
  const times = kind?.text === 'in' ? timesOf(items) : 0;
  return body.leaves ? UNKNOWN : { ...body, seconds: times * body.seconds };
}

/** How often the body of `for` runs at least. */
function timesOf(items: readonly ShellWord[]): number {
  return items.reduce((times, { text, isPlain }) => {
    const [, from = '1', to] = /^\$\(\s*seq\s+(?:(\d+)\s+)?(\d+)\s*\)$/.exec(text) ?? [];
    if (to !== undefined) return times + Math.max(0, Number(to) - Number(from) + 1);
    return times + (isPlain ? 1 : 0);
  }, 0);
}

function bodyIn(reading: Reading): Time {
  expect(reading, 'do');
  const body = listIn(reading, DONE);
  expect(reading, 'done');
  return body;
}

const IDLE: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf', 'date']);
const LEAVING: ReadonlySet<string> = new Set([
  'break',
  'exit',
  'return',
  'exec',
  'kill',
  'eval',
  '.',
  'source',
  'continue',
]);

function simpleIn(reading: Reading): Time {
  const words: ShellWord[] = [];
  for (let token = peek(reading); token?.kind === 'word'; token = peek(reading)) {
    words.push(token);
    reading.at++;
  }
  const named = words.findIndex(({ text }) => !/^\w+=/.test(text));
  const [program, ...rest] = words.slice(Math.max(0, named));
  if (!program?.isPlain) return UNKNOWN;
  if (ENDS.has(program.text)) reading.isSound = false;
  const name = program.text.replace(/^(?:\/usr)?\/bin\//, '');
  if (name === 'sleep') return { ...NO_TIME, seconds: sleptOf(rest) };
  return { seconds: 0, leaves: LEAVING.has(name), isIdle: IDLE.has(name) };
}

/** What `sleep` waits with these arguments; 0 where one of them is not known. */
export function sleptOf(words: readonly Pick<ShellWord, 'text' | 'isPlain'>[]): number {
  const each = words.map(({ text, isPlain }) => {
    if (text === 'infinity') return Infinity;
    const [, amount, unit = 's'] = (isPlain && /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text)) || [];
    return amount === undefined ? NaN : Number(amount) * (UNITS[unit] ?? 1);
  });
  const sum = each.reduce((total, one) => total + one, 0);
  return Number.isNaN(sum) ? 0 : sum;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function expect(reading: Reading, word: string): void {
  if (peek(reading)?.text !== word) reading.isSound = false;
  reading.at++;
}

/** Words that only end something. */
const ENDS: ReadonlySet<string> = new Set(['do', 'done', 'then', 'elif', 'else', 'fi', '}']);

function peek({ tokens, at }: Reading): ShellToken | undefined {
  return tokens[at];
}

function isEnd({ text }: ShellToken, ends: ReadonlySet<string>): boolean {
  return ends.has(text);
}
