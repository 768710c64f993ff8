/** A text in parts reads like the string that the same edits make. */
import { expect, test } from 'vitest';
import { EditedText } from '../../server/src/text/edited-text.ts';
import { randomOf } from '../yaml/random.ts';

const LONG = 'a line that is long enough to stay a part of its own\n'.repeat(20);
const PARTS = ['', 'x', 'yz', '\n', '\u{1f600}', LONG];

test('after any edits, near and far', () => {
  const random = randomOf(20_261_130);
  for (let round = 0; round < 60; round++) {
    let text = LONG.repeat(random.below(6));
    const edited = new EditedText(text);
    for (let step = 0; step < 150; step++) {
      const start = random.below(text.length + 1);
      const end = Math.min(text.length, start + random.pick([0, 0, 0, 1, 2, 1500]));
      const by = random.pick(PARTS);
      edited.replace(start, end, by);
      text = text.slice(0, start) + by + text.slice(end);
      const [from, to] = [random.below(text.length + 3), random.below(text.length + 3)];
      expect(edited.slice(from, to)).toBe(text.slice(from, to));
      expect(edited.length).toBe(text.length);
      if (random.below(10) === 0) expect(edited.whole).toBe(text);
    }
    expect(edited.slice()).toBe(text);
    expect(edited.whole).toBe(text);
  }
});

test('letter by letter in several places', () => {
  let text = LONG.repeat(4);
  const edited = new EditedText(text);
  const places = [text.length, 2500, 800, 0];
  for (const letter of 'letters')
    for (const [index, at] of places.entries()) {
      edited.replace(at, at, letter);
      text = text.slice(0, at) + letter + text.slice(at);
      for (let above = 0; above <= index; above++) places[above] = (places[above] ?? 0) + 1;
    }
  expect(edited.slice()).toBe(text);
  for (let at = text.length; at > 0; at -= 7) {
    edited.replace(at - 1, at, '');
    text = text.slice(0, at - 1) + text.slice(at);
  }
  expect(edited.whole).toBe(text);
});
