/** Conditions: what GitLab accepts has no faults, and every fault is at the right characters. */
import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../server/src/expression/parse.ts';
import { randomFrom } from '../broken-text.ts';

/** The text with its faulty parts in ‹›, followed by what a fix would write instead. */
function drawn(text: string): string {
  const faults = parseCondition(text).faults;
  return faults
    .toReversed()
    .reduce(
      (done, { span: { start, end }, instead }) =>
        `${done.slice(0, start)}‹${done.slice(start, end)}${instead ? `→${instead.text}` : ''}›${done.slice(end)}`,
      text,
    );
}

describe('what GitLab takes', () => {
  it.each([
    '$A',
    'null',
    '"true"',
    '$A == "x" && $B != null || ($C =~ /ab/i && $D !~ $E)',
    "$A=='x'&&$B",
    '$A =~ "/all-tests/"',
    '$A =~ /a\\/b|c/U',
    '/ab/ =~ $A',
    '(($A))',
    '"a" == "b"',
    '$A ==\n  "x"',
    // GitLab only counts the values.
    '$A $B ==',
    '== $A $B',
    '$A ()',
    '$A == "&&" && $B',
    '$A =~ /(?<x>a)/',
    Array.from({ length: 50 }, () => '$A').join(' && '),
  ])('%s', text => {
    expect(parseCondition(text).faults).toEqual([]);
  });
});

it.each(['!$A', '! $A', '!($A == "x" || $B) && $C', '$A && !$B', '!!$A', '$A == !$B', '!null', '!$A == "true"'])(
  '%s is taken by new versions only',
  text => {
    const { faults } = parseCondition(text);
    expect(faults.map(({ span: { start, end }, isDoubt }) => [text.slice(start, end), isDoubt])).toEqual(
      [...text.matchAll(/!(?!=)/g)].map(() => ['!', true]),
    );
  },
);

it.each(['true', '$A == false', 'true && $A'])('%s is taken by new versions only', text => {
  const { faults } = parseCondition(text);
  expect(faults.map(({ span: { start, end }, until }) => [text.slice(start, end), until])).toEqual([
    [/true|false/.exec(text)?.[0], '18.11'],
  ]);
});

describe('what GitLab refuses', () => {
  it.each([
    ['', '‹›'],
    ['  ', '‹  ›'],
    ['${A}', '‹${A}→$A›'],
    ['${A} == "x" && ${B', '‹${A}→$A› == "x" && ‹${B→$B›'],
    ['${} == $A', '‹${}› == $A'],
    ['$A = "x"', '$A ‹=→==› "x"'],
    ['$A === "x"', '$A ‹===→==› "x"'],
    ['$A & $B', '$A ‹&→&&› $B'],
    ['$A and $B', '$A ‹and→&&› $B'],
    ['$A OR $B', '$A ‹OR→||› $B'],
    ['$A !', '$A ‹!›'],
    ['$A !$B', '$A ‹!›$B'],
    ['!', '‹!›'],
    ['!($A', '!‹(›$A'],
    ['! && $A', '! ‹&&› $A'],
    ['not $A', '‹not› $A'],
    ['$A > $B', '$A ‹>› $B'],
    ['$A == main', '$A == ‹main→"main"›'],
    ['CI_COMMIT_TAG', '‹CI_COMMIT_TAG→$CI_COMMIT_TAG›'],
    ['$A == 5', '$A == ‹5→"5"›'],
    ['$A == None', '$A == ‹None→null›'],
    ['$A == "x', '$A == ‹"x→"x"›'],
    ["$A == 'x", "$A == ‹'x→'x'›"],
    ['$A == "x\ny"', '$A == ‹"x→"x"›\n‹y→"y"›‹"→""›'],
    ['$A =~ /x/', '$A =~ ‹/x/→/(x)/›'],
    ['$A =~ /xy/g', '$A =~ /xy/‹g→›'],
    ['$A =~ /xy', '$A =~ ‹/xy›'],
    ['$A =~ /[/', '$A =~ ‹/[/›'],
    ['$A =~ //', '$A =~ ‹//›'],
    ['$A ==', '$A ‹==›'],
    ['== $A', '‹==› $A'],
    ['$A && && $B', '$A && ‹&&› $B'],
    ['$A $B', '$A ‹$B›'],
    ['$A ($B)', '$A ‹(›$B)'],
    ['($A', '‹(›$A'],
    ['$A)', '$A‹)→›'],
    ['()', '‹(›)'],
    ['($A ==) && $B', '($A ‹==›) && $B'],
    ['$A § $B', '$A ‹§› $B'],
    ['$A\u00a0== $B', '$A‹\u00a0›== $B'],
    ['$', '‹$›'],
  ])('%s', (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  it('is a hundred of anything', () => {
    const text = `($A${' && $A'.repeat(49)} )`;
    const [fault] = parseCondition(text).faults;
    expect(fault?.code).toBe('too-long');
    expect(text.slice(fault?.span.start)).toBe('$A )');
  });
});

it('finds the variables of whatever is written', () => {
  const text = '$A == "$B" && ${C} && ( $D = /$E/ $F';
  const found = parseCondition(text).variables.map(({ name, span }) => [name, text.slice(span.start, span.end)]);
  expect(found).toEqual([
    ['A', '$A'],
    ['C', '${C}'],
    ['D', '$D'],
    ['F', '$F'],
  ]);
});

it('reads no more of an endless condition than it takes to refuse it', () => {
  for (const text of ['('.repeat(100_000), '$A == '.repeat(100_000), '!='.repeat(100_000)]) {
    const { tokens, faults } = parseCondition(text);
    expect(tokens.length).toBeLessThan(2000);
    expect(faults.length).toBeLessThan(60);
    expect(faults.map(({ code }) => code)).toContain('too-long');
  }
});

it('knows nothing where an input decides', () => {
  expect(parseCondition('$[[ inputs.name ]] = x').faults).toEqual([]);
  expect(parseCondition('$[[ inputs.name').faults).toEqual([]);
});

it('reads anything at all, and what is surely wrong is right once it is replaced', () => {
  const random = randomFrom(7);
  const pieces = [
    '$A',
    '${B}',
    '"x"',
    "'",
    '/a/',
    '/ab/',
    '=',
    '==',
    '&&',
    '|',
    '(',
    ')',
    'null',
    'or',
    '!',
    'x',
    '\n',
  ];
  const wrong = [];
  for (let round = 0; round < 5_000; round++) {
    const text = Array.from({ length: 8 }, () => pieces[Math.floor(random() * pieces.length)] ?? '').join(' ');
    const { tokens, faults } = parseCondition(text);
    const shifted = tokens.filter(token => token.text !== text.slice(token.span.start, token.span.end));
    const lost =
      tokens
        .map(token => token.text)
        .join('')
        .replaceAll(/\s/g, '') !== text.replaceAll(/\s/g, '');
    const mended = faults
      .filter(({ instead }) => instead?.sure)
      .reduceRight(
        (done, { span, instead }) => done.slice(0, span.start) + (instead?.text ?? '') + done.slice(span.end),
        text,
      );
    const left = parseCondition(mended).faults.filter(({ instead }) => instead?.sure);
    if (lost || shifted.length > 0 || left.length > 0) wrong.push({ text, lost, shifted, mended, left });
  }
  expect(wrong).toEqual([]);
});
