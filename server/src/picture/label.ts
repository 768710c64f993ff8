/** The lines of text on a node, shortened to fit, and the space that they need. */
import type { Size } from './layout.ts';
import type { PictureNode } from './picture.ts';

/** The width of a text in one of the two styles. */
export type Measure = (text: string, style: LineStyle) => number;
export type LineStyle = 'name' | 'says';

export interface Label extends Size {
  readonly lines: readonly LabelLine[];
}
export interface LabelLine {
  readonly text: string;
  readonly style: LineStyle;
  /** The base line, measured from the upper edge of the node. */
  readonly y: number;
}

/** The fonts of the two styles; whoever measures has to use them. */
export const FONT_SIZES: Readonly<Record<LineStyle, number>> = { name: 13, says: 11 };

/** A wider text is shortened; the tooltip of the node has all of it. */
const WIDEST = 220;
const NARROWEST = 72;
/** Shapes with slanting sides need some room at both ends of the text. */
const BESIDE = 40;
/** Widths grow in steps, so that one more letter does not move everything. */
const STEP = 12;
const FIRST = 20;
const LINE = 15;
const BELOW = 10;

/** A little wider than most fonts, for where no text can be measured. */
export const roughly: Measure = (text, style) => text.length * FONT_SIZES[style] * 0.62;

export function labelOf({ name, says }: Pick<PictureNode, 'name' | 'says'>, measure: Measure): Label {
  const texts = [{ text: name, style: 'name' as const }, ...says.map(text => ({ text, style: 'says' as const }))];
  const lines = texts.map(({ text, style }, index) => ({
    text: fitted(text, style, measure, WIDEST),
    style,
    y: FIRST + index * LINE,
  }));
  const widest = Math.max(NARROWEST, ...lines.map(({ text, style }) => measure(text, style)));
  return { lines, width: Math.ceil((widest + BESIDE) / STEP) * STEP, height: FIRST + says.length * LINE + BELOW };
}

/** As much of the text as fits. */
export function fitted(text: string, style: LineStyle, measure: Measure, widest: number): string {
  if (measure(text, style) <= widest) return text;
  const letters = Array.from(text);
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (measure(`${letters.slice(0, middle).join('')}…`, style) <= widest) fits = middle;
    else tooMany = middle;
  }
  return `${letters.slice(0, fits).join('')}…`;
}
