/** Where the cursor is: a table of texts, each also tried with CRLF, a BOM, other entries around it, and a header. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cursorAt, type Cursor } from '../../server/src/yaml/cursor/cursor.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { Node } from '../../server/src/yaml/tree.ts';

const TABLE = new URL('./cursor.cases.txt', import.meta.url);
const CASES = readFileSync(TABLE, 'utf8')
  .split(/^== /m)
  .slice(1)
  .map(part => {
    const [, name = '', text = '', expected = ''] = /^(.*)\n([^]*?)=> (.*)\n*$/.exec(part) ?? [];
    return { name, text, expected };
  });

const VARIANTS: readonly ((text: string) => string)[] = [
  text => text.replaceAll('\n', '\r\n'),
  text => `\ufeff${text}`,
  text => text.replace(/<\|>\n$/, '<|>'),
];

test('the table of cursors is long and well-formed', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(150);
  expect(CASES.filter(({ text }) => text.split('<|>').length !== 2)).toEqual([]);
});

describe('cursor', () => {
  for (const { name, text, expected } of CASES) {
    test(name, () => expect(draw(text)).toBe(expected));
  }
});

describe('cursor with CRLF, behind a BOM, at the very end of the text', () => {
  for (const { name, text, expected } of CASES) {
    test(name, () => expect(VARIANTS.map(vary => draw(vary(text)))).toEqual(VARIANTS.map(() => expected)));
  }
});

describe('cursor between neighbours and behind a header', () => {
  const before = 'spec:\n  inputs:\n    a:\n---\nstages:\n  - build\n# about the job\n';
  const after = '\n\nlast:\n  script: "x"\n';
  for (const { name, text, expected } of CASES.filter(isEntry)) {
    test(name, () => expect(draw(before + text + after)).toBe(expected));
  }
});

test('a byte order mark at the beginning of a line counts as a column', () => {
  expect(draw('job:<|>\n\ufeffscript: x\n')).toBe('none');
});

if (process.env['UPDATE_FIXTURES']) {
  const parts = CASES.map(({ name, text }) => `== ${name}\n${text}=> ${draw(text)}\n`);
  writeFileSync(TABLE, parts.join('\n'));
}

/** Whether the text is a complete job, so that other entries may surround it. */
function isEntry({ text, expected }: (typeof CASES)[number]): boolean {
  return /^[a-z"'.]/i.test(text) && !text.includes('---') && !expected.startsWith('key / ');
}

function draw(marked: string): string {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '').replaceAll('→', '\t');
  return summary(cursorAt(parse('file:///ci.yml', text), offset), text, offset);
}

function summary(cursor: Cursor, text: string, offset: number): string {
  if (['text', 'comment', 'none'].includes(cursor.slot)) return cursor.slot;
  const { slot, path, word, siblings, body, newItem, tight, column } = cursor;
  expect(word.start <= offset && offset <= word.end).toBe(true);
  expect(siblings.map(({ key }) => text.slice(key.start, key.end).replace(/^(["'])(.*)\1$/, '$2'))).toEqual(
    siblings.map(({ name }) => name),
  );
  const typed = text.slice(word.start, offset) + '|' + text.slice(offset, word.end);
  return [
    `${slot} /${path.join('/')} @${column} ‹${typed}›`,
    siblings.length > 0 && `beside ${siblings.map(({ name }) => name).join(' ')}`,
    cursor.bracket && `in ${cursor.bracket}`,
    cursor.behind !== 'nothing' && `before ${cursor.behind}`,
    body && `over ${body.node.kind}${keysOf(body.node)}`,
    newItem && `or - /${newItem.join('/')}`,
    tight && 'tight',
  ]
    .filter(Boolean)
    .join(', ');
}

function keysOf(node: Node): string {
  return node.kind === 'map'
    ? node.pairs.map(({ key }) => (key.kind === 'scalar' ? ` ${key.text}` : ' ?')).join('')
    : '';
}
