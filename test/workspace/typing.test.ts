/** Which lines are unfinished while a person types, and how places move with edits. */
import { describe, expect, it } from 'vitest';
import { moved, unfinishedLines, type LineReader, type Waiting } from '../../server/src/workspace/typing.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges, type TextChange } from '../../server/src/text/span.ts';

function reader(text: string): LineReader {
  const table = linesOf(text);
  const all = text.split(/\r\n|\r|\n/);
  return { lineAt: offset => table.positionAt(offset).line, line: index => all[index] ?? '' };
}

function lines(what: Waiting, held: ReadonlyMap<number, Waiting>): number[] {
  return [...held].flatMap(([line, waiting]) => (waiting === what ? [line] : [])).sort((a, b) => a - b);
}

/** The unfinished lines after `typed` replaced `<|>`, or everything between two of them. */
function held(fixture: string, typed: string): number[] {
  const parts = fixture.split('<|>');
  const start = parts[0]?.length ?? 0;
  const end = parts.length > 2 ? start + (parts[1]?.length ?? 0) : start;
  const edit: TextChange = { span: { start, end }, text: typed };
  const text = applyChanges(parts.join(''), [edit]);
  return lines('all', unfinishedLines(reader(text), [[edit]]));
}

const JOB = 'job:\n  script: make\n  hooks:\n    handler:\n      http_get:\n';

describe('while a character is typed', () => {
  it('the line waits, and every key it belongs to', () => {
    expect(held(`${JOB}        port: 8<|>\n  stage: x\nnext:\n`, '0')).toEqual([0, 2, 3, 4, 5]);
  });

  it('a sibling above does not wait', () => {
    expect(held(`${JOB}        port: 80\n        host: <|>\n`, 'x')).toEqual([0, 2, 3, 4, 6]);
  });

  it('a new blank line waits with the line above, whatever its depth', () => {
    expect(held(`${JOB}<|>`, '\n')).toEqual([0, 2, 3, 4, 6]);
    expect(held('job:\n  hooks:<|>\n  script: x\n', '\n')).toEqual([0, 1, 2]);
  });

  it('an item of a list belongs to the dash, and the dash to a key at the same column', () => {
    expect(held('a:\n  headers:\n  - name: x\n    val<|>\n', 'u')).toEqual([0, 1, 2, 3]);
    expect(held('a:\n  headers:\n  - name: x\n    value: y\n  - <|>\n', 'n')).toEqual([0, 1, 4]);
  });

  it('counts a deleted character and a closed quote as typing', () => {
    expect(held('a: b<|>c<|>\n', '')).toEqual([0]);
    expect(held('a: <|>\n', '""')).toEqual([0]);
  });
});

describe('when more comes at once', () => {
  it('a whole line does not wait', () => {
    expect(held('a:\n  port: <|>8080<|>\n', '99999')).toEqual([]);
    expect(held('a:\n<|>', '  port: 99999\n  host: x')).toEqual([]);
  });

  it.each(['tcp_socket:\n    port: ', 'exec:\n    - ', 'tcp_so', 'host: "', 'items: [', 'a: { b:'])(
    '%j waits for the rest',
    typed => {
      expect(held('a:\n  <|>\n', typed)).toContain(typed.split('\n').length);
    },
  );

  it('words within a line wait only for what is missing', () => {
    const edit: TextChange = { span: { start: 13, end: 13 }, text: 'Connection' };
    const text = 'a:\n  - name: Connection\n';
    expect(lines('missing', unfinishedLines(reader(text), [[edit]]))).toEqual([0, 1]);
    expect(lines('missing', unfinishedLines(reader(text), [[{ ...edit, text: '' }]]))).toEqual([]);
  });

  it('deleting a block makes nothing wait but what it leaves open', () => {
    expect(held('a:\n  b: 1\n<|>  c: 2\n  d: 3\n<|>e: 1\n', '')).toEqual([]);
    expect(held('a:\n  b:<|>\n    c: 2<|>\ne: 1\n', '')).toEqual([0, 1]);
  });
});

describe('several edits', () => {
  it('follows each cursor past the edits after it', () => {
    const text = reader('ax:\nbx:\ncx:\n');
    const edits = [7, 4, 1].map(start => ({ span: { start, end: start }, text: 'x' }));
    expect(lines('all', unfinishedLines(text, [edits]))).toEqual([0, 1, 2]);
  });

  it('is no typing when there are many of them', () => {
    const edits = Array.from({ length: 100 }, (_, index) => ({
      span: { start: index * 2, end: index * 2 },
      text: 'x',
    }));
    expect(unfinishedLines(reader('x'.repeat(300)), [edits]).size).toBe(0);
  });
});

describe('moved', () => {
  const insert: TextChange = { span: { start: 5, end: 5 }, text: 'abc' };
  const replace: TextChange = { span: { start: 2, end: 6 }, text: 'x' };
  it('keeps what is before, shifts what is after, and gathers what is inside', () => {
    expect([4, 5, 9].map(offset => moved(offset, [insert]))).toEqual([4, 8, 12]);
    expect([1, 2, 4, 6, 9].map(offset => moved(offset, [replace]))).toEqual([1, 2, 2, 3, 6]);
    expect(moved(9, [insert, replace])).toBe(9);
  });
});

it('looks up only so far', () => {
  const lines = `a:\n${'  b: 1\n'.repeat(100_000)}`.split('\n');
  let looked = 0;
  const line = (index: number): string => {
    looked++;
    return lines[index] ?? '';
  };
  unfinishedLines({ lineAt: () => lines.length - 1, line }, [[{ span: { start: 0, end: 0 }, text: '\n' }]]);
  expect(looked).toBeLessThan(5000);
});
