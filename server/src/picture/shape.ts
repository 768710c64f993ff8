/** The outline of a node: its shape shows what the job does, with the symbols of flow charts. */
import type { Size } from './layout.ts';
import type { PictureNode, State } from './picture.ts';

/** A part of the drawing, relative to the upper left corner of the node; styles go by its `role`. */
export interface ShapePart {
  readonly role: 'copies' | 'outline' | 'bars' | 'may-fail';
  readonly d: string;
}

export function shapeOf({ kind, state, mayFail, copies }: PictureNode, { width, height }: Size): readonly ShapePart[] {
  const outline = kind === 'job' ? OUTLINES[state](width, height) : plain(width, height);
  return [
    ...(copies.length > 0 ? [{ role: 'copies', d: behind(width, height) } as const] : []),
    { role: 'outline', d: outline },
    ...(kind === 'job' ? [] : [{ role: 'bars', d: `M7 0V${height}M${width - 7} 0V${height}` } as const]),
    ...(mayFail ? [{ role: 'may-fail', d: warning(width) } as const] : []),
  ];
}

type Outline = (width: number, height: number) => string;

const plain: Outline = (w, h) => `M0 0H${w}V${h}H0Z`;

const rounded: Outline = (w, h) =>
  `M6 0H${w - 6}Q${w} 0 ${w} 6V${h - 6}Q${w} ${h} ${w - 6} ${h}H6Q0 ${h} 0 ${h - 6}V6Q0 0 6 0Z`;

const OUTLINES: Readonly<Record<State, Outline>> = {
  runs: rounded,
  out: rounded,
  // manual operation
  manual: (w, h) => `M0 0H${w}L${w - 12} ${h}H12Z`,
  // delay
  delayed: (w, h) => `M0 0H${w - 16}A16 ${h / 2} 0 0 1 ${w - 16} ${h}H0Z`,
  // stop sign
  'on-failure': (w, h) => `M10 0H${w - 10}L${w} 10V${h - 10}L${w - 10} ${h}H10L0 ${h - 10}V10Z`,
  // decision
  depends: (w, h) => `M14 0H${w - 14}L${w} ${h / 2}L${w - 14} ${h}H14L0 ${h / 2}Z`,
};

/** Two more cards behind the first. */
function behind(width: number, height: number): string {
  return [3, 6].map(by => `M${by + 8} ${height + by}H${width + by}V${by + 6}`).join('');
}

/** A triangle with an exclamation mark in the upper right corner. */
function warning(width: number): string {
  const x = width - 14;
  return `M${x} -7L${x + 9} 8H${x - 9}ZM${x} -2V3M${x} 5V6.5`;
}
