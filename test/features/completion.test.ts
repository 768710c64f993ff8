/** What completion offers and what each item makes of the text: a table that is drawn again and compared as a whole. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { completionsAt, resultOf } from './check-completion.ts';

const TABLE = new URL('./completion.cases.txt', import.meta.url);
const CASES = readFileSync(TABLE, 'utf8')
  .split(/^== /m)
  .slice(1)
  .map(part => {
    const [, name = '', text = '', expected = ''] = /^(.*)\n([^]*?)(=> [^]*?)\n*$/.exec(part) ?? [];
    const only = /\(only (.*)\)$/.exec(name)?.[1]?.split(', ');
    return { name, text, expected, only };
  });

describe('completion', () => {
  for (const { name, text, expected, only } of CASES) {
    test(name, () => expect(draw(text, only)).toBe(expected));
  }
});

describe('completion with CRLF', () => {
  for (const { name, text, expected, only } of CASES) {
    test(name, () => expect(draw(text.replaceAll('\n', '\r\n'), only)).toBe(expected));
  }
});

if (process.env['UPDATE_FIXTURES']) {
  writeFileSync(TABLE, CASES.map(({ name, text, only }) => `== ${name}\n${text}${draw(text, only)}\n`).join('\n'));
}

/** The labels, and below each the lines that it changes or adds; only the relevant ones of a long list. */
function draw(marked: string, only?: readonly string[]): string {
  const { text, items: all } = completionsAt(marked, { snippets: true });
  const items = only ? all.filter(({ label }) => only.includes(label)) : all;
  if (items.length === 0) return '=> nothing';
  return items
    .map(item => {
      const marks = [item.preselect && 'first', item.deprecated && 'deprecated', item.opensChoice && 'opens'];
      const head = [item.label, ...marks.filter(Boolean)].join(', ');
      return [`=> ${head}`, ...changed(text, resultOf(text, item)).map(line => `|${line}`)].join('\n');
    })
    .join('\n');
}

/** The new lines, without those that both texts have at their beginning and end. */
function changed(before: string, after: string): readonly string[] {
  const [old, fresh] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const removed = old.length - head - tail - 1;
  return [...fresh.slice(head, fresh.length - tail), ...(removed > 0 ? [`(${removed} more replaced)`] : [])];
}
