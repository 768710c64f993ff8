/** Answers are made once for each question, and bounded where the question is a text. */
import { expect, it } from 'vitest';
import { cachedByName, cachedByText } from '../../server/src/text/cached.ts';

function counting(most: number): { readonly made: string[]; readonly ask: (text: string) => { text: string } } {
  const made: string[] = [];
  const ask = cachedByText(text => {
    made.push(text);
    return { text };
  }, most);
  return { made, ask };
}

it('answers a repeated text with the same object', () => {
  const { made, ask } = counting(2);
  const first = ask('a');
  ask('b');
  expect(ask('a')).toBe(first);
  expect(made).toEqual(['a', 'b']);
});

it('holds no more answers than it may', () => {
  const { made, ask } = counting(2);
  for (const text of ['a', 'b', 'c', 'c', 'a']) ask(text);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

it('does not hold long texts', () => {
  const { made, ask } = counting(2);
  const long = 'x'.repeat(1000);
  expect(ask(long)).toEqual(ask(long));
  expect(made).toHaveLength(2);
});

it('makes one answer for each name, also of an object that is asked about while it is answered', () => {
  const made: string[] = [];
  const ask = cachedByName((one: { readonly id: string }, name: string): string => {
    made.push(name);
    return name === 'a' ? `${one.id} a, ${ask(one, 'b')}` : `${one.id} ${name}`;
  });
  const one = { id: 'x' };
  for (let time = 0; time < 2; time++) {
    expect(ask(one, 'a')).toBe('x a, x b');
    expect(['b', 'c'].map(name => ask(one, name))).toEqual(['x b', 'x c']);
  }
  expect(made).toEqual(['a', 'b', 'c']);
  expect(ask({ id: 'y' }, 'c')).toBe('y c');
});
