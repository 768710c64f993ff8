/** When problems are shown, tested with a clock that only advances when a test says so. */
import { describe, expect, it } from 'vitest';
import type { Code } from '../../server/src/codes/codes.ts';
import { IDLE, publisher, type LocatedProblem } from '../../server/src/workspace/publish.ts';
import type { LineReader } from '../../server/src/workspace/typing.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';
import { clockAtRest } from '../lsp/clock.ts';

const URI = 'file:///ws/.gitlab-ci.yml';

/** Words that stand for a certain code; any other one stands for `unknown-key`. */
const CODES: Readonly<Record<string, Code>> = { 'YAML-SYNTAX': 'yaml-syntax', 'MISSING-KEY': 'missing-key' };

/**
 * A text in which every word in capitals is a problem, and `far` as well if there is a `?`; `edit` returns what is
 * published for an edit, one string each time.
 */
function desk(before: string) {
  let text = before;
  const clock = clockAtRest();
  const shown: string[] = [];
  const check = (text: string): LocatedProblem[] =>
    Array.from(text.matchAll(text.includes('?') ? /[A-Z][A-Z-]+|far/g : /[A-Z][A-Z-]+/g), ({ 0: word, index }) => {
      const at = { start: index, end: index + word.length };
      const code = CODES[word] ?? 'unknown-key';
      return {
        at,
        problem: { code, severity: 'error', message: word.toUpperCase(), at: { uri: URI, block: { text }, span: at } },
      };
    });
  const show = (_: string, problems: readonly LocatedProblem[]): void => {
    shown.push(problems.map(({ problem }) => problem.message).join(' '));
  };
  const publish = publisher(check, show, clock.later);
  publish.all(URI, text);
  const change = (...edits: TextChange[]): string[] => {
    shown.length = 0;
    text = edits.reduce((done, edit) => applyChanges(done, [edit]), text);
    publish.edited(URI, text, { lines: readerOf(text), messages: [edits] });
    return shown;
  };
  /** Replaces the first occurrence. */
  const edit = (from: string, to: string): string[] => {
    const start = text.indexOf(from);
    return change({ span: { start, end: start + from.length }, text: to });
  };
  const insert = (after: string, typed: string): string[] => {
    const start = text.indexOf(after) + after.length;
    return change({ span: { start, end: start }, text: typed });
  };
  return { clock, shown, edit, insert, publish };
}

function readerOf(text: string): LineReader {
  const lines = linesOf(text);
  const all = text.split('\n');
  return { lineAt: offset => lines.positionAt(offset).line, line: index => all[index] ?? '' };
}

describe('a new problem on the line that is typed on', () => {
  it('waits until the typing rests, then is shown', () => {
    const { clock, insert, shown } = desk('job:\n  ok: B\n');
    expect(insert('B', 'A')).toEqual(['']);
    clock.advance(IDLE - 1);
    expect(shown).toEqual(['']);
    clock.advance(1);
    expect(shown).toEqual(['', 'BA']);
  });

  it('waits anew with every character', () => {
    const { clock, insert, shown } = desk('job:\n  ok: B\n');
    insert('B', 'A');
    clock.advance(IDLE - 1);
    insert('BA', 'D');
    clock.advance(IDLE - 1);
    expect(shown).toEqual(['']);
    clock.advance(1);
    expect(shown).toEqual(['', 'BAD']);
  });

  it('is never shown if it was solved in time', () => {
    const { clock, insert, edit, shown } = desk('job:\n  ok: B\n');
    insert('B', 'A');
    edit('BA', 'x');
    clock.advance(10 * IDLE);
    expect(shown).toEqual(['']);
  });

  it('is shown at once when the typing goes on elsewhere', () => {
    const { insert } = desk('job:\n  ok: B\n  other: x\n');
    insert('B', 'A');
    expect(insert('x', 'y')).toEqual(['BA']);
  });

  it('waits too when it is about a key that the line belongs to', () => {
    const { insert } = desk('J:\n  a: 1\n');
    expect(insert('J', 'J')).toEqual(['']);
    expect(insert('a: 1', '2')).toEqual(['']);
  });
});

describe('a new problem elsewhere that a character brings about', () => {
  it('waits as long as the typing goes on, whatever the line', () => {
    const { clock, insert, shown } = desk('a: x\nb: y\nfar\n');
    expect(insert('x', '?')).toEqual(['']);
    expect(insert('?', 'z')).toEqual(['']);
    expect(insert('b: y', 'z')).toEqual(['']);
    clock.advance(IDLE);
    expect(shown).toEqual(['', 'FAR']);
    expect(insert('b: yz', 'z')).toEqual(['FAR']);
  });

  it('is shown at once when whole words bring it', () => {
    const { edit } = desk('a: x\nb: y\nfar\n');
    expect(edit('x', 'done?')).toEqual(['FAR']);
  });
});

describe('at once', () => {
  it('a problem that is solved goes', () => {
    const { edit } = desk('job:\n  ok: BAD\n');
    expect(edit('D', 'd')).toEqual(['BA']);
    expect(edit('BA', 'b')).toEqual(['']);
  });

  it('a problem that was shown stays, though its word grows at either end', () => {
    const { insert } = desk('job:\n  ok: BAD\n');
    expect(insert('ok: ', 'A')).toEqual(['ABAD']);
    expect(insert('ABAD', 'D')).toEqual(['ABADD']);
    expect(insert('job:', '\n  x: y')).toEqual(['ABADD']);
  });

  it('a problem elsewhere is shown', () => {
    const { edit } = desk('job:\n  a: x\n  b: y\n');
    expect(edit('x\n  b: y', 'x1\n  b: BAD\n  c: z')).toEqual(['BAD']);
  });

  it('a problem that came with a whole line is shown', () => {
    const { edit } = desk('job:\n  a: x\n');
    expect(edit('x', 'BAD')).toEqual(['BAD']);
  });

  it('everything is shown on demand', () => {
    const { insert, publish, shown, clock } = desk('job:\n  ok: B\n');
    insert('B', 'A');
    publish.all(URI, 'job:\n  ok: BA\n');
    clock.advance(10 * IDLE);
    expect(shown).toEqual(['', 'BA']);
  });
});

it('what is missing waits although the words came from a list', () => {
  const { clock, edit, shown } = desk('job:\n  a: x\n');
  expect(edit('x', 'MISSING-KEY BAD')).toEqual(['BAD']);
  clock.advance(IDLE);
  expect(shown).toEqual(['BAD', 'MISSING-KEY BAD']);
});

it('a broken quote or bracket waits wherever the reader met it', () => {
  const { insert } = desk('a: x\nb: y\nc: z\n');
  expect(insert('a: x', 'y')).toEqual(['']);
  const { edit } = desk('a: x\nb: y\n');
  expect(edit('x\nb: y', 'w\nb: YAML-SYNTAX')).toEqual(['YAML-SYNTAX']);
});

it('nothing is shown of a document that was closed', () => {
  const { clock, insert, publish, shown } = desk('job:\n  ok: B\n');
  insert('B', 'A');
  publish.closed(URI);
  clock.advance(10 * IDLE);
  expect(shown).toEqual(['']);
});
