/** Random texts and edits that are the same in every run. */
import { readFileSync } from 'node:fs';
import type { TextChange } from '../../server/src/text/span.ts';

export interface Random {
  /** At least 0, less than the number. */
  below(most: number): number;
  pick<Of>(all: readonly Of[]): Of;
}

/** Mulberry32: small, and random enough for tests. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return { below, pick: all => all[below(all.length)]! };
}

/** The cases with GitLab's answers. */
export function conformanceCases(name: 'config' | 'include'): readonly Case[] {
  const text = readFileSync(new URL(`../conformance/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Case);
}

export interface Case {
  readonly id: string;
  readonly area: string;
  readonly yaml: string;
  readonly merged: unknown;
  readonly load_error: string | null;
  readonly note?: string;
}

/** Pieces of text with a meaning in YAML, and some that only look like it. */
export const SPARKS: readonly string[] = [
  ...[
    ':',
    ': ',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n ',
    '  ',
    ' ',
    '\t',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '#',
    ' #',
    '&a',
    '*a',
  ],
  ...[
    '!x',
    '!!str ',
    '!',
    '|',
    '>',
    '|-',
    '>+2',
    '? ',
    '%',
    '@',
    '`',
    '\\',
    '<<: ',
    '---',
    '---\n',
    '\n---\n',
    '...\n',
    '~',
  ],
  ...[
    '\r',
    '\r\n',
    '\u2028',
    '\u0085',
    'é',
    '😀',
    'a',
    '0',
    '\n\n',
    '\\\n',
    '!<x>',
    '"x"#c',
    '\u00a0',
    '\ufeff',
    '\ud800',
  ],
  ...[
    '\0',
    'job:\n  script: x\n',
    'a: "\nb: "\n',
    '<<<<<<< a\n',
    '=======\n',
    '>>>>>>> b\n',
    '{}',
    'spec:\n',
    '!reference ',
  ],
];

/** A change of the text at a random place. */
export function changeOf(text: string, random: Random): TextChange {
  const start = random.below(text.length + 1);
  const end = random.below(2) === 0 ? start : Math.min(text.length, start + random.below(1 + random.below(30)));
  const from = random.below(text.length + 1);
  const copied = text.slice(from, from + random.below(60));
  return {
    span: { start, end },
    text: random.pick(['', copied, random.pick(SPARKS), random.pick(SPARKS), random.pick(SPARKS)]),
  };
}
