/** Completions are tried before they are offered. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { complete, untried, type Completion } from '../../server/src/features/completion.ts';
import { soundItems } from '../../server/src/features/completion/sound-items.ts';
import { span } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { checkAccepted } from './accepted.ts';

/** The texts of the other tests of completions, with the cursor. */
const MARKED = ['../yaml/cursor.cases.txt', './completion.cases.txt'].flatMap(name =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split(/^== .*\n/m)
    .slice(1)
    .map(part => part.replace(/^=> [^]*/m, '')),
);

/** Texts in which an item is laid out wrongly: the cursor takes the quote that ends a text for one that begins. */
const SPOILED = ['.: "\nl:\n<|>"\nj:\n', 'job:\n  script: "\nimage:\n  <|>"\n'];

interface Tried {
  readonly text: string;
  readonly document: SourceDocument;
  readonly items: readonly Completion[];
  readonly isReadable: boolean;
  readonly offered: readonly Completion[];
}

function triedAt(marked: string): Tried {
  const at = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const document = parse('file:///project/.gitlab-ci.yml', text);
  const project = projectOf(document);
  const { items, isReadable } = untried(project, document, at, { snippets: true });
  const offered = soundItems(document, items, isReadable);
  expect(complete(project, document, at, { snippets: true })).toEqual(offered);
  return { text, document, items, isReadable, offered };
}

test.each(SPOILED)('what makes a text unreadable is not offered: %j', marked => {
  const { items, offered, text } = triedAt(marked);
  expect(items.length).toBeGreaterThan(0);
  expect(offered).toEqual([]);
  for (const item of items) expect(() => checkAccepted(text, item)).toThrow('syntax');
});

describe('in all texts with a cursor', () => {
  const tried = MARKED.map(triedAt);

  test('nothing is left out: a wrong layout would be hidden by that', () => {
    for (const { text, items, offered } of tried) expect(offered, text).toEqual(items);
    expect(tried.flatMap(({ offered }) => offered).length).toBeGreaterThan(1000);
  });

  test('one item of each form is tried, with the result of trying each', () => {
    for (const { document, items, isReadable, offered } of [...tried, ...SPOILED.map(triedAt)]) {
      const each = items.flatMap(item => soundItems(document, [item], isReadable));
      expect(each.map(({ label }) => label)).toEqual(offered.map(({ label }) => label));
    }
  });
});

test('in a very long entry nothing is tried', () => {
  const [marked = ''] = SPOILED;
  const { items, offered } = triedAt(marked.replace('l:', `l: ${'x'.repeat(5000)}`));
  expect(items.length).toBeGreaterThan(0);
  expect(offered).toEqual(items);
});

test('an item is tried with its stops filled in', () => {
  const document = parse('file:///project/.gitlab-ci.yml', 'job:\n  \n');
  const [item] = complete(projectOf(document), document, 7, { snippets: true });
  const odd = (text: string): Completion[] => (item ? [{ ...item, edit: { span: span(7, 7), text } }] : []);
  expect(soundItems(document, odd('a: \\$$0'), true).length).toBe(1);
  expect(soundItems(document, odd('a: ${1:x: y}$0'), true).length).toBe(0);
  expect(soundItems(document, odd('a:${1:x}\n  b: $0'), true).length).toBe(0);
});
