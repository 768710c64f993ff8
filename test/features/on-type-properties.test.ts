/** Properties of the help behind Enter, at every line of texts of every kind. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterBreak } from '../../server/src/features/on-type.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import type { Value } from '../../server/src/yaml/value/value.ts';
import { sample } from '../../scripts/sample.mjs';
import { fixtureTexts } from '../fixture-files.ts';

/** The number of days in which Enter has been typed in all fixtures. */
const DAYS = 7;
const FIXTURES = fixtureTexts();
const LONGEST = 4_000;

const read = (text: string): SourceDocument => parse('file:///.gitlab-ci.yml', text);

interface Typed {
  /** With the line break and the spaces that an editor adds. */
  readonly text: string;
  readonly offset: number;
}

/** Enter at an offset, with the indentation of the line and some spaces more or less. */
function typed(text: string, at: number, more: number): Typed {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const indent = Math.max(0, (/^ */.exec(line)?.[0].length ?? 0) + more);
  const inserted = `\n${' '.repeat(indent)}`;
  return { text: text.slice(0, at) + inserted + text.slice(at), offset: at + inserted.length };
}

function help({ text, offset }: Typed, tabSize?: number): Typed {
  const changes = afterBreak(read(text), offset, { tabSize, indentsFirst: true });
  const rest = text.slice(offset);
  const after = applyChanges(text, changes);
  return { text: after, offset: after.length - rest.length };
}

/** What a text means, apart from null items: a list of nothing else is null, too. */
function meaning(text: string): unknown {
  const { content, header, failures } = loadDocument(read(text));
  return { content: plain(content), header: header && plain(header), failures: failures.map(({ message }) => message) };
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case 'map':
      return [...value.members].map(([key, member]) => [key, plain(member.value)]);
    case 'list': {
      const items = value.items.map(plain).filter(item => item !== null);
      return items.length === 0 ? null : items;
    }
    case 'scalar':
      return value.datum.type === 'null' ? null : value.datum;
    default:
      return value.kind;
  }
}

function check(before: Typed, tabSize?: number): boolean {
  const after = help(before, tabSize);
  if (after.text === before.text) return false;
  expect(help(after, tabSize).text, 'twice is as once').toBe(after.text);
  expect(after.text.replace(/[-\s]/g, ''), 'nothing but blanks and dashes').toBe(before.text.replace(/[-\s]/g, ''));
  expect(meaning(after.text), after.text).toEqual(meaning(before.text));
  return true;
}

describe('at the end of every line of the fixtures, Enter changes no meaning', () => {
  test.each(sample(FIXTURES, DAYS).filter(({ length }) => length < LONGEST))('%j', text => {
    for (const { index } of text.matchAll(/$/gm)) for (const more of [0, 2]) check(typed(text, index, more));
  });
});

test('anywhere in the fixtures, with any indentation, and once more behind an item that the help itself began', () => {
  let helps = 0;
  const place = fc.record({
    text: fc.constantFrom(...FIXTURES.filter(({ length }) => length < LONGEST)),
    at: fc.nat(),
    isEnd: fc.boolean(),
    more: fc.integer({ min: -4, max: 4 }),
    tabSize: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(place, ({ text, at, isEnd, more, tabSize }) => {
      const found = at % (text.length + 1);
      const end = text.indexOf('\n', found);
      const first = typed(text, isEnd && end >= 0 ? end : found, more);
      if (!check(first, tabSize)) return;
      helps++;
      const { text: helped, offset } = help(first, tabSize);
      check(typed(helped, offset, 0), tabSize);
    }),
    { numRuns: 2_000 },
  );
  expect(helps).toBeGreaterThan(100);
});
