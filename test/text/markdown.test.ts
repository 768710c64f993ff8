/** Text of a file in Markdown and in plain lines. */
import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { code, codes, link, ours, prose, quoting, say } from '../../server/src/text/markdown.ts';
import { oneLine, sentence, short } from '../../server/src/text/shown.ts';

const NASTY = fc
  .array(
    fc.constantFrom(
      ...[...Array(0x5f).keys()].map(code => String.fromCharCode(0x20 + code)),
      ...['\n', '\r', '\t', '://', 'www.', '![', '](', '&lt;', '\u202e', '`', '`'],
    ),
  )
  .map(letters => letters.join(''));

/** The parts of the only paragraph, as an editor shows them. */
function partsOf(markdown: string, before = 'x '): readonly string[] {
  const parts: string[] = [];
  void marked.walkTokens(marked.lexer(`${before}${markdown} x`, { gfm: true }), ({ type }) => void parts.push(type));
  return parts;
}

describe('code', () => {
  it('is one span whatever the text holds', () => {
    fc.assert(
      fc.property(NASTY, text => {
        expect(partsOf(code(text)).filter(type => type !== 'text')).toEqual(['paragraph', 'codespan']);
      }),
    );
  });

  it.each([
    ['a', '`a`'],
    ['a`b', '`` a`b ``'],
    ['```', '```` ``` ````'],
    ['', '`  `'],
    ['a\r\nb\nc', '`a⏎b⏎c`'],
    ['a\u202eb\u0007', '`a[U+202E]b␇`'],
  ])('shows %j', (text, shown) => {
    expect(code(text)).toBe(shown);
  });

  it('of several texts names the first ones', () => {
    expect(codes(['a', 'b'])).toBe('`a`, `b`');
    expect(codes(Array.from({ length: 25 }, (_, index) => String(index)))).toMatch(/`19` and 5 more$/);
  });
});

describe('words', () => {
  it('are only text', () => {
    fc.assert(
      fc.property(NASTY, text => {
        for (const before of ['', 'x '])
          expect(partsOf(prose(text), before).filter(type => type !== 'text' && type !== 'escape')).toEqual([
            'paragraph',
          ]);
      }),
    );
  });

  it.each([
    ['Deploys to $HOST (a_b), 50% off: see x.y', 'Deploys to $HOST (a_b), 50% off: see x.y'],
    ['![i](http://x)', '\\!\\[i\\](http\\://x)'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['one\n\ntwo\n', 'one⏎⏎two'],
  ])('%j', (text, shown) => {
    expect(prose(text)).toBe(shown);
  });
});

describe('messages', () => {
  it('keep their quotes as code, never as markup', () => {
    expect(quoting('There is no job `a_b` in *this*')).toBe('There is no job `a_b` in \\*this\\*');
    fc.assert(
      fc.property(NASTY, text => {
        const parts = partsOf(quoting(`No \`${text}\` here`));
        expect(parts.filter(type => !['text', 'escape', 'codespan'].includes(type))).toEqual(['paragraph']);
      }),
    );
  });

  it('are short in each name and as a whole', () => {
    expect(sentence(`\`${'a'.repeat(5000)}\` is no job`)).toMatch(/^`a{100,}…a+` is no job$/);
    expect(sentence('a `b'.repeat(10_000)).length).toBeLessThan(1600);
  });
});

describe('plain lines', () => {
  it('show every character', () => {
    expect(oneLine('a\tb\x1b[31m\u009b\u2028\ud800')).toBe('a b␛[31m[U+009B]⏎\ufffd');
    expect(oneLine('نامه‌ای 👩‍💻')).toBe('نامه‌ای 👩‍💻');
  });

  it('are cut where they are long', () => {
    expect(short('a'.repeat(1000)).length).toBeLessThanOrEqual(201);
    expect(short('😀'.repeat(1000))).not.toMatch(/\p{Cs}/u);
  });
});

it('a link leads where it says', () => {
  expect(link('a[b]_c.yml:3', 'file:///a b/(c).yml#L3')).toBe('[a\\[b\\]\\_c.yml:3](file:///a%20b/%28c%29.yml#L3)');
});

it('our own words hold safe parts', () => {
  expect(say`a ${code('b')} ${3} ${ours('**c**')}`).toBe('a `b` 3 **c**');
});
