import { describe, expect, test } from 'vitest';
import { openInterpolations } from '../../server/src/expression/interpolation.ts';
import { typedInterpolation } from '../../server/src/expression/typed-interpolation.ts';

/**
 * What is expected at the cursor, the word around it with the typed part in brackets, and what the surrounding brackets
 * imply.
 */
function drawn(marked: string): string | undefined {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  const typed = typedInterpolation(text, offset);
  if (!typed) return undefined;
  const { kind, span, tight, closed, call, argument } = typed;
  const place = call === '' ? kind : `${kind} ${argument} of ${call}`;
  const signs = [tight && 'tight', !closed && 'open'].filter(Boolean);
  return [`${place} <${text.slice(span.start, span.end)}>`, ...signs].join(' ');
}

describe('what is typed', () => {
  test.each([
    ['$[[<|>', 'access <> tight open'],
    ['$[[ <|>', 'access <> open'],
    ['$[[ <|> ]]', 'access <>'],
    ['$[[<|>]]', 'access <> tight'],
    ['$[[ inputs.<|>', 'access <inputs.> open'],
    ['$[[ in<|>puts.level ]]', 'access <inputs.level>'],
    ['$[[ inputs.a-b<|>', 'access <inputs.a-b> open'],
    ['$[[ inputs.a <|>', 'next <> open'],
    ['$[[ inputs.a <|>]]', 'next <>'],
    ['$[[ inputs.a <|>| truncate(0,1) ]]', 'next <>'],
    ['$[[ inputs.a |<|>', 'call <> tight open'],
    ['$[[ inputs.a | ex<|>pand ]]', 'call <expand>'],
    ['$[[ inputs.a | truncate(<|>', 'argument 0 of truncate <> open'],
    ['$[[ inputs.a | truncate(0,<|>)', 'argument 1 of truncate <> open'],
    ['$[[ inputs.a | truncate(0, 1<|>2) ]]', 'argument 1 of truncate <12>'],
    ['$[[ inputs.a | truncate(0,1) <|>', 'next <> open'],
    ['$[[ inputs.a | expand_vars | <|> ]]', 'call <>'],
    ['$[[ inputs.a[<|>', 'index <> open'],
    ['$[[ inputs.a[1<|>2] ]]', 'index <12>'],
    ['$[[ inputs.a[0] <|>', 'next <> open'],
    ['x $[[ inputs.a $[[ <|> ]]', 'access <>'],
    ['$[[ a ]] $[[ <|>', 'access <> open'],
    ['$[[ <|>x\n]]', 'access <x>'],
    ['$[[\n  inputs.<|>x\n]]', 'access <inputs.x>'],
    ['$[[ inputs.a |\n<|>x ]]', undefined],
    ['$[[ <|>x\ny ]]', 'access <x> open'],
  ])('%j', (text, expected) => expect(drawn(text)).toBe(expected));

  test.each([
    '$[<|>[ a',
    '$[[ a ]<|>]',
    '$[[ a ]]<|>',
    '$[[ a\n<|>',
    '$[[ inputs.a b<|>',
    '$[[ inputs.a <|>b ]]',
    '$[[ "<|>',
    '<|>$[[ a ]]',
    '$[[ a | f(g(<|>',
    '[[ <|> ]]',
    '',
  ])('nothing in %j', text => expect(drawn(text)).toBeUndefined());

  test('nothing is thrown and no word reaches outside, wherever one types', () => {
    const text = 'a $[[ inputs.😀[0]| truncate ( 0 , "]] $[[ x.y.z | f(a,b) |\n| ]] ]]] $[[';
    for (let offset = 0; offset <= text.length; offset++) {
      const { span } = typedInterpolation(text, offset) ?? {};
      if (span) expect([span.start <= offset, offset <= span.end, span.end <= text.length]).toEqual([true, true, true]);
    }
  });
});

describe('every `$[[`', () => {
  test('closed or not, up to where it can reach', () => {
    const found = [...openInterpolations('$[[ a ]] $[[ inputs.b | f\n$[[ $[[ inputs.c]')];
    expect(found.map(({ text, closed, access }) => [text, closed, access.text])).toEqual([
      ['$[[ a ]]', true, 'a'],
      ['$[[ inputs.b | f', false, 'inputs.b'],
      ['$[[ ', false, ''],
      ['$[[ inputs.c]', false, 'inputs.c]'],
    ]);
  });

  test('many of them take no time', () => {
    const started = process.cpuUsage();
    expect([...openInterpolations('$[[ inputs.a\n'.repeat(20_000))].length).toBe(20_000);
    expect([...openInterpolations('$[['.repeat(20_000))].length).toBe(20_000);
    // This takes a few hundred milliseconds; with a search to the end of the text for each it would take a minute.
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });
});
