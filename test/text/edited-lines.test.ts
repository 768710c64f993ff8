/** A line table that follows edits gives the same answers as one built from the text. */
import { expect, test } from 'vitest';
import { EditedLines } from '../../server/src/text/edited-lines.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { randomOf } from '../yaml/random.ts';

const PARTS = ['', 'a', 'bc', '\n', '\r', '\r\n', '\n\n', 'x\ny', '\r\n\r', 'long line of text', '\u2028', '\u{1f600}'];

test('after any edits', () => {
  const random = randomOf(20_261_130);
  for (let round = 0; round < 300; round++) {
    const lines = new EditedLines(Array.from({ length: random.below(12) }, () => random.pick(PARTS)).join(''));
    for (let step = 0; step < 12; step++) {
      const { text } = lines;
      const start = random.below(text.length + 1);
      const end = Math.min(text.length, start + random.below(random.below(3) === 0 ? text.length + 1 : 3));
      const by = Array.from({ length: random.below(4) }, () => random.pick(PARTS)).join('');
      const isWhole = random.below(8) === 0;
      if (isWhole) lines.become(by);
      else lines.edit({ span: { start, end }, text: by });
      expect(lines.text).toBe(isWhole ? by : text.slice(0, start) + by + text.slice(end));
      expect(answersOf(lines, lines.text)).toEqual(answersOf(linesOf(lines.text), lines.text));
      expect(Array.from({ length: lines.count }, (_, line) => lines.line(line))).toEqual(
        lines.text.split(/\r\n|\n|\r/),
      );
    }
  }
});

function answersOf(lines: Pick<EditedLines, 'count' | 'startOf' | 'positionAt' | 'offsetAt'>, text: string): unknown {
  const offsets = Array.from({ length: text.length + 3 }, (_, at) => at - 1);
  const positions = Array.from({ length: lines.count + 2 }, (_, line) => line - 1).flatMap(line =>
    [0, 1, 3, 100].map(character => ({ line, character })),
  );
  return {
    count: lines.count,
    starts: Array.from({ length: lines.count + 1 }, (_, line) => lines.startOf(line)),
    offsets: offsets.map(offset => lines.positionAt(offset)),
    positions: positions.map(position => lines.offsetAt(position)),
  };
}
